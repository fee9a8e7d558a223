"""A stream of Markdown on its way into a document: text comes in, a few blocks at a time go out."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QTextDocument

from qwq_desktop.ui.chat.citations.writer import CitationWriter
from qwq_desktop.ui.chat.formulas.text_object import FormulaObject
from qwq_desktop.ui.chat.markdown.blocks import Splitter
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.code import Highlighter
from qwq_desktop.ui.chat.markdown.draft import Block
from qwq_desktop.ui.chat.markdown.healing import healed
from qwq_desktop.ui.chat.markdown.link_definitions import Links, labels_in, links_of
from qwq_desktop.ui.chat.markdown.nodes import Node
from qwq_desktop.ui.chat.markdown.render import CodeCard, DocumentWriter
from qwq_desktop.ui.chat.markdown.styles import Formats
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

BLOCKS_AT_A_TIME = 6
CHARACTERS_AT_A_TIME = 3_000  # after which no further block is taken


class MarkdownStream:
    """Owns what stands in one document. Long texts are written in slices, so that nothing waits."""

    def __init__(
        self,
        document: QTextDocument,
        formats: Formats,
        tree: TreeBuilder,
        highlighter: Highlighter,
        formulas: FormulaObject | None = None,
        citations: CitationWriter | None = None,
        closed_nodes: Callable[[Iterable[Block], Links], list[Node]] | None = None,
    ) -> None:
        """Without `formulas` each formula shows its source.

        `closed_nodes` turns closed blocks into nodes in place of `tree`, all of them in order.
        """
        self._tree = tree
        self._closed_nodes = closed_nodes or tree.nodes
        self._writer = DocumentWriter(document, formats, highlighter, formulas, citations)
        self._splitter = Splitter(parts_tables=True)
        self._pending: list[str] = []
        self._waiting: deque[Block] = deque()
        self._links: dict[str, str] = {}
        self._unknown: set[str] = set()  # labels that may refer to links, in what is written
        self._has_ended = False

    @property
    def has_more(self) -> bool:
        """Whether closed blocks wait to be written."""
        return bool(self._waiting)

    @property
    def closed_cards(self) -> Sequence[CodeCard]:
        """The cards of code that will not change any more."""
        return self._writer.closed_cards

    @property
    def links_came_late(self) -> bool:
        """Whether a link was defined after what refers to it had been written as words."""
        return not self._unknown.isdisjoint(self._links)

    @property
    def has_formulas(self) -> bool:
        """Whether a formula has been drawn."""
        return self._writer.has_formulas

    @property
    def tail_position(self) -> int:
        """Where in the document the replaceable tail begins."""
        return self._writer.tail_position

    def add(self, text: str) -> None:
        """Take text; nothing is parsed yet."""
        self._pending.append(cleaned(text))
        self._has_ended = False

    def take_in(self) -> None:
        """Cut what was added into blocks."""
        if self._pending:
            text = "".join(self._pending)
            self._pending = []
            self._queue(self._splitter.feed(text))

    def end(self) -> None:
        """Close the tail; more text would begin a new block."""
        self.take_in()
        self._queue(self._splitter.finish())
        self._has_ended = True

    def write_some(self) -> None:
        """Write the next few closed blocks, and the tail if they are the last."""
        closed: list[Block] = []
        length = 0
        while self._waiting and len(closed) < BLOCKS_AT_A_TIME and length < CHARACTERS_AT_A_TIME:
            closed.append(self._waiting.popleft())
            length += len(closed[-1].source)
        shows_tail = not self._waiting and not self._has_ended
        tail = [healed(block) for block in self._splitter.peek()] if shows_tail else []
        for block in closed:
            self._unknown |= labels_in(block.source) - self._links.keys()
        nodes = self._closed_nodes(closed, self._links)
        self._writer.write(nodes, self._tree.nodes(tail, self._links))

    def _queue(self, closed: list[Block]) -> None:
        """What blocks define counts for all of the text, for what stands before them as well."""
        self._links = links_of(closed) | self._links
        self._waiting.extend(closed)
