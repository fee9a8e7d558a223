"""The row under a page on paper: smaller, larger, as wide as the room."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from qwq_desktop.ui.documents.viewer.page_zoom import FIT
from qwq_desktop.ui.icon_button import icon_button
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_HEIGHT = 38
_ICON = 16
_WIDEST = "400 %"


class ZoomRow(QFrame):
    """Reports what the user wants, and shows the zoom that it is told."""

    fit_requested = Signal()
    step_requested = Signal(int)  # 1 larger, -1 smaller

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._zoom = FIT
        self.smaller = icon_button("zoomOutButton", lambda: self.step_requested.emit(-1))
        self.larger = icon_button("zoomInButton", lambda: self.step_requested.emit(1))
        self.percent = QLabel()
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.percent, "note")
        self.fit = QPushButton()
        self.fit.setObjectName("zoomFitButton")
        self.fit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self.fit, "caption")
        self.fit.clicked.connect(self.fit_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        row.setSpacing(4)
        for part in (self.smaller, self.percent, self.larger):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.fit)
        self.set_theme(theme)
        self._show()

    def show_zoom(self, zoom: float) -> None:
        """Say how large the page is shown."""
        self._zoom = zoom
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        palette = theme.palette
        self.setFixedHeight(theme.px(_HEIGHT))
        self._icons.put_on(self.smaller, "minus", palette.soft, theme.px(_ICON))
        self._icons.put_on(self.larger, "plus", palette.soft, theme.px(_ICON))
        self.setStyleSheet(f"ZoomRow {{ border: none; border-top: 1px solid {palette.line}; }}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_width()

    def _show(self) -> None:
        self.percent.setText(self.tr("{percent} %").format(percent=round(100 * self._zoom)))
        self.percent.setAccessibleName(
            self.tr("Size of the page: {percent} %").format(percent=round(100 * self._zoom))
        )
        for button, name, tip in (
            (self.smaller, self.tr("Smaller"), self.tr("Smaller (Ctrl+-)")),
            (self.larger, self.tr("Larger"), self.tr("Larger (Ctrl++)")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(name)
        self.fit.setText(self.tr("Fit to width"))
        self.fit.setToolTip(self.tr("As wide as there is room (Ctrl+0)"))
        self._keep_width()

    def _keep_width(self) -> None:
        """The buttons stay where they are whatever the number."""
        self.percent.setFixedWidth(self.percent.fontMetrics().horizontalAdvance(_WIDEST) + 4)
