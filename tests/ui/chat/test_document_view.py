import random

from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.flush import LONGEST_MS, SHORTEST_MS, flush_interval_ms
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts
from qwq_desktop.ui.theme.tokens import DARK, Theme


def shown(qtbot: QtBot, parts: TextParts, width: int = 600) -> DocumentView:
    view = DocumentView(parts, parts.answer)
    qtbot.addWidget(view)
    view.resize(width, 10)
    view.show()
    return view


def test_appended_text_is_shown_after_a_moment(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.append("Hello ")
    view.append("**world**")
    assert view.toPlainText() == ""
    qtbot.waitUntil(lambda: view.toPlainText() == "Hello world")
    assert view.markdown == "Hello **world**"


def test_height_is_that_of_the_text_and_never_scrolls(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    assert view.height() == 0
    view.set_text("one\n\ntwo")
    two = view.height()
    view.set_text("one\n\ntwo\n\nthree")
    line = parts.answer.line_height(parts.theme.TEXT)
    assert view.height() - two == line + parts.answer.gap
    assert view.verticalScrollBar().maximum() == 0


def test_a_narrower_text_is_higher(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.set_text("some words that need room " * 20)
    wide = view.fit(600)
    assert view.fit(200) > 2 * wide


def test_streamed_text_equals_the_text_set_at_once(
    qtbot: QtBot, parts: TextParts, streams: list[str]
) -> None:
    chance = random.Random(5)
    for text in streams[:4]:
        view, other = shown(qtbot, parts), shown(qtbot, parts)
        position = 0
        while position < len(text):
            step = chance.randrange(1, 400)
            view.append(text[position : position + step])
            view.flush_all()
            position += step
        view.finish()
        other.set_text(text)
        other.flush_all()
        assert view.toHtml() == other.toHtml()
        assert view.height() == other.height()


def test_a_long_text_comes_in_slices_and_completes(qtbot: QtBot, parts: TextParts) -> None:
    page = QScrollArea()  # a window of its own would be painted at the text's full height
    view = DocumentView(parts, parts.answer)
    page.setWidget(view)
    qtbot.addWidget(page)
    page.resize(620, 400)
    page.show()
    view.fit(600)
    view.set_text("a paragraph of words\n\n" * 3_000 + "the end")
    document = view.document()
    qtbot.waitUntil(lambda: document.lastBlock().text() == "the end", timeout=20_000)
    assert document.blockCount() == 3_001


def test_only_safe_links_are_reported(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    with qtbot.waitSignal(view.link_activated) as reported:
        view.anchorClicked.emit(QUrl("https://x.y/z"))
    assert reported.args == ["https://x.y/z"]
    with qtbot.assertNotEmitted(view.link_activated):
        view.anchorClicked.emit(QUrl("file:///etc/passwd"))
        view.anchorClicked.emit(QUrl("javascript:alert(1)"))


def test_a_click_on_a_link_does_not_leave_the_text(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.set_text("[here](https://x.y)")
    with qtbot.waitSignal(view.link_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert view.toPlainText() == "here"


def test_nothing_is_ever_loaded(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    for kind in QTextDocument.ResourceType:
        assert view.loadResource(kind.value, QUrl("file:///etc/passwd")) is None


def test_a_selection_survives_the_stream_and_copies_as_plain_text(
    qtbot: QtBot, parts: TextParts
) -> None:
    view = shown(qtbot, parts)
    view.append("1. one **bold**\n2. two")
    view.flush_all()
    view.selectAll()
    view.append(" and more")
    view.flush_all()
    view.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "1. one bold\n2. two"
    assert "<strong>bold</strong>" in mime.html()


def test_code_has_a_button_that_copies_it(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.append("```py\nx = 1\n")
    view.flush_all()
    assert not view.findChildren(QToolButton)
    view.append("```\n")
    view.flush_all()
    (button,) = view.findChildren(QToolButton, "copyCodeButton")
    assert button.accessibleName() == "Copy code"
    assert button.geometry().right() < view.width()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "x = 1"


def test_the_wheel_is_left_to_the_chat(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.set_text("text\n\n" * 50)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)
    assert not event.isAccepted()


def test_restyling_keeps_the_text_and_what_is_open(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.append("before\n\n")
    view.append("aft")
    view.flush_all()
    dark = text_parts(Theme(DARK), parts.icons)
    view.restyle(dark, dark.answer)
    view.append("er")
    view.flush_all()
    assert view.toPlainText().split("\n") == ["before", "after"]
    cursor = QTextCursor(view.document().lastBlock())
    assert cursor.charFormat().foreground().color().name().upper() == DARK.ink


def test_every_decoration_can_be_painted(
    qtbot: QtBot, parts: TextParts, streams: list[str]
) -> None:
    view = shown(qtbot, parts)
    view.set_text(
        "> quote\n\n---\n\n```py\n" + "x\n" * 200 + "```\n\n```\nplain\n```\n" + streams[2]
    )
    view.set_live(True)
    view.flush_all()
    assert not view.grab().isNull()


def test_the_interval_follows_the_cost() -> None:
    assert flush_interval_ms(0.1) == SHORTEST_MS
    assert flush_interval_ms(20) == 80
    assert flush_interval_ms(10_000) == LONGEST_MS


def test_a_card_of_code_at_the_end_is_shown_whole(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.set_text("Look:\n\n```python\nprint(1)\n```")
    document = view.document()
    last_line = document.documentLayout().blockBoundingRect(document.lastBlock())
    assert view.height() >= last_line.bottom() + 8  # the card's own padding and border


def test_a_link_defined_at_the_end_is_one_from_then_on(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.append("See [the paper][p].\n\nMore.\n\n")
    view.flush_all()
    assert "[the paper][p]" in view.toPlainText()
    view.append("[p]: https://arxiv.org/abs/2501")
    view.flush_all()
    assert "arxiv" not in view.toPlainText()
    view.finish()
    assert view.toPlainText() == "See the paper.\nMore."
    cursor = view.document().find("paper")
    assert cursor.charFormat().anchorHref() == "https://arxiv.org/abs/2501"


def test_a_stored_text_knows_its_links_from_the_first(qtbot: QtBot, parts: TextParts) -> None:
    view = shown(qtbot, parts)
    view.set_text("See [p].\n\n" + "words\n\n" * 30 + "[p]: https://arxiv.org/abs/2501\n")
    assert view.toPlainText().startswith("See p.")
