"""The messages that wait behind an answer, as cards above the composer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.chat.queue import Hold, QueuedMessage
from qwq_desktop.ui.chat.composer_edit import ComposerEdit
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_ICON = 15
_TALLEST = 190  # of all cards together; then they scroll


class QueueCard(QFrame):
    """One waiting message: its first words, and a field while it is edited."""

    edited = Signal(str)
    removed = Signal()
    send_now_requested = Signal()

    def __init__(self, queued: QueuedMessage, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.queued = queued
        self._icons = icons
        set_role(self, "toast")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._field = ComposerEdit(theme, self)
        self._field.setObjectName("queuedMessage")
        self._field.hide()
        self._edit = self._button("editQueuedButton")
        self._now = self._button("sendQueuedButton")
        self._remove = self._button("removeQueuedButton")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self._field, 1)
        for button in (self._edit, self._now, self._remove):
            row.addWidget(button)
        self._connect()
        self.set_theme(theme)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        color = theme.palette.soft
        self._field.set_theme(theme)
        self._icons.put_on(self._edit, "pencil", color, theme.px(_ICON))
        self._icons.put_on(self._now, "arrow-up", color, theme.px(_ICON))
        self._icons.put_on(self._remove, "x", color, theme.px(_ICON))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._show_words()
        self._field.setAccessibleName(self.tr("Waiting message"))
        for button, name in (
            (self._edit, self.tr("Change this message")),
            (self._now, self.tr("Send now; an answer that runs is stopped")),
            (self._remove, self.tr("Remove this message")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._show_words()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _connect(self) -> None:
        self._edit.clicked.connect(self._begin)
        self._now.clicked.connect(self.send_now_requested)
        self._remove.clicked.connect(self.removed)
        self._field.send_pressed.connect(lambda: self.edited.emit(self._field.toPlainText()))
        self._field.escape_pressed.connect(lambda: self._show_field(False))

    def _begin(self) -> None:
        if not self._field.isHidden():
            self.edited.emit(self._field.toPlainText())
            return
        self._field.set_text(self.queued.unsent.text)
        self._show_field(True)
        self._field.setFocus()

    def _show_field(self, is_shown: bool) -> None:
        self._field.setVisible(is_shown)
        self._words.setVisible(not is_shown)

    def _show_words(self) -> None:
        unsent = self.queued.unsent
        line = " ".join(unsent.text[:400].split())
        if unsent.attachments:
            files = self.tr("%n files", "", len(unsent.attachments))
            line = f"{line} · {files}" if line else files
        metrics = self._words.fontMetrics()
        room = max(40, self._words.width())
        self._words.setText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))
        self._words.setAccessibleName(line)


class QueueCards(QWidget):
    """All that waits in the open chat, and why it doesn't go on; hidden while nothing waits."""

    edited = Signal(int, str)  # queue id, text
    go_on_requested = Signal()
    removed = Signal(int)  # queue id
    send_now_requested = Signal(int)  # queue id

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._hold = Hold.NONE
        self._cards: list[QueueCard] = []
        self._says = QLabel(self)
        self._says.setWordWrap(True)
        set_role(self._says, "note")
        self._go_on = QPushButton(self)
        self._go_on.setObjectName("goOnQueueButton")
        self._go_on.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self._go_on, "link")
        self._go_on.clicked.connect(self.go_on_requested)
        self._list = QWidget()
        self._scroll = QScrollArea(self)
        self._lay_out()
        self.hide()

    def show_messages(self, messages: Sequence[QueuedMessage], hold: Hold) -> None:
        """Show what waits. A card that is being edited stays as long as its message does."""
        self._hold = hold
        kept = {card.queued: card for card in self._cards}
        for card in self._cards:
            if card.queued not in messages:
                card.hide()
                card.deleteLater()
        self._cards = [kept.get(queued) or self._card(queued) for queued in messages]
        stack = self._list.layout()
        assert isinstance(stack, QVBoxLayout)
        for place, card in enumerate(self._cards):
            stack.insertWidget(place, card)
            card.show()
        self._retranslate()
        self.setVisible(bool(self._cards))
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for card in self._cards:
            card.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            for card in self._cards:
                card.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self._list and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 6, 0)
        head.addWidget(self._says, 1)
        head.addWidget(self._go_on)
        stack = QVBoxLayout(self._list)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(6)
        set_role(self._list, "page")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._scroll)

    def _fit(self) -> None:
        stack = self._list.layout()
        assert stack is not None
        stack.activate()
        self._scroll.setFixedHeight(min(_TALLEST, self._list.sizeHint().height()))

    def _card(self, queued: QueuedMessage) -> QueueCard:
        card = QueueCard(queued, self._icons, self._theme)
        card.edited.connect(lambda text: self.edited.emit(queued.id, text))
        card.removed.connect(lambda: self.removed.emit(queued.id))
        card.send_now_requested.connect(lambda: self.send_now_requested.emit(queued.id))
        return card

    def _retranslate(self) -> None:
        words = {
            Hold.NONE: self.tr("Sent when the answer is finished:"),
            Hold.STOPPED: self.tr("You stopped the answer, so this waits:"),
            Hold.FAILED: self.tr("The answer failed, so this waits:"),
            Hold.CUT: self.tr("The answer was cut off, so this waits:"),
        }
        self._says.setText(words[self._hold])
        self._go_on.setText(self.tr("Send"))
        self._go_on.setVisible(self._hold is not Hold.NONE)


class ComposerArea(QWidget):
    """The queue's cards above the composer."""

    def __init__(self, cards: QueueCards, composer: QWidget) -> None:
        super().__init__()
        self.setFocusProxy(composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(cards)
        column.addWidget(composer)
