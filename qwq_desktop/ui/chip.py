"""A small box that stands for a file: its name, clicked to look into it, and a cross."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton

from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_ICON = 14


class Chip(QFrame):
    """Its words and what its colours say are the subclasses' affair; `what` names its parts."""

    opened = Signal()
    removed = Signal()

    def __init__(self, what: str, icons: Icons, *, removable: bool = True) -> None:
        super().__init__()
        self._icons = icons
        self._name = QPushButton(self)
        self._name.setObjectName(f"{what[0].lower()}{what[1:]}Name")
        self._name.clicked.connect(self.opened)
        self._remove = QToolButton(self)
        self._remove.setObjectName(f"remove{what}")
        self._remove.setVisible(removable)
        self._remove.clicked.connect(self.removed)
        for button in (self._name, self._remove):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4 if removable else 8, 0)
        row.setSpacing(0)
        row.addWidget(self._name)
        row.addWidget(self._remove)

    def dress(self, theme: Theme, *, ground: str, ink: str, icon: str, icon_color: str) -> None:
        """Wear a theme: the box's ground, and the colours of its words and its icon."""
        palette = theme.palette
        self.setStyleSheet(
            f"Chip {{ background: {ground}; border: 1px solid {palette.line};"
            " border-radius: 8px; }"
            "QPushButton, QToolButton { background: transparent; border: 1px solid transparent;"
            f" border-radius: 6px; color: {ink}; padding: 3px 4px;"
            f" min-height: {theme.px(18)}px; max-height: {theme.px(18)}px;"
            f" font-size: {theme.px(13)}px; text-align: left; }}"
            "QPushButton:hover { text-decoration: underline; }"
            "QPushButton:focus, QToolButton:focus, QToolButton:hover"
            f" {{ border-color: {palette.accent}; background: transparent; }}"
        )
        self._icons.put_on(self._name, icon, icon_color, theme.px(_ICON), theme.px(_ICON + 6))
        self._icons.put_on(self._remove, "x", palette.soft, theme.px(_ICON))
