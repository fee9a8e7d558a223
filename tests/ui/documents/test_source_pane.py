"""The source pane over real files: the page, the marks, what became of the file, the keys."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from qwq_desktop.documents.parser_client import DocumentParser
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.documents.text import Span
from qwq_desktop.ui.documents.viewer.source import Source, source_of
from tests.documents.parser import odd_files as odd

MARKDOWN = (
    f"# Contract\n\n{odd.ENGLISH}\n\n## 终止 🙂\n\n{odd.CHINESE}\n\n"
    "- first item\n- second item\n\n```python\nprint('termination')\n```\n"
)
HTML = f"<html><body><h1>Contract</h1><p>{odd.ENGLISH}</p><p>{odd.CHINESE}</p></body></html>"
ENGLISH_WORDS, CHINESE_WORDS = "ninety days written notice", "以书面形式通知对方终止本合同"
THIRD_PAGE = odd.in_pages(
    *(odd.lines([f"Nothing on page {number}."]) for number in (1, 2)),
    odd.lines(["Before it.", odd.ENGLISH, "Behind it."]),
    odd.lines(["The end."]),
)
CHINESE_PDF = odd.in_pages(
    odd.lines(["Cover"]),
    odd.lines([odd.CHINESE[:21], odd.CHINESE[21:]], font="STSong-Light"),
)
FORMATS = (
    ("three pages 中文.pdf", THIRD_PAGE, 3, ENGLISH_WORDS),
    ("合同.pdf", CHINESE_PDF, 2, CHINESE_WORDS),
    ("contract.docx", odd.word_file, 1, ENGLISH_WORDS),
    ("合同.docx", odd.word_file, 1, CHINESE_WORDS),
    ("contract.md", odd.writes(MARKDOWN), 1, ENGLISH_WORDS),
    ("合同.md", odd.writes(MARKDOWN), 1, CHINESE_WORDS),
    ("contract.html", odd.writes(HTML), 1, ENGLISH_WORDS),
    ("合同.html", odd.writes(HTML), 1, CHINESE_WORDS),
    ("contract.txt", odd.writes(f"🙂🙂 one\n\n{odd.ENGLISH}\n"), 1, ENGLISH_WORDS),
    ("big5.txt", odd.writes(odd.TRADITIONAL.encode("big5")), 1, "以書面形式通知對方終止"),
    ("slides.pptx", odd.slides_file, 2, "Point two of 2"),
    ("预算.xlsx", odd.workbook_file, 2, "文本"),
    ("book.epub", odd.writes(odd.epub), 2, CHINESE_WORDS),
    ("text.odt", odd.writes(odd.odt), 1, ENGLISH_WORDS),
)


def cited(desk, document_id, name, page, words):
    """The source that a citation of these words leads to."""
    text = desk.page_text(document_id, page)
    start = text.replace("\n", " ").index(words) if words not in text else text.index(words)
    span = Span(page, start, start + len(words))
    passage = Passage(1, document_id, name, span, text[span.start : span.end], is_paged=True)
    return source_of(passage)


@pytest.mark.parametrize(("name", "write", "page", "words"), FORMATS, ids=[f[0] for f in FORMATS])
def test_a_citation_opens_its_page_with_exactly_its_words_marked(
    desk, source_pane, name, write, page, words
):
    document_id = desk.bring(name, write)
    shown = desk.show(source_pane, cited(desk, document_id, name, page, words))
    assert shown.state is SourceState.SAME
    assert not shown.is_kept
    assert shown.source.page == page
    assert source_pane.remark.isHidden()
    (span,) = shown.content.spans
    assert shown.content.text[span.start : span.end].replace("\n", "") == words
    if name.endswith(".pdf"):
        assert shown.content.image is not None
        assert shown.page_count == (4 if page == 3 else 2)
        return
    assert "".join(source_pane.text.marked_words()).replace("\n", "") == words


def test_the_marked_rectangles_cover_the_words_and_nothing_else(desk, source_pane):
    name = "three.pdf"
    document_id = desk.bring(name, THIRD_PAGE)
    shown = desk.show(source_pane, cited(desk, document_id, name, 3, ENGLISH_WORDS))
    with DocumentParser() as parser:
        page = parser.page_boxes(desk.files / name, 3)
    start = page.text.index(ENGLISH_WORDS)
    inside = [box for box in page.boxes[start : start + len(ENGLISH_WORDS)] if box]
    outside = [b for i, b in enumerate(page.boxes) if b and not 0 <= i - start < len(ENGLISH_WORDS)]
    assert len(shown.content.rectangles) == 1

    def covered(box):
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(r[0] <= x <= r[2] and r[1] <= y <= r[3] for r in shown.content.rectangles)

    assert all(map(covered, inside))
    assert not any(map(covered, outside))


@pytest.mark.parametrize("dark", [False, True])
def test_marked_paper_takes_the_colour_and_its_ink_stays_dark(desk, source_pane, dark, dark_theme):
    name = "three.pdf"
    document_id = desk.bring(name, THIRD_PAGE)
    if dark:
        source_pane.set_theme(dark_theme)
    desk.show(source_pane, cited(desk, document_id, name, 3, ENGLISH_WORDS))
    sheet = source_pane.drawn.sheet
    image = sheet.grab().toImage()
    (mark,) = sheet.rectangles()
    colors = [
        QColor(image.pixel(x, y))
        for x in range(round(mark.left()), round(mark.right()))
        for y in range(round(mark.top()), round(mark.bottom()))
    ]
    paper = max(colors, key=lambda color: color.lightness())
    assert paper.blue() < paper.red() - 40  # yellowish
    assert min(color.lightness() for color in colors) < 90
    plain = QColor(image.pixel(round(mark.left()), round(mark.bottom()) + 60))
    assert abs(plain.red() - plain.blue()) < 16


def test_the_first_mark_is_brought_into_view(desk, source_pane):
    text = "\n\n".join(f"Paragraph {number} speaks of other things." for number in range(3000))
    words = "Paragraph 2222 speaks"
    document_id = desk.bring("long.txt", odd.writes(text))
    desk.show(source_pane, cited(desk, document_id, "long.txt", 1, words))
    view = source_pane.text
    assert view.marked_words() == [words]
    (mark,) = view.extraSelections()
    cursor = mark.cursor
    assert view.viewport().rect().contains(view.cursorRect(cursor).center())
    assert view.document().characterCount() < 20_000


def test_more_of_a_long_page_comes_as_the_eye_goes_on(desk, source_pane, qtbot):
    text = "\n\n".join(f"Paragraph {number} speaks of other things." for number in range(3000))
    document_id = desk.bring("long.txt", odd.writes(text))
    desk.show(source_pane, cited(desk, document_id, "long.txt", 1, "Paragraph 1500 speaks"))
    view, bar = source_pane.text, source_pane.text.verticalScrollBar()
    while "Paragraph 2999" not in (shown := view.toPlainText()):
        bar.setValue(bar.maximum())
        top = view.cursorForPosition(QPoint(0, 0)).block().text()
        qtbot.waitUntil(lambda shown=shown: view.toPlainText() != shown)
        assert view.cursorForPosition(QPoint(0, 0)).block().text() == top
    assert view.document().characterCount() < 20_000


def test_going_through_a_file_with_pages_by_keys_and_buttons(desk, source_pane, qtbot):
    document_id = desk.bring("three.pdf", THIRD_PAGE)
    desk.show(source_pane, cited(desk, document_id, "three.pdf", 3, ENGLISH_WORDS))
    assert source_pane.header.place.text() == "Page 3 of 4"
    with qtbot.waitSignal(source_pane.page_shown, timeout=20_000):
        qtbot.mouseClick(source_pane.header.next, Qt.MouseButton.LeftButton)
    assert source_pane.page.content.text == "The end."
    assert source_pane.page.content.rectangles == ()
    assert source_pane.remark.isHidden()
    assert not source_pane.header.next.isEnabled()
    source_pane.drawn.verticalScrollBar().setValue(0)
    with qtbot.waitSignal(source_pane.page_shown, timeout=20_000):
        qtbot.keyClick(source_pane, Qt.Key.Key_PageUp)
    assert source_pane.page.source.page == 3
    with qtbot.waitSignal(source_pane.close_requested):
        qtbot.keyClick(source_pane, Qt.Key.Key_Escape)


def test_in_a_narrow_pane_the_page_says_less_and_tells_all_to_those_who_listen(desk, source_pane):
    document_id = desk.bring("three.pdf", THIRD_PAGE)
    desk.show(source_pane, cited(desk, document_id, "three.pdf", 3, ENGLISH_WORDS))
    source_pane.resize(340, 600)
    assert source_pane.header.place.text() == "3 / 4"
    assert source_pane.header.place.accessibleName() == "Page 3 of 4"
    source_pane.resize(484, 600)
    assert source_pane.header.place.text() == "Page 3 of 4"


def test_a_changed_file_is_told_and_its_old_text_is_shown(desk, source_pane, qtbot):
    path = desk.files / "three.pdf"
    document_id = desk.bring("three.pdf", THIRD_PAGE)
    source = cited(desk, document_id, "three.pdf", 3, ENGLISH_WORDS)
    CHINESE_PDF(path)
    shown = desk.show(source_pane, source)
    assert shown.state is SourceState.CHANGED
    assert "has changed since it was read" in source_pane.remark.words.text()
    assert "".join(source_pane.text.marked_words()) == ENGLISH_WORDS
    with qtbot.waitSignal(source_pane.read_again_requested) as asked:
        source_pane.remark.read_again.click()
    assert asked.args == [document_id]
    with qtbot.waitSignal(source_pane.open_requested) as opened:
        source_pane.remark.open.click()
    assert opened.args == [str(path)]


def test_a_file_that_vanished_is_told_and_its_old_text_is_shown(desk, source_pane, qtbot):
    document_id = desk.bring("contract.md", odd.writes(MARKDOWN))
    source = cited(desk, document_id, "contract.md", 1, CHINESE_WORDS)
    os.remove(desk.files / "contract.md")
    shown = desk.show(source_pane, source)
    assert shown.state is SourceState.MISSING
    assert "no longer where it was" in source_pane.remark.words.text()
    assert not source_pane.remark.open.isVisible()
    assert "".join(source_pane.text.marked_words()) == CHINESE_WORDS
    with qtbot.waitSignal(source_pane.locate_requested) as asked:
        source_pane.remark.locate.click()
    assert asked.args == [document_id]


def test_a_document_that_left_the_library_shows_the_passage_that_was_kept(desk, source_pane, qtbot):
    document_id = desk.bring("contract.md", odd.writes(MARKDOWN))
    source = cited(desk, document_id, "contract.md", 1, ENGLISH_WORDS)
    with qtbot.waitSignal(desk.library.documents_removed, timeout=20_000):
        desk.library.remove([document_id])
    desk.show(source_pane, source)
    assert "no longer in your library" in source_pane.remark.words.text()
    assert source_pane.text.toPlainText() == ENGLISH_WORDS
    assert source_pane.text.marked_words() == [ENGLISH_WORDS]


def test_a_pdf_with_a_password_that_the_library_knows_is_drawn(desk, source_pane, qtbot):
    document_id = desk.bring("locked.pdf", odd.writes(lambda: odd.encrypted(odd.PASSWORD)))
    desk.library.set_password(document_id, odd.PASSWORD)
    qtbot.waitUntil(
        lambda: desk.library.entry(document_id).status.is_searchable and not desk.library.is_busy,
        timeout=30_000,
    )
    words = desk.page_text(document_id)[:20]
    shown = desk.show(source_pane, cited(desk, document_id, "locked.pdf", 1, words))
    assert shown.content.image is not None
    assert shown.content.rectangles


def test_of_two_sources_asked_for_quickly_only_the_last_arrives(desk, source_pane):
    document_id = desk.bring("three.pdf", THIRD_PAGE)
    came = []
    source_pane.page_shown.connect(came.append)
    source_pane.show_source(Source(document_id, "three.pdf", 1, is_paged=True))
    shown = desk.show(source_pane, cited(desk, document_id, "three.pdf", 3, ENGLISH_WORDS))
    assert [page.source.page for page in came] == [3]
    assert shown.content.rectangles


@pytest.mark.parametrize("quote", ["", "ninety days  written notice"])
def test_after_reading_again_the_mark_follows_its_words(desk, source_pane, qtbot, quote):
    path = desk.files / "contract.md"
    document_id = desk.bring("contract.md", odd.writes(MARKDOWN))
    source = cited(desk, document_id, "contract.md", 1, ENGLISH_WORDS)
    source = replace(source, cited=replace(source.cited, quote=quote))
    path.write_text(f"An introduction that is new.\n\n{MARKDOWN}", encoding="utf-8")
    assert desk.show(source_pane, source).state is SourceState.CHANGED
    desk.library.read_again([document_id])
    qtbot.waitUntil(
        lambda: not desk.library.is_busy and desk.page_text(document_id).startswith("An intro"),
        timeout=20_000,
    )
    with qtbot.waitSignal(source_pane.page_shown, timeout=20_000):
        source_pane.reload()
    assert source_pane.page.state is SourceState.SAME
    assert source_pane.remark.isHidden()
    assert source_pane.text.marked_words() == [ENGLISH_WORDS]


def test_words_that_are_gone_after_reading_again_are_not_marked_elsewhere(desk, source_pane, qtbot):
    path = desk.files / "contract.md"
    document_id = desk.bring("contract.md", odd.writes(MARKDOWN))
    source = cited(desk, document_id, "contract.md", 1, ENGLISH_WORDS)
    path.write_text(MARKDOWN.replace("ninety", "eighty"), encoding="utf-8")
    desk.library.read_again([document_id])
    qtbot.waitUntil(
        lambda: not desk.library.is_busy and "eighty" in desk.page_text(document_id),
        timeout=20_000,
    )
    desk.show(source_pane, source)
    assert source_pane.text.marked_words() == []
    assert "could not be found on this page" in source_pane.remark.words.text()
