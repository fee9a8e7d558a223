"""Each chat remembers its model: opening one that another model answered offers to change back."""

from PySide6.QtCore import QObject

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.records import ChatSummary, Message, Role, TurnRecord
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.notices import Notice, Notices

KEY = "use-model"


class ModelOffer(QObject):
    """Shows the offer while the chat that it belongs to is open, and takes it up."""

    def __init__(
        self,
        chats: ChatSession,
        models: ModelSession,
        presenter: ModelPresenter,
        library: ModelLibrary,
        worker: Worker,
        notices: Notices,
    ) -> None:
        super().__init__(notices)
        self._chats = chats
        self._models = models
        self._presenter = presenter
        self._library = library
        self._worker = worker
        self._notices = notices
        self._offered = ""
        chats.chat_opened.connect(self._on_opened)
        notices.action_triggered.connect(self._on_action)

    def _on_opened(self, chat: ChatSummary | None, path: tuple[Message, ...]) -> None:
        self._notices.dismiss(KEY)
        turn = last_turn(path)
        if chat is None or turn is None or turn.model_id == self._models.state.reference:
            return
        self._worker.submit(
            self._library.resolve,
            turn.model_id,
            done=lambda ref: self._offer(chat.id, turn, ref),
            failed=lambda _error: None,  # the file is gone: nothing to offer
        )

    def _offer(self, chat_id: int, turn: TurnRecord, ref: ModelRef) -> None:
        open_chat = self._chats.chat
        if open_chat is None or open_chat.id != chat_id or self._chats.is_busy:
            return
        if turn.model_id == self._models.state.reference:
            return
        self._offered = turn.model_id
        text = self.tr("{name} answered here.").format(name=ref.name)
        self._notices.show_notice(Notice(KEY, text, self.tr("Use it again")))

    def _on_action(self, key: str) -> None:
        if key == KEY:
            self._presenter.open(self._offered)


def last_turn(path: tuple[Message, ...]) -> TurnRecord | None:
    """How the last answer of a chat was made; None where no model is known."""
    turns = (message.turn for message in reversed(path) if message.role is Role.ASSISTANT)
    return next((turn for turn in turns if turn.model_id), None)
