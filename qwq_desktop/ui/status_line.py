"""The faint line under the composer: the numbers that matter, and that nothing leaves."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from qwq_desktop.ui.numbers import grouped
from qwq_desktop.ui.theme.style import set_role

WARN_SHARE = 0.85  # of the context; beyond it the number asks for attention
_GAP = 14


class StatusLine(QWidget):
    """Shows what it is told. Where the room is short, the least needed words go first."""

    connections_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.context = _label("statusContext")
        self.yarn = _label("statusYarn")
        self.phase = _label("statusPhase")
        self.speed = _label("statusSpeed")
        self.place = _label("statusPlace")
        self.privacy = QPushButton()
        self.privacy.setObjectName("statusPrivacy")
        self.privacy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.privacy.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self.privacy, "caption")
        self.privacy.clicked.connect(self.connections_requested)
        self._used: int | None = None
        self._is_tight = False
        self._available = 0
        self._yarn_factor: float | None = None
        self._tokens_per_second: float | None = None
        self._privacy_text: str | None = None
        self._privacy_tip = ""
        self._connections = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for label in (self.context, self.yarn, self.speed, self.place, self.phase):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.privacy)
        self._retranslate()

    def set_context(self, used: int | None, available: int = 0) -> None:
        """Tokens of the context that are taken, of how many; None while no model is loaded."""
        self._used, self._available, self._is_tight = used, available, False
        self._show_context()

    def set_context_used(self, used: int, *, is_tight: bool = False) -> None:
        """Tokens taken now, of as many as were told last; nothing while no model is there.

        `is_tight` warns before the share does: the next question will push old messages out.
        """
        if self._used is not None:
            self._used, self._is_tight = used, is_tight
            self._show_context()

    def set_yarn(self, factor: float | None) -> None:
        """By how much the context is stretched beyond the training; None while it isn't."""
        self._yarn_factor = factor
        self._show_yarn()

    def set_speed(self, tokens_per_second: float | None) -> None:
        """How fast the model writes; None hides the number."""
        self._tokens_per_second = tokens_per_second
        self._show_speed()

    def set_phase(self, text: str) -> None:
        """What is going on ("Thinking", "Reading the question… 40 %"); empty when nothing is."""
        self._put(self.phase, text)

    def set_place(self, text: str, tool_tip: str = "") -> None:
        """Where the model runs ("64 of 64 layers on the GPU"), and a longer tool tip."""
        self.place.setToolTip(tool_tip)
        self._put(self.place, text)

    def set_privacy(self, text: str | None = None, tool_tip: str = "") -> None:
        """What leaves the computer; None says that nothing does."""
        self._privacy_text, self._privacy_tip = text, tool_tip
        self._show_privacy()

    def set_connections(self, count: int) -> None:
        """How many connections to other computers were made since the start."""
        self._connections = count
        self._show_privacy()

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _retranslate(self) -> None:
        self._show_context()
        self._show_yarn()
        self._show_speed()
        self._show_privacy()

    def _show_privacy(self) -> None:
        text = self._privacy_text
        if text is None and self._connections:
            count = self._connections
            text = self.tr("Your chats stay here · %n connections", "", count)
        elif text is None:
            text = self.tr("Nothing leaves this computer")
        tip = self._privacy_tip or self.tr("Shows each connection that the program made")
        self.privacy.setToolTip(tip)
        self._put(self.privacy, text)

    def _show_context(self) -> None:
        if self._used is None:
            self._put(self.context, "")
            return
        text = self.tr("{used} of {available} tokens").format(
            used=grouped(self._used), available=grouped(self._available)
        )
        is_filled = self._available > 0 and self._used >= WARN_SHARE * self._available
        is_tight = self._is_tight or is_filled
        set_role(self.context, "warning" if is_tight else "caption")
        self.context.setToolTip(
            self.tr(
                "The conversation has nearly filled what the model can keep in view. Its oldest "
                "messages leave the view by themselves."
            )
            if is_tight
            else self.tr(
                "How much of the model's context, what it keeps in view, is in use: the chat, the "
                "system prompt and the tools."
            )
        )
        self._put(self.context, text)

    def _show_yarn(self) -> None:
        factor = self._yarn_factor
        self.yarn.setToolTip(
            self.tr(
                "The context is longer than the model was trained for. Short texts may come "
                "out a little worse."
            )
        )
        self._put(self.yarn, "" if factor is None else f"YaRN ×{factor:.1f}")

    def _show_speed(self) -> None:
        speed = self._tokens_per_second
        if speed is None:
            self._put(self.speed, "")
            return
        number = grouped(speed) if speed >= 10 else f"{speed:.1f}"
        self._put(self.speed, self.tr("{number} tokens/s").format(number=number))

    def _put(self, label: QLabel | QPushButton, text: str) -> None:
        label.setText(text)
        self._fit()

    def _fit(self) -> None:
        """Show as many labels as there is room for, in the order of how much they matter."""
        room = self.width()
        for label in (
            self.context,
            self.yarn,
            self.phase,
            self.speed,
            self.privacy,
            self.place,
        ):
            width = label.sizeHint().width()
            fits = bool(label.text()) and width <= room
            label.setVisible(fits)
            room -= width + _GAP if fits else 0


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    set_role(label, "caption")
    return label
