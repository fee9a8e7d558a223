"""What texts from outside may do to the chat: nothing runs, nothing is fetched, nothing hangs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.chat.composer import MOST_IN_FIELD
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.markdown.code import JOINT, LONGEST_LINE, Highlighter
from qwq_desktop.ui.chat.text_viewer import TextViewer
from qwq_desktop.ui.chat.user_message import UserMessage

HIGHLIGHTER = Highlighter(is_dark=False)


@pytest.fixture
def view(qtbot, dressed, parts):
    widget = DocumentView(parts, parts.answer)
    qtbot.addWidget(widget)
    widget.fit(700)
    return widget


def show(view, text):
    view.set_text(text)
    view.flush_all()
    return view.toPlainText()


def blocks(view):
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def links(view):
    return {
        part.fragment().charFormat().anchorHref()
        for block in blocks(view)
        for part in block
        if part.fragment().charFormat().isAnchor()
    }


HOSTILE = {
    "script": "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n",
    "frame": "<iframe src='https://example.org'></iframe>\n",
    "picture": "![track](https://example.org/pixel.png) and ![x](file:///etc/passwd)\n",
    "html picture": "<img src='https://example.org/pixel.png'>\n\ntext <b>bold</b>\n",
    "style": "<style>@import url(https://example.org/x.css);</style>\n",
    "links": "[a](file:///etc/passwd) [b](javascript:alert(1)) [c](data:text/html,x)\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_is_fetched_or_run(view, text, monkeypatch):
    asked = []
    monkeypatch.setattr(
        DocumentView, "loadResource", lambda _self, kind, name: asked.append((kind, name))
    )
    show(view, text)
    view.grab()
    assert asked == []
    assert all(address.startswith("https://") for address in links(view))
    kinds = QTextDocument.ResourceType
    assert view.document().resource(kinds.ImageResource, QUrl("https://example.org/x")) is None


def test_tags_are_shown_as_they_are_written(view):
    assert "<script>alert(1)</script>" in show(view, HOSTILE["script"])


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://x.org/"])
def test_only_web_and_mail_addresses_are_links(view, qtbot, address):
    with qtbot.assertNotEmitted(view.link_activated):
        view.anchorClicked.emit(QUrl(address))
    show(view, f"[x]({address}) <{address}> {address}")
    assert links(view) == set()


def test_good_links_stay_links(view):
    show(view, "[x](https://example.org/a) <mailto:a@b.org>")
    assert links(view) >= {"https://example.org/a"}


def test_an_unclosed_fence_shows_its_code(view):
    assert "print(1)" in show(view, "Here:\n\n```python\nprint(1)\n")


def test_control_characters_are_left_out(view):
    text = show(view, "a" + "".join(map(chr, range(32))) + "\x7f\ufdd0b")
    assert not any(ord(c) < 32 and c not in "\n\t" for c in text)
    assert text.startswith("a")
    assert text.endswith("b")


def test_right_to_left_text_stays_as_it_is_and_is_laid_out(view):
    words = "مرحبا بالعالم، هذا نص طويل. " * 50 + "\n\nשלום עולם"
    shown = show(view, words)
    assert "مرحبا بالعالم" in shown
    assert "שלום עולם" in shown
    assert next(blocks(view)).textDirection().name == "RightToLeft"


LONG = {
    "one line of code": "```\n" + "y" * 1_000_000 + "\n```\n",
    "a line of coloured code": "```python\nx = '" + "ab " * 3_300 + "'\n```\n",
    "a paragraph without a space": "a" * 1_000_000,
    "many marks that close nothing": "*a **b _c __d " * 550,
    "many lines of code": "```\n" + "some line of text\n" * 10_000 + "```\n",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_no_block_grows_so_long_that_its_layout_hangs(view, text):
    show(view, text)
    assert max(block.length() for block in blocks(view)) <= 8_000 + 100
    assert view.height() > 0


DEEP = {
    "fractions": "\\(" + "\\frac{1}{" * 1_000 + "x" + "}" * 1_000 + "\\)",
    "boxes": "\\boxed{" * 1_000 + "x" + "}" * 1_000,
    "brackets": "$$" + "\\left(" * 1_000 + "x" + "\\right)" * 1_000 + "$$",
    "environments": "\\begin{matrix}" * 1_000 + "x" + "\\end{matrix}" * 1_000,
    "quotes": ">" * 1_000 + " x",
    "lists": "".join(" " * 2 * level + "- x\n" for level in range(200)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_what_nests_too_deep_shows_its_source(view, text):
    shown = show(view, f"before\n\n{text}\n\nafter")
    assert shown.startswith("before")
    assert shown.endswith("after")
    assert "x" in shown


def test_a_long_line_of_code_is_copied_in_one_piece(view):
    line = "y" * 10_000
    show(view, f"```\n{line}\nz\n```\n")
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == f"{line}\nz"
    assert view.selected_text() == f"{line}\nz"


@given(st.lists(st.text("ab \n", max_size=5000), max_size=4).map("\n".join))
def test_cut_lines_joined_are_the_code_again(text):
    lines = HIGHLIGHTER.lines(text, "python")
    written = ["".join(words for words, _ in line) for line in lines]
    assert all(len(line) <= LONGEST_LINE + len(JOINT) for line in written)
    assert "\n".join(written).replace(f"{JOINT}\n", "") == text


def test_a_window_shows_long_lines_in_pieces_and_gives_back_the_text(qtbot, dressed, theme, view):
    text = "z" * 200_000
    viewer = TextViewer("x", text, theme, view, wraps=True)
    assert max(len(line) for line in viewer.body.toPlainText().split("\n")) == 5_000
    viewer.wrap.setChecked(False)
    assert viewer.body.lineWrapMode().name == "NoWrap"
    viewer._copy.click()
    assert dressed.clipboard().text() == text


def test_a_question_of_any_size_and_kind_is_plain_text(qtbot, dressed, parts):
    text = "<b>x</b> [a](javascript:b) \x00\x1b[31m\n" + "word " * (MOST_IN_FIELD // 5)
    widget = UserMessage(Message(1, 1, None, Role.USER, text), parts)
    qtbot.addWidget(widget)
    assert widget.fit(700) > 0
    shown = widget._text.toPlainText()
    assert shown.startswith("<b>x</b> [a](javascript:b) [31m\n")
