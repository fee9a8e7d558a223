"""A button that copies a text and says so with a tick for a moment."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton, QWidget

from qwq_desktop.ui.chat.text_parts import TextParts

_ICON = 16
_CONFIRMED_MS = 1_500


class CopyButton(QToolButton):
    """Asks for the text when it is pressed."""

    def __init__(
        self, text: Callable[[], str], parts: TextParts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._parts = parts
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._copy)
        self._confirmation = QTimer(self)
        self._confirmation.setSingleShot(True)
        self._confirmation.setInterval(_CONFIRMED_MS)
        self._confirmation.timeout.connect(self._show_icon)
        self._show_icon()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self._show_icon()

    def set_label(self, label: str) -> None:
        """Say what it copies, to the eye and to screen readers."""
        self.setToolTip(label)
        self.setAccessibleName(label)

    def _show_icon(self) -> None:
        theme = self._parts.theme
        self._parts.icons.put_on(self, "copy", theme.palette.faint, theme.px(_ICON))

    def _copy(self) -> None:
        text = self._text()
        if text:
            QGuiApplication.clipboard().setText(text)
            theme = self._parts.theme
            self._parts.icons.put_on(self, "check", theme.palette.accent, theme.px(_ICON))
            self._confirmation.start()
