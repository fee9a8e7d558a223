"""The middle of the window: header, chat, composer, status line, and the notices."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qwq_desktop.ui.header import Header
from qwq_desktop.ui.notices import Notices
from qwq_desktop.ui.status_line import StatusLine
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_ABOVE_STATUS = 9
_BELOW_STATUS = 11
_NOTICE_GAP = 12
_BELOW_ROW = 8


class CentredColumn(QWidget):
    """Keeps one widget in the middle, at most as wide as the text column, off the edges."""

    def __init__(self, content: QWidget, theme: Theme, *, above: int = 0, below: int = 0) -> None:
        super().__init__()
        self._content = content
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, above, theme.EDGE, below)
        row.addWidget(content)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Follow the font scale."""
        self._content.setMaximumWidth(theme.px(theme.COLUMN))


class HidingColumn(CentredColumn):
    """Hides together with its content, so that no margin stays behind."""

    def __init__(self, content: QWidget, theme: Theme, *, above: int = 0, below: int = 0) -> None:
        super().__init__(content, theme, above=above, below=below)
        content.installEventFilter(self)
        self.setHidden(content.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setHidden(event.type() == QEvent.Type.HideToParent)
        return super().eventFilter(watched, event)


class ChatColumn(QWidget):
    """Stacks the parts of a chat and keeps the notices where they belong."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._composer: CentredColumn | None = None
        self._rows: list[CentredColumn] = []
        self.header = Header(icons, theme)
        self.status_line = StatusLine()
        self._status = CentredColumn(
            self.status_line, theme, above=_ABOVE_STATUS, below=_BELOW_STATUS
        )
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addWidget(self.header)
        self._stack.addStretch(1)
        self._stack.addWidget(self._status)
        self.notices = Notices(icons, theme, self)

    @property
    def parts(self) -> list[QWidget]:
        """The parts from top to bottom, as they stand."""
        items = (self._stack.itemAt(place) for place in range(self._stack.count()))
        stacked = [widget for item in items if item and (widget := item.widget())]
        return [stacked[0], *stacked[1:-1], self.notices, stacked[-1]]

    def set_chat_widgets(self, chat_view: QWidget, composer: QWidget) -> None:
        """Put the chat and the composer in their places; once, when the window is built."""
        self._stack.takeAt(1)
        self._composer = CentredColumn(composer, self._theme)
        self._composer.installEventFilter(self)
        self._stack.insertWidget(1, chat_view, 1)
        self._stack.insertWidget(2, self._composer)
        self.notices.raise_()

    def add_above_composer(self, row: QWidget) -> None:
        """Put a row between the chat and the composer; it takes no room while it is hidden."""
        assert self._composer is not None
        holder = HidingColumn(row, self._theme, below=_BELOW_ROW)
        holder.installEventFilter(self)
        self._rows.append(holder)
        self._stack.insertWidget(self._stack.indexOf(self._composer), holder)

    def add_banner(self, banner: QWidget) -> None:
        """Put a line between the header and the chat; after the chat's widgets."""
        self._stack.insertWidget(1, banner)

    def hold_notices(self) -> None:
        """Take the notices back from a page that was on show."""
        if self.notices.parentWidget() is not self:
            self.notices.setParent(self)
            self._place_notices()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for row in self._rows:
            row.set_theme(theme)
        self.header.set_theme(theme)
        self.notices.set_theme(theme)
        self._status.set_theme(theme)
        if self._composer is not None:
            self._composer.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place_notices()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self._place_notices()
        return super().eventFilter(watched, event)

    def _place_notices(self) -> None:
        if self.notices.parentWidget() is not self:
            return  # they stand over a page
        stands_on = [row for row in (*self._rows, self._composer) if row and not row.isHidden()]
        top = stands_on[0].y() if stands_on else self.height()
        room = self.width() - 2 * self._theme.EDGE
        self.notices.stand_on(QPoint(self.width() // 2, top - _NOTICE_GAP), room)
