"""The source beside an answer: a document opened at the page that was cited, the words marked."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollBar, QStackedLayout, QVBoxLayout, QWidget

from qwq_desktop.ui.documents.viewer.drawn_page import MARGIN
from qwq_desktop.ui.documents.viewer.header import SourceHeader
from qwq_desktop.ui.documents.viewer.keys import Move, move_of
from qwq_desktop.ui.documents.viewer.loader import LoadedPage, PageLoader
from qwq_desktop.ui.documents.viewer.paper import Paper
from qwq_desktop.ui.documents.viewer.remark import SourceRemark
from qwq_desktop.ui.documents.viewer.source import Source
from qwq_desktop.ui.documents.viewer.text_page import TextPage
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_SAYS_OPENING_MS = 250  # what comes sooner needs no word


class SourcePane(QFrame):
    """Shows one page; another is fetched when the user turns to it."""

    close_requested = Signal()
    folder_requested = Signal(str)  # path of the file
    locate_requested = Signal(int)  # document id
    open_requested = Signal(str)  # path of the file
    page_shown = Signal(object)  # LoadedPage
    read_again_requested = Signal(int)  # document id

    def __init__(
        self, loader: PageLoader, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        set_role(self, "pane")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._loader = loader
        self._source: Source | None = None
        self._page: LoadedPage | None = None
        self._moves = True
        self.header = SourceHeader(icons, theme)
        self.remark = SourceRemark()
        self.paper = Paper(icons, theme)
        self.drawn = self.paper.drawn
        self.text = TextPage(theme)
        self._opening = QLabel()
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._opening, "note")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SAYS_OPENING_MS)
        self._waiting.timeout.connect(lambda: self._bodies.setCurrentWidget(self._opening))
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def source(self) -> Source | None:
        """What was opened last."""
        return self._source

    @property
    def page(self) -> LoadedPage | None:
        """What is shown; None while it is being opened."""
        return self._page

    def show_source(self, source: Source) -> None:
        """Open a document at a page."""
        before = self._page
        is_same = before is not None and before.source.document_id == source.document_id
        count = before.page_count if before is not None and is_same else 0
        self._source, self._page = source, None
        self._moves = True
        if not is_same:
            self.paper.fit()
        self.header.show_source(
            source.name, source.page, count, source.page_name, has_pages=source.is_paged
        )
        self.remark.hide()
        self._give_room()
        self._waiting.start()
        self._load()

    def reload(self) -> None:
        """Fetch the same page anew: its file or what is known of it changed."""
        if self._source is not None:
            self._load()

    def leave(self) -> None:
        """The pane was closed: what is under way is no longer wanted."""
        self._waiting.stop()
        self._loader.forget()
        self._source = self._page = None

    def turn(self, direction: int) -> None:
        """To the page before or behind, if there is one."""
        can = self.header.can_go_on if direction > 0 else self.header.can_go_back
        if self._source is not None and can:
            self._turn_to(self._source.page + direction)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        for part in (self.header, self.paper, self.text):
            part.set_theme(theme)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._move_of(event) is not None
        ):
            event.accept()  # while the focus is here the window's own keys wait
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        move = self._move_of(event)
        if move is None:
            super().keyPressEvent(event)
        else:
            self._make(move)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # noqa: D102
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = self._move_of(event)
            if move is not None:
                self._make(move)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        room = self._remark_room = QVBoxLayout()
        room.addWidget(self.remark)
        body = QWidget()
        self._bodies = QStackedLayout(body)
        for part in (self._opening, self.paper, self.text):
            self._bodies.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(room)
        column.addWidget(body, 1)

    def _connect(self) -> None:
        self._loader.loaded.connect(self._show)
        self.header.close_requested.connect(self.close_requested)
        self.header.turn_requested.connect(self.turn)
        self.remark.open_requested.connect(lambda: self._with_path(self.open_requested.emit))
        self.remark.folder_requested.connect(lambda: self._with_path(self.folder_requested.emit))
        self.remark.read_again_requested.connect(self._read_again)
        self.remark.locate_requested.connect(self._locate)
        self.drawn.width_changed.connect(self._sharpen)
        self.drawn.installEventFilter(self)
        self.text.installEventFilter(self)
        QShortcut(
            QKeySequence("Esc"),
            self,
            self.close_requested.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _load(self) -> None:
        assert self._source is not None
        self._loader.load(self._source, self.drawn.wanted_width_px)

    def _sharpen(self) -> None:
        """The room became another: have the picture in its size."""
        if self._source is not None and self._page is not None:
            self._load()

    def _show(self, page: LoadedPage) -> None:
        self._waiting.stop()
        content, source = page.content, page.source
        moves, self._moves = self._moves, False
        self._page = page
        name = content.page_name or source.page_name
        self.header.show_source(
            source.name, source.page, page.page_count, name, has_pages=source.is_paged
        )
        self.remark.show_page(page)
        self._give_room()
        if content.image is not None:
            self._bodies.setCurrentWidget(self.paper)
            self.drawn.show_page(content.image, content.rectangles, moves=moves)
        else:
            self._bodies.setCurrentWidget(self.text)
            self.text.show_page(content.pieces, content.spans, moves=moves)
        self._retranslate()
        self.page_shown.emit(page)

    def _give_room(self) -> None:
        """No margin stays where there is no remark."""
        above = 0 if self.remark.isHidden() else MARGIN
        self._remark_room.setContentsMargins(MARGIN, above, MARGIN, 0)

    def _read_again(self) -> None:
        if self._source is not None:
            self.remark.show_reading()
            self.read_again_requested.emit(self._source.document_id)

    def _locate(self) -> None:
        if self._source is not None:
            self.locate_requested.emit(self._source.document_id)

    def _with_path(self, tell: object) -> None:
        if self._page is not None and self._page.path:
            tell(self._page.path)  # type: ignore[operator]

    def _move_of(self, event: QKeyEvent) -> Move | None:
        return move_of(event.key(), event.modifiers(), is_drawn=self._is_drawn)

    def _make(self, move: Move) -> None:
        bar = self._bar()
        match move:
            case Move.SCREEN_BACK | Move.SCREEN_ON:
                self._go(1 if move is Move.SCREEN_ON else -1)
            case Move.PAGE_BACK | Move.PAGE_ON:
                self.turn(1 if move is Move.PAGE_ON else -1)
            case Move.FIRST_PAGE | Move.LAST_PAGE:
                self._turn_to(1 if move is Move.FIRST_PAGE else self.header.count)
            case Move.TOP | Move.BOTTOM:
                bar.setValue(bar.maximum() if move is Move.BOTTOM else 0)
            case Move.LARGER | Move.SMALLER:
                self.paper.zoom(1 if move is Move.LARGER else -1)
            case Move.FIT:
                self.paper.fit()

    def _go(self, direction: int) -> None:
        """A screen further; at the end of a page to the next one."""
        bar = self._bar()
        at_end = bar.value() >= bar.maximum() if direction > 0 else bar.value() <= bar.minimum()
        if at_end:
            self.turn(direction)
        else:
            bar.setValue(bar.value() + direction * bar.pageStep())

    def _turn_to(self, page: int) -> None:
        assert self._source is not None
        if self.header.has_pages and page not in (0, self._source.page):
            self.show_source(self._source.on_page(page))

    @property
    def _is_drawn(self) -> bool:
        return self._bodies.currentWidget() is self.paper

    def _bar(self) -> QScrollBar:
        return (self.drawn if self._is_drawn else self.text).verticalScrollBar()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Source"))
        self._opening.setText(self.tr("Opening the document…"))
        if self._page is None:
            return
        page = self._page
        where = self.tr("Page {page} of {name}").format(
            page=page.source.page, name=page.source.name
        )
        label = where if page.source.is_paged else page.source.name
        words = " … ".join(page.content.text[span.start : span.end] for span in page.content.spans)
        marked = self.tr("Marked: {words}").format(words=words) if words else ""
        for body in (self.drawn, self.text):
            body.setAccessibleName(label)
            body.setAccessibleDescription(marked)
