"""One line of the model manager: a name, what there is to say, a verdict, what one can do."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_NAME_WIDTH = 98
_NARROW = 560  # a card's width
_WIDE_STOPS = "。：！？"  # Chinese marks bring the room behind them along
_BADGE_HEIGHT = 22  # below twice the radius of its corners Qt draws none


class Verdict(StrEnum):
    """How a badge looks; also the role of its label."""

    GOOD = "badge-good"
    CAUTION = "badge-caution"
    BAD = "badge-bad"
    PLAIN = "badge"


class Card(QFrame):
    """A card of the manager; its buttons are added by `add_button`, its texts set as they come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "model-card")
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._text = text_label("body")
        self._caption = text_label("note")
        self._bar: ProgressBar | None = None  # made when it is first wanted
        self._badge = QLabel()
        self._badge.setTextFormat(Qt.TextFormat.PlainText)
        self._badge.setMinimumHeight(_BADGE_HEIGHT)
        self._words = words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        for part in (self._text, self._caption):
            words.addWidget(part)
            part.hide()
        words.addStretch(1)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.addWidget(self._name)
        self._said.addLayout(words, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(16, 12, 16, 12)
        self._whole.setSpacing(12)
        self._whole.addLayout(self._said, 1)
        self._whole.addLayout(self._row)
        self._name.hide()
        self._badge.hide()
        self._has_room: bool | None = None  # not laid out yet
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        font = fonts.code_font(theme, theme.CAPTION)
        font.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(font)
        self._name.setMinimumWidth(theme.px(_NAME_WIDTH))
        self._theme = theme
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def set_name(self, name: str) -> None:
        """The short name at the left, in the type of code: a quantisation, a size."""
        show_text(self._name, name)

    def set_text(self, text: str, *, lead: str = "") -> None:
        """The line that matters; `lead` stands before it in bold."""
        if lead:
            self._text.setTextFormat(Qt.TextFormat.RichText)
            gap = "" if lead[-1] in _WIDE_STOPS else " "
            self._text.setText(f"<b>{_escaped(lead)}</b>{gap}{_escaped(text)}")
            self._text.show()
        else:
            self._text.setTextFormat(Qt.TextFormat.PlainText)
            show_text(self._text, text)

    def set_caption(self, text: str, *, role: str = "note") -> None:
        """The smaller line below; `role` may be "warning" or "danger"."""
        set_role(self._caption, role)
        show_text(self._caption, text)

    def set_progress(self, share: float | None) -> None:
        """A bar from 0 to 1; None takes it away, a negative share says that nobody knows."""
        if share is None:
            if self._bar is not None:
                self._bar.hide()
            return
        if self._bar is None:
            self._bar = ProgressBar()
            self._words.insertWidget(self._words.count() - 1, self._bar)
        self._bar.show_share(share)
        self._bar.show()

    def set_badge(self, text: str, verdict: Verdict = Verdict.PLAIN) -> None:
        """The verdict at the right; "" takes it away."""
        set_role(self._badge, verdict)
        show_text(self._badge, text)

    def set_recommended(self, recommended: bool) -> None:
        """Stand out from the others."""
        set_role(self, "model-card-best" if recommended else "model-card")

    def add_button(self, name: str, role: str = "") -> QPushButton:
        """A button at the right end, with this object name; its text is the caller's to set."""
        button = QPushButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if role:
            set_role(button, role)
        self._row.addWidget(button)
        return button

    def _fit(self) -> None:
        """Name, words, verdict and buttons stand side by side, or below each other if narrow."""
        has_room = self.width() >= self._theme.px(_NARROW)
        if has_room is self._has_room:
            return  # saying the same again would have the page laid out again
        self._has_room = has_room
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if has_room else ways.TopToBottom
        self._whole.setDirection(way)
        self._said.setDirection(way)
        self._said.setSpacing(12 if has_room else 3)
        side = Qt.AlignmentFlag.AlignLeft
        self._whole.setAlignment(self._row, Qt.AlignmentFlag(0) if has_room else side)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
