"""Finding one's way: the search over all chats, in the open chat, and its outline."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from qwq_desktop.chat.finder import ChatFinder
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.words import Query, read_query
from qwq_desktop.storage.records import ChatSummary, Message
from qwq_desktop.storage.search import SearchHit
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.find.controller import FindController
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.outline import Outline, questions
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.window import MainWindow

_TYPING_MS = 120  # letters that come faster are searched for together


class SearchPresenter(QObject):
    """Connects the search field, the find bar and the outline with what they search.

    Keys: Ctrl+K the search over all chats, Ctrl+F and F3 in this chat, Ctrl+Shift+O the outline.
    """

    def __init__(
        self,
        chats: ChatSession,
        finder: ChatFinder,
        window: MainWindow,
        view: ChatView,
        find: FindController,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._chats = chats
        self._finder = finder
        self._window = window
        self._view = view
        self._find = find
        self._outline = Outline(theme, window)
        self._target: tuple[SearchHit, Query] | None = None  # to be shown once its chat is open
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._search)
        self._listen()
        self._add_keys()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._find.set_theme(theme)
        self._outline.set_theme(theme)

    def _listen(self) -> None:
        sidebar, header = self._window.sidebar, self._window.column.header
        sidebar.search.textChanged.connect(self._on_typed)
        sidebar.search.left.connect(self._window.focus_composer)
        sidebar.results.hit_chosen.connect(self._open)
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self._on_failed)
        self._chats.chat_opened.connect(self._on_opened)
        self._find.closed.connect(self._window.focus_composer)
        self._view.messages_changed.connect(self._show_outline_button)
        header.outline_requested.connect(self._open_outline)
        self._outline.question_chosen.connect(self._view.show_message)

    def _add_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+K", self._focus_search),
            ("Ctrl+F", self._find.open),
            ("F3", lambda: self._find.step(1)),
            ("Shift+F3", lambda: self._find.step(-1)),
            ("Ctrl+Shift+O", self._open_outline),
        ):
            QShortcut(QKeySequence(keys), self._window).activated.connect(slot)

    def _focus_search(self) -> None:
        if not self._window.is_sidebar_open:
            self._window.toggle_sidebar()
        self._window.sidebar.search.setFocus()
        self._window.sidebar.search.selectAll()

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._typing.start()
        else:
            self._typing.stop()
            self._finder.forget()
            if not self._find.is_open:
                self._find.close()  # takes away the marks of a hit that was gone to

    def _search(self) -> None:
        self._finder.search(self._window.sidebar.search.text())

    def _on_found(self, text: str, hits: Sequence[SearchHit]) -> None:
        if text == self._window.sidebar.search.text():
            self._window.sidebar.show_hits(hits)

    def _open(self, hit: SearchHit) -> None:
        query = read_query(self._window.sidebar.search.text())
        if hit.message_id is None:
            self._chats.open_chat(hit.chat_id)
            return
        chat = self._chats.chat
        is_open = chat is not None and chat.id == hit.chat_id
        if is_open and any(m.id == hit.message_id for m in self._view.messages):
            self._find.show_hit(hit.message_id, hit.part, query)
            return
        self._target = (hit, query)
        self._chats.open_message(hit.chat_id, hit.message_id)

    def _on_opened(self, chat: ChatSummary | None, _path: Sequence[Message]) -> None:
        target, self._target = self._target, None
        if target is None or chat is None or target[0].chat_id != chat.id:
            return
        hit, query = target
        assert hit.message_id is not None
        self._find.show_hit(hit.message_id, hit.part, query)

    def _on_failed(self, error: QwQError) -> None:
        text = explain(error.code, error.facts).whole
        self._window.notices.show_notice(Notice(error.code, text, severity=Severity.ERROR))

    def _show_outline_button(self) -> None:
        has_questions = len(questions(self._view.messages)) > 1
        self._window.column.header.outline.setVisible(has_questions)

    def _open_outline(self) -> None:
        asked = questions(self._view.messages)
        if not asked:
            return
        seen = self._view.visible_ids()
        last = seen[0] if seen else 0
        current = max((id_ for id_, _ in asked if id_ <= last), default=asked[0][0])
        self._outline.open_below(self._window.column.header.outline, asked, current)
