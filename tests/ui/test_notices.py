"""Notices above the composer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from qwq_desktop.ui.notices import Notice, NoticeCard, Notices, Severity

LONG = 3_600_000


@pytest.fixture
def make_notices(qtbot, dressed, icons, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    window.show()
    qtbot.mouseMove(window, QPoint(2, 2))  # a notice under the pointer would wait for it to go

    def make(shown_ms=LONG):
        notices = Notices(icons, theme, window, shown_ms=shown_ms)
        notices.stand_on(QPoint(350, 400), 660)
        return notices

    return make


def error(key, text="It went wrong"):
    return Notice(key, text, severity=Severity.ERROR)


def test_nothing_to_say_takes_no_room(make_notices):
    assert not make_notices().isVisible()


def test_a_notice_stands_on_its_foot(make_notices):
    notices = make_notices()
    notices.show_notice(Notice("a", "Chat deleted", "Undo"))
    assert notices.isVisible()
    assert notices.geometry().bottom() + 1 == 400
    assert abs(notices.geometry().center().x() - 350) <= 1
    assert notices.findChild(QLabel).text() == "Chat deleted"


def test_a_long_text_wraps_within_the_room(make_notices):
    notices = make_notices()
    notices.stand_on(QPoint(150, 400), 260)
    notices.show_notice(error("a", "A long story about what went wrong. " * 4))
    card = notices.findChild(NoticeCard)
    assert notices.width() == 260
    assert card.height() > 80
    assert notices.geometry().bottom() + 1 == 400


def test_the_action_says_its_key_and_ends_the_notice(make_notices, qtbot):
    notices = make_notices()
    notices.show_notice(Notice("undo:7", "Chat deleted", "Undo"))
    button = notices.findChild(QPushButton, "noticeAction")
    with qtbot.waitSignal(notices.action_triggered) as triggered:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert triggered.args == ["undo:7"]
    assert notices.keys == []
    assert not notices.isVisible()


def test_information_leaves_by_itself(make_notices, qtbot):
    notices = make_notices(shown_ms=1)
    with qtbot.waitSignal(notices.dismissed) as dismissed:
        notices.show_notice(Notice("a", "Saved"))
    assert dismissed.args == ["a"]


def test_information_waits_while_the_pointer_rests_on_it(make_notices, qtbot):
    notices = make_notices(shown_ms=1)
    window = notices.parentWidget()
    qtbot.mouseMove(window, QPoint(350, 380))
    with qtbot.assertNotEmitted(notices.dismissed, wait=50):
        notices.show_notice(Notice("a", "Saved"))
    with qtbot.waitSignal(notices.dismissed):
        qtbot.mouseMove(window, QPoint(2, 2))


def test_an_error_stays_until_it_is_closed(make_notices, qtbot):
    notices = make_notices(shown_ms=1)
    notices.show_notice(error("bad"))
    with qtbot.waitSignal(notices.dismissed) as dismissed:
        notices.show_notice(Notice("good", "Saved"))
    assert dismissed.args == ["good"]
    assert notices.keys == ["bad"]
    close = notices.findChild(QPushButton, "noticeClose")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notices.keys == []


def test_three_at_most_and_errors_outlast_information(make_notices):
    notices = make_notices()
    notices.show_notice(error("e1"))
    for number in range(3):
        notices.show_notice(Notice(f"i{number}", "Saved"))
    assert notices.keys == ["e1", "i1", "i2"]
    for number in (2, 3, 4):
        notices.show_notice(error(f"e{number}"))
    assert notices.keys == ["e2", "e3", "e4"]


def test_the_same_key_takes_the_same_place(make_notices):
    notices = make_notices()
    notices.show_notice(error("model", "First"))
    notices.show_notice(error("model", "Second"))
    assert notices.keys == ["model"]
    assert [card.notice.text for card in notices.findChildren(NoticeCard)][-1] == "Second"


def test_escape_closes_the_notice_that_has_the_focus(make_notices, qtbot):
    notices = make_notices()
    notices.show_notice(error("a"))
    qtbot.keyClick(notices.findChild(NoticeCard), Qt.Key.Key_Escape)
    assert notices.keys == []


def test_screen_readers_get_words(make_notices):
    notices = make_notices()
    notices.show_notice(error("a", "The model file is cut off"))
    assert notices.findChild(NoticeCard).accessibleName() == "The model file is cut off"
    assert notices.findChild(QPushButton, "noticeClose").accessibleName()


def test_text_is_never_taken_for_markup(make_notices):
    notices = make_notices()
    notices.show_notice(error("a", "<b>model</b>.gguf"))
    assert notices.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText


def test_dismissing_what_is_not_there_is_fine(make_notices):
    make_notices().dismiss("nothing")


def test_the_first_of_several_lines_is_the_heading_and_nothing_is_read_as_html(make_notices):
    notices = make_notices()
    notices.show_notice(Notice("load", "It <b>broke</b>\nTry again\n& again"))
    shown = notices.findChild(QLabel).text()
    assert "&lt;b&gt;broke" in shown
    assert shown.endswith("Try again<br>&amp; again")
