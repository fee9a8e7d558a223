"""What folds under the thinking's header.

The text behind its rule, at any height between nothing and full.
"""

from PySide6.QtCore import QEasingCurve, QRect, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.theme.motion import duration_ms

_TEXT_LEFT = 18
_RULE_WIDTH = 2
_ABOVE = 8


class ThinkingBody(QWidget):
    """Holds the thinking's document.

    The rule at its left has the accent's colour while the thinking lives.
    """

    height_changed = Signal()

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._is_open = False
        self._is_live = False
        self.document_view = DocumentView(parts, parts.thinking, self)
        self.document_view.height_changed.connect(self._follow_text)
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._motion.valueChanged.connect(self._set_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)

    @property
    def is_open(self) -> bool:
        """Whether the text is shown, or about to be."""
        return self._is_open

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self.document_view.restyle(parts, parts.thinking)
        self.update()

    def set_live(self, is_live: bool) -> None:
        """Whether the thinking goes on."""
        self._is_live = is_live
        self.document_view.set_live(is_live)
        self.update()

    def set_open(self, is_open: bool, *, animated: bool = True) -> None:
        """Unfold or fold."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self._motion.stop()
        time_ms = duration_ms(self._parts.theme) if animated and self.isVisible() else 0
        if time_ms == 0:
            self._set_height(self._wanted_height())
            return
        self._motion.setDuration(time_ms)
        self._motion.setStartValue(self.height())
        self._motion.setEndValue(self._wanted_height())
        self._motion.start()

    def fit(self, width: int) -> None:
        """Lay out for a width."""
        room = max(40, width - _TEXT_LEFT)
        self.document_view.fit(room)
        self.document_view.setGeometry(QRect(_TEXT_LEFT, _ABOVE, room, self.document_view.height()))
        self._follow_text()

    def _wanted_height(self) -> int:
        text = self.document_view.height()
        return text + _ABOVE if self._is_open and text else 0

    def _follow_text(self) -> None:
        if self._motion.state() is QVariantAnimation.State.Running:
            self._motion.setEndValue(self._wanted_height())
        else:
            self._set_height(self._wanted_height())

    def _set_height(self, height: int) -> None:
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        palette = self._parts.theme.palette
        painter = QPainter(self)
        color = palette.accent if self._is_live else palette.line
        painter.fillRect(0, _ABOVE, _RULE_WIDTH, max(0, self.height() - _ABOVE), QColor(color))
        painter.end()
