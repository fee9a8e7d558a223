"""Lets the engine read documents that fit whole while the question is still being written."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.numbering import in_view, next_number, renumbered
from qwq_desktop.chat.prewarm import Prewarmer
from qwq_desktop.chat.searching import Budget
from qwq_desktop.chat.sources import opening
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.platform.speech import is_chinese
from qwq_desktop.storage.records import Role


class DocumentsAhead(QObject):
    """Finds what the next prompt will hold of documents that are given whole.

    What is searched for depends on the question, and isn't known before. The words around the
    passages are in the question's language, which is guessed: from the questions before, else from
    the documents themselves.
    """

    def __init__(
        self,
        library: DocumentLibrary,
        conversation: Conversation,
        prewarmer: Prewarmer,
        budget: Callable[[], Budget | None],
        parent: QObject | None = None,
    ) -> None:
        """`budget` is that of the next question in the open chat; None where none can be read."""
        super().__init__(parent)
        self._library = library
        self._conversation = conversation
        self._prewarmer = prewarmer
        self._budget = budget
        self._newest = 0
        library.document_changed.connect(self._on_document)
        conversation.sources_changed.connect(lambda _: self.look())
        prewarmer.model_readied.connect(self.look)

    def look(self) -> None:
        """Find out anew; the engine is told of any change."""
        self._newest += 1
        asking, sources, budget = self._newest, self._conversation.sources, self._budget()
        if sources.are_none or budget is None:
            self._prewarmer.expect_documents("")
            return

        def found(passages: tuple[Passage, ...]) -> None:
            if asking == self._newest and self._budget() is not None:
                self._prewarmer.expect_documents(self._text(passages))

        self._library.asking.whole_of(sources, budget.whole, found)

    def _on_document(self, document_id: int) -> None:
        if document_id in self._conversation.sources.document_ids:
            self.look()

    def _text(self, passages: tuple[Passage, ...]) -> str:
        path, cut = self._conversation.path, self._conversation.cut
        known = in_view(path, cut)
        numbered = renumbered(passages, known, next_number(path))
        new = [one for one in numbered if one.number >= next_number(path)]
        if not new:
            return ""
        asked = [message.text for message in path if message.role is Role.USER]
        return opening(new, is_chinese(asked[-1] if asked else new[0].text))
