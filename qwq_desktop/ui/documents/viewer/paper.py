"""A page on paper with the row under it that makes it larger and smaller."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qwq_desktop.ui.documents.viewer.drawn_page import DrawnPage
from qwq_desktop.ui.documents.viewer.page_zoom import FIT, stepped
from qwq_desktop.ui.documents.viewer.zoom_row import ZoomRow
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme


class Paper(QWidget):
    """The page keeps the zoom; the row shows it."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawn = DrawnPage(theme)
        self.row = ZoomRow(icons, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.drawn, 1)
        column.addWidget(self.row)
        self.drawn.zoom_changed.connect(self.row.show_zoom)
        self.row.step_requested.connect(self.zoom)
        self.row.fit_requested.connect(self.fit)

    def zoom(self, steps: int) -> None:
        """Show the page so many steps larger, or smaller."""
        self.drawn.set_zoom(stepped(self.drawn.zoom, steps))

    def fit(self) -> None:
        """Show the page as wide as the room."""
        self.drawn.set_zoom(FIT)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.drawn.set_theme(theme)
        self.row.set_theme(theme)
