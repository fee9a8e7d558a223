"""What the documents do for the turns of chats: searched before an answer, and during it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from qwq_desktop.chat.fitting import PromptFitter, Wanted
from qwq_desktop.chat.further_search import FurtherSearch, Reach
from qwq_desktop.chat.numbering import in_view, next_number
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import Begun
from qwq_desktop.chat.searching import QuestionSearch
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.storage.records import DocumentUse
from qwq_desktop.tools.registry import ToolRegistry

Found = Callable[[int, tuple[Passage, ...]], None]  # message id, passages


class DocumentsForTurns(QObject):
    """Serves every turn; a turn of a chat that asks no documents gets nothing."""

    def __init__(
        self,
        library: DocumentLibrary,
        models: ModelSession,
        store: ReportingStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._models = models
        self._store = store
        self._further = FurtherSearch(library, self)

    def preparation(
        self, begun: Begun, wanted: Wanted, fitter: PromptFitter
    ) -> QuestionSearch | None:
        """The search that comes before an answer; None where there is none to make."""
        question = begun.question
        is_wanted = question is not None and question.turn.documents == DocumentUse.WANTED
        if not is_wanted or begun.sources.are_none or begun.start.state is not None:
            return None
        return QuestionSearch(begun, wanted, fitter, self._library, self._models, self._store)

    def offered_with(
        self, tools: ToolRegistry, begun: Begun, fitter: PromptFitter, found: Found
    ) -> ToolRegistry:
        """The tools of a turn: where documents are switched on, the model may search them too."""
        if begun.sources.are_none:
            return tools
        message_id = begun.path[-1].id

        def view() -> tuple[tuple[Passage, ...], int]:
            chat = fitter.chat  # as it is by now: its question has been completed
            return in_view(chat.path, chat.cut), next_number(chat.path)

        reach = Reach(begun.sources, view, lambda passages: found(message_id, passages))
        return self._further.offered_with(tools, reach)

    def close(self) -> None:
        """Let go of all that waits; for the end of the program."""
        self._further.close()
