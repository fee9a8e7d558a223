"""The documents of the open chat: the button under the composer, its list, and what is brought."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.documents.library import Added, DocumentLibrary
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.records import Attachment, ChatSummary, Message, MessageStatus
from qwq_desktop.ui.chat.composer import MOST_IN_FIELD, Composer
from qwq_desktop.ui.documents.asking import Sourcing
from qwq_desktop.ui.documents.choices import (
    Choice,
    asked_entries,
    choices_of,
    toggled,
    with_documents,
)
from qwq_desktop.ui.documents.dialogs import DocumentDialogs
from qwq_desktop.ui.documents.removing import Removals
from qwq_desktop.ui.documents.source_chips import SourceChips, is_to_show
from qwq_desktop.ui.documents.sources_menu import SourcesMenu
from qwq_desktop.ui.documents.telling import refused_notice
from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow

_KEEP = "keep-pasted"
_TOGETHER_MS = 120


class ChatDocuments(QObject):
    """Shows which documents the chat asks; what is brought to a chat is switched on in it.

    Keeps which chat is open, to know whether it still is when files have been looked at.
    """

    document_wanted = Signal(int)  # to be seen on the documents' page

    def __init__(
        self,
        library: DocumentLibrary,
        chats: ChatSession,
        sourcing: Sourcing,
        removals: Removals,
        menu: SourcesMenu,
        chips: SourceChips,
        composer: Composer,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._chats = chats
        self._sourcing = sourcing
        self._removals = removals
        self._menu = menu
        self._chips = chips
        self._composer = composer
        self._window = window
        self._dialogs = DocumentDialogs(window)
        self._chat_id = 0
        self._visit = 0  # of a chat; a new one with each that is opened
        self._paste: Attachment | None = None
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_TOGETHER_MS)
        self._gathering.timeout.connect(self._show)
        self._listen()
        self._offer()

    def bring(self, paths: Sequence[str]) -> None:
        """Make documents of files and folders, and switch them on in the open chat."""
        names = [Path(path).name for path in paths]
        self._library.add(paths, None, self._switched_on(names))

    def _listen(self) -> None:
        library, gather = self._library, self._gathering.start
        library.loaded.connect(gather)
        library.documents_added.connect(gather)
        library.documents_removed.connect(gather)
        library.document_changed.connect(gather)
        library.collections.changed.connect(gather)
        self._removals.changed.connect(gather)
        self._sourcing.sources_changed.connect(self._on_sources)
        self._chats.chat_opened.connect(self._on_opened)

    def _offer(self) -> None:
        menu, composer = self._menu, self._composer
        composer.tools.documents_requested.connect(self._open_menu)
        composer.long_text_taken.connect(self._offer_to_keep)
        menu.toggled.connect(self._toggle)
        menu.words_changed.connect(self._show_choices)
        menu.files_requested.connect(lambda: self._dialogs.ask_files(self.bring))
        menu.page_requested.connect(lambda: self._window.show_page(Page.DOCUMENTS))
        self._chips.opened.connect(self.document_wanted)
        self._chips.removed.connect(self._leave_out)
        self._window.notices.action_triggered.connect(self._on_action)

    def _on_opened(self, chat: ChatSummary | None, path: tuple[Message, ...]) -> None:
        """A new chat that was just begun is still the same one."""
        chat_id = 0 if chat is None else chat.id
        begun = not self._chat_id and bool(path) and path[-1].status is MessageStatus.STREAMING
        if chat_id != self._chat_id and not begun:
            self._visit += 1
        self._chat_id = chat_id

    def _on_sources(self, sources: ChatSources) -> None:
        if not sources.are_none:
            self._library.start()  # else it isn't known how many there are
        self._show()

    def _show(self) -> None:
        sources = self._sourcing.sources
        asked = asked_entries(self._library.entries, sources)
        self._composer.tools.set_documents(None if sources.are_none else len(asked))
        self._chips.show_entries([entry for entry in asked if is_to_show(entry)])
        if self._menu.isVisible():
            self._show_choices()

    def _open_menu(self) -> None:
        self._library.start()
        self._menu.open_at(self._composer.tools.documents_anchor, self._choices(""))

    def _choices(self, words: str) -> list[Choice]:
        library = self._library
        return choices_of(
            library.collections.all,
            library.entries,
            self._sourcing.sources,
            words,
            self._removals.document_ids,
        )

    def _show_choices(self, *_: object) -> None:
        self._menu.set_choices(self._choices(self._menu.field.text()))

    def _toggle(self, choice: Choice) -> None:
        self._sourcing.set_sources(toggled(self._sourcing.sources, choice))

    def _leave_out(self, document_id: int) -> None:
        sources = self._sourcing.sources
        if document_id in sources.document_ids:
            self._sourcing.set_sources(toggled(sources, Choice(document_id, "")))
        else:  # it came with a collection: where it can be taken out
            self.document_wanted.emit(document_id)

    def _switched_on(self, names: Sequence[str]) -> Callable[[Added], None]:
        """What happens once files were looked at; the user may be in another chat by then."""
        visit = self._visit

        def done(added: Added) -> None:
            if notice := refused_notice(added):
                self._window.notices.show_notice(notice)
            if not added.document_ids:
                return
            if visit == self._visit:
                self._sourcing.set_sources(
                    with_documents(self._sourcing.sources, added.document_ids)
                )
            else:
                words = self.tr("“{name}” is among your documents now.")
                text = words.format(name=names[0] if names else "")
                self._window.notices.show_notice(Notice("documents-brought", text))

        return done

    def _offer_to_keep(self, paste: Attachment) -> None:
        """A very long text is better searched than read whole with each question."""
        if len(paste.text) <= MOST_IN_FIELD:
            return
        self._paste = paste
        text = self.tr("That is a long text. As a document it is searched, and kept for later.")
        self._window.notices.show_notice(Notice(_KEEP, text, self.tr("Keep as a document")))

    def _on_action(self, key: str) -> None:
        paste, self._paste = (self._paste, None) if key == _KEEP else (None, self._paste)
        if paste is not None:
            self._composer.chips.remove(paste)
            self._library.add_text(paste.text, "", None, self._switched_on(["…"]))
