"""Joins what the chat knows of its documents with the view and the pane beside it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from qwq_desktop.chat.numbering import all_on, passages_of
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.documents.cited_words import Cited
from qwq_desktop.documents.citing.verdicts import Examination, Place
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.storage.records import ChatSummary, DocumentUse, Message, Role
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.citations.inside import InsidePane
from qwq_desktop.ui.documents.dialogs import DocumentDialogs
from qwq_desktop.ui.documents.source_pane import SourcePane
from qwq_desktop.ui.documents.viewer.loader import LoadedPage, PageLoader
from qwq_desktop.ui.documents.viewer.page_reader import PageParser
from qwq_desktop.ui.documents.viewer.source import Source, source_of
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.window import MainWindow

_UNREAD = (DocumentState.WAITING, DocumentState.READING)


class CitationPresenter(QObject):
    """Tells the view what answers rest on, and opens it where the user asks.

    The pane is built when it is first wanted; `close` ends what it works with.
    """

    def __init__(
        self,
        session: ChatSession,
        library: DocumentLibrary,
        appearance: Appearance,
        window: MainWindow,
        view: ChatView,
        icons: Icons,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._sourcing = session.sourcing
        self._library = library
        self._appearance = appearance
        self._window = window
        self._view = view
        self._icons = icons
        self._chat_id: int | None = None
        self._listed: set[int] = set()  # documents whose files' states the view was told
        self._pane: SourcePane | None = None
        self._inside: InsidePane | None = None
        self._loader: PageLoader | None = None
        self._dialogs = DocumentDialogs(window)
        session.chat_opened.connect(self._on_opened)
        session.message_added.connect(lambda _message: self._tell_last())
        session.question_changed.connect(lambda _message: self._tell_last())
        session.message_finished.connect(lambda _message: self._tell_last())
        self._sourcing.searching_changed.connect(lambda _is_searching: self._tell_last())
        self._sourcing.examined.connect(self._on_examined)
        view.citation_activated.connect(self._open)
        view.citations.sources_listed.connect(self._check_sources)
        view.citations.inside_requested.connect(self.show_inside)
        session.busy_changed.connect(lambda _chat: self._show_busy())
        library.document_changed.connect(self._on_document)
        window.source_closed.connect(self._on_closed)
        appearance.theme_changed.connect(self._set_theme)

    @property
    def pane(self) -> SourcePane:
        """The pane beside the chat, made now if it wasn't yet."""
        if self._pane is None:
            self._loader = PageLoader(self._library, _make_parser, self)
            theme = self._appearance.theme
            pane = self._pane = SourcePane(self._loader, self._icons, theme)
            pane.close_requested.connect(self._window.close_source)
            pane.open_requested.connect(_open_file)
            pane.folder_requested.connect(lambda path: _open_file(str(Path(path).parent)))
            pane.locate_requested.connect(self._locate)
            pane.page_shown.connect(self._on_shown)
            pane.read_again_requested.connect(lambda one: self._library.read_again([one]))
        return self._pane

    def show_source(self, source: Source) -> None:
        """Open a document beside the chat."""
        self._window.show_source(self.pane)
        self.pane.show_source(source)

    def show_inside(self, answer_id: int) -> None:
        """Show beside the chat what an answer's question was asked with."""
        question = self._question_of(answer_id)
        if question is None:
            return
        if self._inside is None:
            pane = self._inside = InsidePane(self._icons, self._appearance.theme)
            pane.close_requested.connect(self._window.close_source)
            pane.ask_again_requested.connect(self._ask_again)
            pane.passage_opened.connect(lambda passage: self.show_source(source_of(passage)))
        self._inside.show_passages(question.id, self._sourcing.passages(question.id))
        self._show_busy()
        self._window.show_source(self._inside)

    def close(self) -> None:
        """End what the pane works with. Waits a moment at most."""
        if self._loader is not None:
            self._loader.close()

    def _on_opened(self, chat: ChatSummary | None, path: tuple[Message, ...]) -> None:
        chat_id = None if chat is None else chat.id
        if chat_id != self._chat_id:  # what stands beside the chat belongs to it
            self._chat_id = chat_id
            self._window.close_source()
        self._view.citations.clear()
        self._listed.clear()
        self._tell(path, range(len(path)))

    def _tell_last(self) -> None:
        """What is new concerns the last question and its answer."""
        path = self._session.path
        self._tell(path, range(max(0, len(path) - 2), len(path)))

    def _tell(self, path: tuple[Message, ...], places: range) -> None:
        """Tell the view of the answers at some places of the branch on show."""
        if not any(one.passages or one.turn.documents for one in path):
            return
        for place in places:
            answer = path[place]
            if answer.role is not Role.ASSISTANT or place == 0:
                continue
            question = path[place - 1]
            use = question.turn.documents
            self._view.citations.set_passages(
                answer.id,
                passages_of(question) if use == DocumentUse.ASKED else (),
                all_on(path[: place + 1]),
                was_asked=use == DocumentUse.ASKED,
            )
            examination = self._sourcing.examination(answer.id)
            if examination is not None:
                self._on_examined(answer.id, examination)

    def _on_examined(self, answer_id: int, examination: Examination) -> None:
        passages = self._sourcing.cited_passages(answer_id)
        self._view.show_examination(answer_id, examination, passages)

    def _open(self, answer_id: int, number: int, place: Place | None) -> None:
        """Open what a number leads to, or a place that stands in no passage."""
        passages = self._sourcing.cited_passages(answer_id)
        quote = self._quote_at(answer_id, place)
        passage = next((one for one in passages if one.number == number), None)
        if passage is not None:
            self.show_source(source_of(passage, place, quote))
        elif place is not None:
            self._library.when_loaded(lambda: self._open_place(place, quote))

    def _open_place(self, place: Place, quote: str) -> None:
        entry = self._library.entry(place.document_id)
        if entry is not None:
            cited = Cited(place.spans, quote=quote)
            name, is_paged = entry.document.name, entry.is_paged
            self.show_source(Source(place.document_id, name, place.page, cited, is_paged))

    def _quote_at(self, answer_id: int, place: Place | None) -> str:
        """The quotation that was proven to stand at a place; empty where it is but a hint."""
        examination = self._sourcing.examination(answer_id)
        if examination is None or place is None:
            return ""
        return next((one.text for one in examination.quotes if one.place == place), "")

    def _question_of(self, answer_id: int) -> Message | None:
        path = self._session.path
        places = [place for place, one in enumerate(path) if one.id == answer_id and place]
        return path[places[0] - 1] if places else None

    def _ask_again(self, question_id: int, passages: tuple[Passage, ...]) -> None:
        if not self._session.is_busy:
            self._window.close_source()
            self._sourcing.ask_again(question_id, passages)

    def _show_busy(self) -> None:
        if self._inside is not None:
            self._inside.set_busy(self._session.is_busy)

    def _check_sources(self, answer_id: int) -> None:
        documents = {one.document_id for one in self._sourcing.cited_passages(answer_id)}
        self._listed |= documents
        for document_id in documents:
            self._sourcing.check_source(document_id, self._told_of(document_id))

    def _told_of(self, document_id: int) -> Callable[[object], None]:
        return lambda state: self._view.citations.set_states({document_id: state})  # type: ignore[dict-item]

    def _on_document(self, document_id: int) -> None:
        """A document that is shown, or listed as a source, may have been read again."""
        entry = self._library.entry(document_id)
        if entry is None or entry.status.state in _UNREAD:
            return
        if document_id in self._listed:
            self._sourcing.check_source(document_id, self._told_of(document_id))
        pane = self._pane
        if pane is not None and pane.source is not None and pane.source.document_id == document_id:
            pane.reload()

    def _on_shown(self, page: LoadedPage) -> None:
        """What the pane found of the file holds for the list of sources too."""
        self._view.citations.set_states({page.source.document_id: page.state})

    def _locate(self, document_id: int) -> None:
        self._dialogs.ask_file(lambda path: self._library.locate(document_id, path))

    def _on_closed(self) -> None:
        if self._pane is not None:
            self._pane.leave()

    def _set_theme(self, theme: Theme) -> None:
        for pane in (self._pane, self._inside):
            if pane is not None:
                pane.set_theme(theme)


def _make_parser() -> PageParser:
    from qwq_desktop.documents.parser_client import DocumentParser  # not needed at the start

    return DocumentParser()


def _open_file(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
