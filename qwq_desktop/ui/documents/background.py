"""What the documents do while their page isn't on show: follow their files, tell what matters."""

from PySide6.QtCore import QEvent, QObject, QTimer

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.platform.notice import Notice as Finding
from qwq_desktop.ui.documents.progress_line import progress_text, short_progress
from qwq_desktop.ui.documents.telling import RESUME, library_notice
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow

# The window comes first; then folders are looked through, whose files may have changed.
START_AFTER_MS = 1_500


class DocumentsBackground(QObject):
    """Starts the library a moment after the window is there; lives as long as the window."""

    def __init__(self, library: DocumentLibrary, chats: ChatSession, window: MainWindow) -> None:
        super().__init__(window)
        self._library = library
        self._window = window
        self._starting = QTimer(self)
        self._starting.setSingleShot(True)
        self._starting.setInterval(START_AFTER_MS)
        self._starting.timeout.connect(library.start)
        window.installEventFilter(self)
        window.page_shown.connect(self._on_page)
        window.notices.action_triggered.connect(self._on_action)
        chats.busy_changed.connect(lambda chat_id: library.set_busy(chat_id is not None))
        library.noticed.connect(self._tell)
        library.progressed.connect(self._show_progress)
        library.paused_changed.connect(self._show_progress)

    def close(self) -> None:
        """Begin nothing any more."""
        self._starting.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.Show:
            self._starting.start()
        elif event.type() == QEvent.Type.LanguageChange:
            self._show_progress()
        return super().eventFilter(watched, event)

    def _on_page(self, page: Page) -> None:
        if page is Page.DOCUMENTS:
            self._library.start()
        self._show_progress()

    def _show_progress(self, *_: object) -> None:
        """A faint note in the sidebar; the page itself says more."""
        progress, is_paused = self._library.progress, self._library.is_paused
        is_here = self._window.page is Page.DOCUMENTS
        note = "" if is_here else short_progress(progress, is_paused=is_paused)
        self._window.sidebar.documents.set_note(note)
        tip = progress_text(progress, progress.unread) if note else ""
        self._window.sidebar.documents.setToolTip(tip)

    def _tell(self, finding: Finding) -> None:
        self._window.notices.show_notice(library_notice(finding))

    def _on_action(self, key: str) -> None:
        if key == RESUME:
            self._library.resume()
