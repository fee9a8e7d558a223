"""What can stand in the middle of the window beside the chat: a page with a header and a column."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.ui.header import HEIGHT
from qwq_desktop.ui.icon_button import icon_button
from qwq_desktop.ui.notices import Notices
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

COLUMN = 800  # width of a page's column at most
_BELOW_NOTICES = 20


class Page(StrEnum):
    """The places that the sidebar leads to."""

    CHAT = "chat"
    MODELS = "models"
    DOCUMENTS = "documents"


class PageHeader(QFrame):
    """The row above a page: the way to the chat list, the title, the way back to the chat."""

    close_requested = Signal()
    unfold_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        set_role(self, "header")
        self._icons = icons
        self.unfold = icon_button("unfoldSidebarButton", self.unfold_requested)
        self.unfold.hide()
        self.title = QLabel()
        set_role(self.title, "title")
        self.close_button = icon_button("closePageButton", self.close_requested)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        self.row.setSpacing(12)
        self.row.addWidget(self.unfold)
        self.row.addWidget(self.title, 1)
        self.row.addWidget(self.close_button)
        self._retranslate()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._icons.put_on(self.unfold, "panel-left", theme.palette.soft, theme.px(ICON_SIZE))
        self._icons.put_on(self.close_button, "x", theme.palette.soft, theme.px(ICON_SIZE))
        self.setFixedHeight(theme.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.unfold.setToolTip(self.tr("Show the chats (Ctrl+B)"))
        self.unfold.setAccessibleName(self.tr("Show the chats"))
        self.close_button.setToolTip(self.tr("Back to the chat (Esc)"))
        self.close_button.setAccessibleName(self.tr("Back to the chat"))


class _Ground(QWidget):
    """What scrolls: as high as its texts are at the width they have.

    Its least height by Qt's reckoning is that of texts in narrow columns, which would leave the
    foot of a page empty.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class PageFrame(QWidget):
    """A page: its header, and a column in the middle that scrolls."""

    close_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self._notices: Notices | None = None
        self.header = PageHeader(icons, theme)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Its place is kept while there is nothing to scroll: else all moves aside when it comes.
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.scroll_area.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.BLOCK_GAP)
        self._content = QWidget()
        self._content.setLayout(self.column)
        ground = _Ground()
        set_role(ground, "page")
        row = QHBoxLayout(ground)
        row.setContentsMargins(theme.EDGE, theme.TOP_GAP, theme.EDGE, theme.TOP_GAP)
        row.addStretch(1)
        row.addWidget(self._content, 100)
        row.addStretch(1)
        self.scroll_area.setWidget(ground)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.header)
        stack.addWidget(self.scroll_area, 1)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._content.setMaximumWidth(theme.px(COLUMN))
        self.header.close_requested.connect(self.close_requested)
        QShortcut(
            QKeySequence("Esc"),
            self,
            self.close_requested.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    @property
    def parts(self) -> list[QWidget]:
        """The parts from top to bottom, for the way of Tab."""
        notices = self._held_notices()
        return [self.header, self.scroll_area, *([notices] if notices else [])]

    def hold_notices(self, notices: Notices) -> None:
        """Let the window's notices stand over this page while it is on show."""
        self._notices = notices
        notices.setParent(self)
        self._place_notices()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place_notices()

    def set_title(self, title: str) -> None:
        """Name the page, in its header and, while it is on show, in the window's title."""
        self.header.title.setText(title)
        self.setWindowTitle(title)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.header.set_theme(theme)
        self._content.setMaximumWidth(theme.px(COLUMN))

    def _held_notices(self) -> Notices | None:
        """The notices, unless they stand elsewhere now."""
        held = self._notices is not None and self._notices.parentWidget() is self
        return self._notices if held else None

    def _place_notices(self) -> None:
        notices = self._held_notices()
        if notices is not None:
            foot = QPoint(self.width() // 2, self.height() - _BELOW_NOTICES)
            notices.stand_on(foot, self.width() - 2 * _BELOW_NOTICES)
