"""A button with a faint note at its right end: its keys, or how far something is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton

from qwq_desktop.ui.theme.style import set_role

_FROM_RIGHT = 11


class NotedButton(QPushButton):
    """The note takes no part in clicks."""

    def __init__(self, note: str = "") -> None:
        super().__init__()
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(self._label, "caption")
        self.set_note(note)

    @property
    def note(self) -> str:
        """The note on show."""
        return self._label.text()

    def set_note(self, note: str) -> None:
        """Show another note; "" shows none."""
        self._label.setText(note)
        self._label.setVisible(bool(note))
        self.setAccessibleDescription(note)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._label.sizeHint()
        left, top = self.width() - size.width() - _FROM_RIGHT, (self.height() - size.height()) // 2
        self._label.setGeometry(left, top, size.width(), size.height())
