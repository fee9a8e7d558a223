"""One line of the model manager: a name, what there is to say, a verdict, what one can do."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_NAME_WIDTH = 98
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
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._badge = QLabel()
        self._badge.setTextFormat(Qt.TextFormat.PlainText)
        self._badge.setMinimumHeight(_BADGE_HEIGHT)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        for part in (self._text, self._caption, self._bar):
            words.addWidget(part)
            part.hide()
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(12)
        self._row.addWidget(self._name)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._name.hide()
        self._badge.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._name.setFont(fonts.code_font(theme, theme.CAPTION))
        self._name.setMinimumWidth(theme.px(_NAME_WIDTH))

    def set_name(self, name: str) -> None:
        """The short name at the left, in the type of code: a quantisation, a size."""
        show_text(self._name, name)

    def set_text(self, text: str, *, lead: str = "") -> None:
        """The line that matters; `lead` stands before it in bold."""
        if lead:
            self._text.setTextFormat(Qt.TextFormat.RichText)
            self._text.setText(f"<b>{_escaped(lead)}</b> {_escaped(text)}")
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
        self._bar.setVisible(share is not None)
        if share is not None:
            self._bar.setRange(0, 1000 if share >= 0 else 0)
            self._bar.setValue(round(1000 * max(share, 0.0)))

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


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
