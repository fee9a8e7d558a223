"""Short notices above the composer: what was done, with its undo, and what went wrong."""

import html
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCursor, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

MOST_AT_ONCE = 3
SHOWN_MS = 7000  # long enough to read two lines and reach for "Undo"
_WIDEST, _NARROWEST = 520, 260
_CLOSE_ICON = 16


class Severity(StrEnum):
    """Information leaves by itself; an error waits to be read."""

    INFORMATION = "information"
    ERROR = "error"


@dataclass(frozen=True)
class Notice:
    """What to say. A newer one with the same `key` takes its place; `action` names a button."""

    key: str
    text: str
    action: str = ""
    severity: Severity = Severity.INFORMATION


class NoticeCard(QFrame):
    """One notice with its buttons."""

    action_triggered = Signal()
    closed = Signal()

    def __init__(self, notice: Notice, icons: Icons, theme: Theme, shown_ms: int) -> None:
        super().__init__()
        self.notice = notice
        is_error = notice.severity is Severity.ERROR
        set_role(self, "toast-danger" if is_error else "toast")
        self.setAccessibleName(notice.text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(shown_ms)
        self._timer.timeout.connect(self._leave)
        self._build(notice, icons, theme)
        if not is_error:
            self._timer.start()

    def _build(self, notice: Notice, icons: Icons, theme: Theme) -> None:
        self._text = text = QLabel()
        head, _, rest = notice.text.partition("\n")
        if rest:
            text.setTextFormat(Qt.TextFormat.RichText)
            lines = html.escape(rest).replace("\n", "<br>")
            text.setText(f'<span style="font-weight: 600">{html.escape(head)}</span><br>{lines}')
        else:
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setText(notice.text)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(text, 1)
        if notice.action:
            self.action_button = QPushButton(notice.action)
            self.action_button.setObjectName("noticeAction")
            set_role(self.action_button, "link")
            self.action_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.action_button.clicked.connect(self.action_triggered)
            row.addWidget(self.action_button)
        self.close_button = QPushButton()
        self.close_button.setObjectName("noticeClose")
        icons.put_on(self.close_button, "x", theme.palette.faint, theme.px(_CLOSE_ICON))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        set_role(self.close_button, "icon")
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.close_button)

    def natural_width(self) -> int:
        """How wide the card is with its text in one line."""
        text = self._text.fontMetrics().horizontalAdvance(self.notice.text)
        return text + self.sizeHint().width() - self._text.sizeHint().width() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        """Go, unless the pointer rests here: then the user is reading, or about to click."""
        if self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self._timer.start()
            return
        self.closed.emit()


class Notices(QWidget):
    """A stack of at most three notices, the newest at the bottom, over the chat."""

    action_triggered = Signal(str)
    dismissed = Signal(str)

    def __init__(
        self, icons: Icons, theme: Theme, parent: QWidget | None = None, shown_ms: int = SHOWN_MS
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._shown_ms = shown_ms
        self._cards: list[NoticeCard] = []
        self._foot = QPoint(0, 0)
        self._room = _WIDEST
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(8)
        self.hide()

    @property
    def keys(self) -> list[str]:
        """The keys of the notices on show, oldest first."""
        return [card.notice.key for card in self._cards]

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, in place of one with the same key, and let screen readers say it."""
        self.dismiss(notice.key)
        while len(self._cards) >= MOST_AT_ONCE:
            self.dismiss(self._least_needed())
        card = NoticeCard(notice, self._icons, self._theme, self._shown_ms)
        card.action_triggered.connect(lambda: self._act(notice.key))
        card.closed.connect(lambda: self.dismiss(notice.key))
        self._cards.append(card)
        self._stack.addWidget(card)
        card.show()
        self._settle()
        QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.Alert))

    def dismiss(self, key: str) -> None:
        """Take a notice away; nothing happens if it isn't there."""
        for card in [card for card in self._cards if card.notice.key == key]:
            self._cards.remove(card)
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
            self.dismissed.emit(key)
        self._settle()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme; notices on show keep their icon's colour until they go."""
        self._theme = theme

    def stand_on(self, foot: QPoint, room: int) -> None:
        """Where the stack stands: the middle of its lower edge, and how wide it may be."""
        self._foot, self._room = foot, room
        self._settle()

    def _least_needed(self) -> str:
        """The oldest notice that would leave by itself, else the oldest."""
        passing = (c for c in self._cards if c.notice.severity is Severity.INFORMATION)
        return next(passing, self._cards[0]).notice.key

    def _act(self, key: str) -> None:
        self.dismiss(key)
        self.action_triggered.emit(key)

    def _settle(self) -> None:
        self.setVisible(bool(self._cards))
        if not self._cards:
            return
        self._stack.invalidate()
        natural = max(card.natural_width() for card in self._cards)
        width = min(self._room, _WIDEST, max(natural, _NARROWEST))
        height = self._stack.heightForWidth(width) if self._stack.hasHeightForWidth() else -1
        height = max(height, self._stack.minimumSize().height())
        self.setGeometry(self._foot.x() - width // 2, self._foot.y() - height, width, height)
        self.raise_()
