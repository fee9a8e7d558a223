"""What is selected in a text document, as blocks of runs that any format can be written from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextTable

from qwq_desktop.ui.chat.citations import looks
from qwq_desktop.ui.chat.formulas.text_object import SOURCE, formula_of
from qwq_desktop.ui.chat.markdown import styles
from qwq_desktop.ui.chat.markdown.code import JOINT


class BlockKind(StrEnum):
    """What a selected block is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    CODE = "code"
    CELL = "cell"
    RULE = "rule"


@dataclass(frozen=True)
class Run:
    """Equally styled words, or a formula as it was written (`text` with its delimiters)."""

    text: str
    is_formula: bool = False
    is_code: bool = False
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    href: str = ""


@dataclass(frozen=True)
class SelectedBlock:
    """A paragraph, a line of code, an item or a cell of a table, as far as it is selected."""

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0  # of a heading
    marker: str = ""  # of an item, empty where its beginning isn't selected
    indent: int = 0  # pixels from the left, of an item
    language: str = ""  # of code
    row: int = 0  # of a cell
    column: int = 0
    is_quoted: bool = False

    @property
    def text(self) -> str:
        """The words without any style, formulas as they were written."""
        return "".join(run.text for run in self.runs)


def selected_blocks(cursor: QTextCursor) -> list[SelectedBlock]:
    """The blocks that a selection touches, in order."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = cursor.document()
    result: list[SelectedBlock] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        if _joins_parts(block):
            block = block.next()
            continue
        runs = list(_runs(block, start, end))
        described = _described(block, runs, start)
        if result and result[-1].kind is BlockKind.CODE and result[-1].text.endswith(JOINT):
            text = result.pop().text.removesuffix(JOINT) + described.text
            described = replace(described, runs=(Run(text, is_code=True),))
        result.append(described)
        block = block.next()
    return result


def depths(blocks: Sequence[SelectedBlock]) -> list[int]:
    """How deep each block stands in lists: 0 for outside, 1 for an item of the outermost list.

    What follows within an item is as deep as the item.
    """
    result: list[int] = []
    open_items: list[int] = []  # the indents of the items that a block may stand in
    for block in blocks:
        is_item = block.kind is BlockKind.ITEM
        if not is_item and not block.indent:
            open_items = []
        while open_items and open_items[-1] >= block.indent:
            open_items.pop()
        if is_item:
            open_items.append(block.indent)
        result.append(len(open_items))
    return result


def _described(block: QTextBlock, runs: Sequence[Run], start: int) -> SelectedBlock:
    form = block.blockFormat()
    is_quoted = form.hasProperty(styles.QUOTE_EDGES)
    table = QTextCursor(block).currentTable()
    if table is not None:
        cell = table.cellAt(block.position())
        row = cell.row() + _first_row(table)
        return SelectedBlock(
            BlockKind.CELL, _plain_header(runs, row), row=row, column=cell.column()
        )
    if form.hasProperty(styles.CODE_EDGE):
        language = str(form.property(styles.CODE_LANGUAGE) or "")
        text = "".join(run.text for run in runs)
        return SelectedBlock(BlockKind.CODE, (Run(text, is_code=True),), language=language)
    if form.hasProperty(styles.RULE):
        return SelectedBlock(BlockKind.RULE, ())
    if form.headingLevel():
        plain = tuple(_without_bold(run) for run in runs)
        return SelectedBlock(BlockKind.HEADING, plain, level=form.headingLevel())
    if form.textIndent() < 0 and start <= block.position() and runs and "\t" in runs[0].text:
        marker, _, rest = runs[0].text.partition("\t")
        words = (_with_text(runs[0], rest), *runs[1:]) if rest else tuple(runs[1:])
        indent = round(form.leftMargin() + form.textIndent())
        return SelectedBlock(
            BlockKind.ITEM, words, marker=marker, indent=indent, is_quoted=is_quoted
        )
    indent = round(form.leftMargin()) if not is_quoted else 0
    return SelectedBlock(BlockKind.TEXT, tuple(runs), indent=indent, is_quoted=is_quoted)


def _joins_parts(block: QTextBlock) -> bool:
    """Whether this is the empty block between two parts of a table."""
    if block.length() > 1:
        return False
    table = QTextCursor(block.next()).currentTable() if block.next().isValid() else None
    return table is not None and _first_row(table) > 0 and QTextCursor(block).currentTable() is None


def _first_row(table: QTextTable) -> int:
    return int(table.format().property(styles.FIRST_ROW) or 0)


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[Run]:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        first = max(start, fragment.position())
        last = min(end, fragment.position() + fragment.length())
        if first >= last:
            continue
        text = fragment.text()[first - fragment.position() : last - fragment.position()]
        form = fragment.charFormat()
        formula = formula_of(form)
        if formula:
            yield from [Run(formula, is_formula=True)] * len(text)
        else:
            yield _styled(text.replace("\u2028", "\n"), form)


def _styled(text: str, form: QTextCharFormat) -> Run:
    if form.hasProperty(looks.CHIP) or form.hasProperty(looks.BRACKET):
        return Run(text)  # what makes it a chip is the window's own
    return Run(
        text,
        is_code=form.font().fixedPitch() and not form.hasProperty(SOURCE),
        is_bold=form.fontWeight() >= QFont.Weight.DemiBold,
        is_italic=form.fontItalic(),
        is_struck=form.fontStrikeOut(),
        href=form.anchorHref(),
    )


def _plain_header(runs: Sequence[Run], row: int) -> tuple[Run, ...]:
    return tuple(_without_bold(run) for run in runs) if row == 0 else tuple(runs)


def _without_bold(run: Run) -> Run:
    return replace(run, is_bold=False)


def _with_text(run: Run, text: str) -> Run:
    return replace(run, text=text)
