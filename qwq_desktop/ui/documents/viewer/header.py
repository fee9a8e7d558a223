"""The row above a source: the document's name, which page it is, the ways to others, and out."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from qwq_desktop.ui.elided_label import ElidedLabel
from qwq_desktop.ui.header import HEIGHT
from qwq_desktop.ui.icon_button import icon_button
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_ARROW = 16
_RIGHT = 14
_PILL = 28
_ROOMY = 400  # below it the number of the page says less, and the name more


class SourceHeader(QFrame):
    """Reports where the user wants to go; `direction` is -1 or 1."""

    close_requested = Signal()
    turn_requested = Signal(int)  # direction

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self._icons = icons
        self._theme = theme
        self._page, self._count, self._page_name = 0, 0, ""
        self._has_pages = False
        self.name = ElidedLabel()
        set_role(self.name, "title")
        self.previous = icon_button("previousPageButton", lambda: self.turn_requested.emit(-1))
        self.next = icon_button("nextPageButton", lambda: self.turn_requested.emit(1))
        self.place = QLabel()
        self.place.setObjectName("sourcePage")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = icon_button("closeSourceButton", self.close_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 0, _RIGHT, 0)
        row.setSpacing(2)
        row.addWidget(self.name, 1)
        row.addSpacing(10)
        for part in (self.previous, self.place, self.next, self.close_button):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)
        self._retranslate()

    def show_source(
        self, name: str, page: int, count: int, page_name: str, *, has_pages: bool
    ) -> None:
        """Say what is shown; `count` 0 where it isn't known."""
        self.name.set_whole(name)
        self._page, self._count, self._page_name = page, count, page_name
        self._has_pages = has_pages
        self._retranslate()

    @property
    def count(self) -> int:
        """How many pages there are; 0 where it isn't known."""
        return self._count

    @property
    def has_pages(self) -> bool:
        """Whether what is shown is one of several pages."""
        return self._has_pages

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before."""
        return self._has_pages and self._page > 1

    @property
    def can_go_on(self) -> bool:
        """Whether there is a page behind."""
        return self._has_pages and self._page < self._count

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        palette = theme.palette
        self.setFixedHeight(theme.px(HEIGHT))
        self._icons.put_on(self.previous, "chevron-left", palette.soft, theme.px(_ARROW))
        self._icons.put_on(self.next, "chevron-right", palette.soft, theme.px(_ARROW))
        self._icons.put_on(self.close_button, "x", palette.soft, theme.px(_ARROW))
        height = theme.px(_PILL)
        self.place.setFixedHeight(height)
        self.place.setStyleSheet(
            f"#sourcePage {{ background: {palette.card}; border: 1px solid {palette.line};"
            f" border-radius: {height // 2}px; color: {palette.soft}; font-weight: 500;"
            f" padding: 0 {theme.px(11)}px; font-size: {theme.px(12.5)}px; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        words = self._place_words()
        is_short = self._count and not self._page_name and self.width() < self._theme.px(_ROOMY)
        self.place.setText(f"{self._page} / {self._count}" if is_short else words)
        self.place.setAccessibleName(words)
        self.place.setVisible(self._has_pages)
        for button, label, tip, is_there in (
            (
                self.previous,
                self.tr("Previous page"),
                self.tr("Previous page (Ctrl+PgUp)"),
                self.can_go_back,
            ),
            (self.next, self.tr("Next page"), self.tr("Next page (Ctrl+PgDn)"), self.can_go_on),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(label)
            button.setVisible(self._has_pages and self._count != 1)
            button.setEnabled(is_there)
        self.close_button.setToolTip(self.tr("Close the document (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close the document"))

    def _place_words(self) -> str:
        if self._page_name:
            return self._page_name
        if self._count:
            words = self.tr("Page {page} of {count}")
            return words.format(page=self._page, count=self._count)
        return self.tr("Page {page}").format(page=self._page)
