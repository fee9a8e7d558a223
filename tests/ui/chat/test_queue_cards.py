import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from qwq_desktop.chat.queue import Hold, QueuedMessage
from qwq_desktop.storage.drafts import Unsent
from qwq_desktop.storage.records import Attachment
from qwq_desktop.ui.chat.composer_edit import ComposerEdit
from qwq_desktop.ui.chat.queue_cards import QueueCard, QueueCards

FIRST = QueuedMessage(1, 7, Unsent("Tell me\nmore"))
SECOND = QueuedMessage(2, 7, Unsent("", (Attachment("a.txt", "x"), Attachment("b.txt", "y"))))


@pytest.fixture
def cards(qtbot, dressed, theme, icons):
    widget = QueueCards(theme, icons)
    qtbot.addWidget(widget)
    widget.resize(700, 200)
    return widget


def shown(cards):
    return [card for card in cards.findChildren(QueueCard) if not card.isHidden()]


def click(qtbot, card, name):
    qtbot.mouseClick(card.findChild(QToolButton, name), Qt.MouseButton.LeftButton)


def test_it_is_there_while_something_waits(cards):
    assert cards.isHidden()
    cards.show_messages([FIRST, SECOND], Hold.NONE)
    assert not cards.isHidden()
    assert len(shown(cards)) == 2
    cards.show_messages([], Hold.NONE)
    assert cards.isHidden()


def test_all_cards_fit_until_they_scroll(cards, qtbot):
    cards.show()
    heights = []
    for count in (1, 2, 12):
        many = [QueuedMessage(n, 7, Unsent(f"message {n}")) for n in range(count)]
        cards.show_messages(many, Hold.NONE)
        needed = sum(card.sizeHint().height() for card in shown(cards)) + 6 * (count - 1)
        qtbot.waitUntil(lambda n=needed: cards._scroll.height() == min(190, n))
        heights.append(cards._scroll.height())
    assert heights[0] < heights[1] < heights[2] == 190


def test_it_says_why_it_does_not_go_on(cards, qtbot):
    cards.show()
    cards.show_messages([FIRST], Hold.NONE)
    assert cards._go_on.isHidden()
    cards.show_messages([FIRST], Hold.FAILED)
    assert "failed" in cards._says.text()
    with qtbot.waitSignal(cards.go_on_requested):
        qtbot.mouseClick(cards._go_on, Qt.MouseButton.LeftButton)


def test_a_card_is_edited_in_its_place(cards, qtbot):
    cards.show()
    cards.show_messages([FIRST], Hold.NONE)
    (card,) = shown(cards)
    click(qtbot, card, "editQueuedButton")
    field = card.findChild(ComposerEdit, "queuedMessage")
    assert field.toPlainText() == "Tell me\nmore"
    qtbot.keyClicks(field, "!")
    cards.show_messages([FIRST, SECOND], Hold.NONE)
    assert field.toPlainText() == "Tell me\nmore!", "another message does not disturb it"
    with qtbot.waitSignal(cards.edited) as edited:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert edited.args == [1, "Tell me\nmore!"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.isHidden()


def test_cards_are_sent_now_and_removed(cards, qtbot):
    cards.show()
    cards.show_messages([FIRST, SECOND], Hold.NONE)
    with qtbot.waitSignal(cards.send_now_requested) as now:
        click(qtbot, shown(cards)[1], "sendQueuedButton")
    assert now.args == [2]
    with qtbot.waitSignal(cards.removed) as removed:
        click(qtbot, shown(cards)[0], "removeQueuedButton")
    assert removed.args == [1]


def test_attachments_are_counted(cards):
    cards.show_messages([SECOND], Hold.NONE)
    assert "2 files" in shown(cards)[0]._words.accessibleName()
