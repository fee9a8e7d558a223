"""The field that searches all chats."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from qwq_desktop.ui.theme.style import set_role

_GLASS_LEFT, _BESIDE_GLASS = 11, 10


class SearchField(QLineEdit):
    """A field with a magnifying glass, its text in line with the buttons above and below."""

    confirmed = Signal()
    left = Signal()  # Escape in an empty field
    stepped = Signal(int)  # by one hit, down or up

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self._glass = QLabel(self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        found = self.findChild(QToolButton)
        assert found is not None
        self.clear_button = found
        set_role(self, "search")

    def set_pictures(self, glass: QPixmap, clear: QIcon) -> None:
        """The magnifying glass, and the cross that empties the field."""
        self._glass.setPixmap(glass)
        side = glass.deviceIndependentSize().toSize().width()
        self.setTextMargins(side + _BESIDE_GLASS, 0, 0, 0)
        self._glass.setGeometry(_GLASS_LEFT, 0, side, self.height())
        self.clear_button.setIcon(clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.confirmed.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._glass.setGeometry(_GLASS_LEFT, 0, self._glass.width(), self.height())
