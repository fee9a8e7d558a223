"""Shows how full the model's view is, what left it, and what the user can do about it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.chat.context_cut import WARN_SHARE
from qwq_desktop.chat.enlarging import Enlarger
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.chat.view_keeper import ViewUse
from qwq_desktop.models.growth import longer_context
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import gpus_of, prepare
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.per_model import load_for
from qwq_desktop.settings.schema import LoadSettings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.context_notes import ContextWish, notes_for
from qwq_desktop.ui.context_choice import ContextChoice
from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.window import MainWindow

_KEY = "context"
_LEAST_QUESTIONS = 2  # with one alone nothing older can leave or be summarised


class ContextPresenter(QObject):
    """Keeps which chats the user wants no offer in."""

    def __init__(
        self,
        chats: ChatSession,
        models: ModelSession,
        library: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        window: MainWindow,
        view: ChatView,
        choice: ContextChoice,
    ) -> None:
        super().__init__(window)
        self._chats = chats
        self._models = models
        self._library = library
        self._settings = settings
        self._worker = worker
        self._window = window
        self._view = view
        self._choice = choice
        self._enlarger = Enlarger(chats, models, settings, self)
        self._quiet: set[int] = set()  # chats
        self._history = 0  # tokens of what the model keeps in view, as last measured
        self._is_planning = False
        self._listen()

    def _listen(self) -> None:
        chats, choice = self._chats, self._choice
        chats.view.measured.connect(self._on_measured)
        chats.view.summarising_changed.connect(self._on_summarising)
        chats.context_changed.connect(self._on_used)
        chats.message_finished.connect(self._on_finished)
        chats.chat_opened.connect(choice.hide)
        chats.busy_changed.connect(lambda chat_id: choice.set_busy(chat_id is not None))
        for changed in (chats.cuts_changed, chats.message_added, chats.question_changed):
            changed.connect(self._show_notes)
        self._models.state_changed.connect(self._on_model)
        self._view.context_wished.connect(self._on_wish)
        choice.summarise_requested.connect(lambda: self._on_wish(ContextWish.SUMMARISE))
        choice.enlarge_requested.connect(self._enlarge)
        choice.dismissed.connect(self._dismiss)

    def _show_notes(self) -> None:
        if self._chats.cuts:
            self._choice.hide()
        self._view.set_notes(notes_for(self._chats.cuts, self._chats.path))

    def _on_measured(self, use: ViewUse) -> None:
        self._history = use.history
        self._window.status_line.set_context_used(use.history, is_tight=use.is_nearly_full)
        if use.is_nearly_full:
            self._offer()
        else:
            self._choice.hide()

    def _on_used(self, used: int, _tokens_per_second: float) -> None:
        available = int(self._models.state.facts.get("context_length") or 0)
        if available and used >= WARN_SHARE * available:
            self._offer()

    def _on_finished(self, message: Message) -> None:
        """A question that is too long by itself needs a longer view, where there is one."""
        if message.turn.error_code == "message_too_long":
            self._plan(asked=True, needed=self._history)

    def _on_wish(self, wish: ContextWish) -> None:
        if wish is ContextWish.SUMMARISE:
            self._choice.hide()
            self._chats.view.summarise()
        else:
            self._plan(asked=True)

    def _on_summarising(self, is_running: bool) -> None:
        text = self.tr("Summarising the older part…") if is_running else ""
        self._window.status_line.set_phase(text)

    def _on_model(self, state: ModelState) -> None:
        if state.status is not ModelStatus.READY:
            self._choice.hide()

    def _offer(self) -> None:
        """Show the choice once, with what fits now; not where the user closed it.

        Where something has left already, the line in the chat offers the same.
        """
        chat = self._chats.chat
        if chat is None or chat.id in self._quiet or self._choice.isVisible():
            return
        questions = sum(message.role is Role.USER for message in self._chats.path)
        if self._chats.cuts or questions < _LEAST_QUESTIONS:
            return
        self._plan(asked=False)

    def _plan(self, *, asked: bool, needed: int = 0) -> None:
        state, chat = self._models.state, self._chats.chat
        if self._is_planning or chat is None or state.status is not ModelStatus.READY:
            return
        if state.is_remote or state.plan is None:  # a server's context is its own
            self._on_planned(chat.id, None, asked=asked, needed=needed)
            return
        self._is_planning = True
        self._worker.submit(
            longer_plan,
            self._library,
            self._models,
            load_for(self._settings.value, state.reference),
            state.plan.context_length,
            done=lambda plan: self._on_planned(chat.id, plan, asked=asked, needed=needed),
            failed=lambda _: self._on_planned(chat.id, None, asked=asked, needed=needed),
        )

    def _on_planned(self, chat_id: int, plan: LoadPlan | None, *, asked: bool, needed: int) -> None:
        """Offer what was planned; not a longer view that is still too short for a question."""
        self._is_planning = False
        if self._chats.chat is None or self._chats.chat.id != chat_id:
            return
        if asked and plan is None:
            text = self.tr("No longer view fits into this computer's free memory now.")
            self._window.notices.show_notice(Notice(_KEY, text))
            return
        if plan is None or plan.context_length > needed:
            self._choice.show_choice(plan, can_summarise=not needed)

    def _enlarge(self, context_length: int) -> None:
        self._choice.hide()
        self._enlarger.enlarge(context_length)

    def _dismiss(self) -> None:
        self._choice.hide()
        if self._chats.chat is not None:
            self._quiet.add(self._chats.chat.id)


def longer_plan(
    library: ModelLibrary, models: ModelSession, load: LoadSettings, current: int
) -> LoadPlan | None:
    """The longer context that fits now, of the model that is loaded; for a worker thread."""
    reference, gpus = models.state.reference, gpus_of(models.probe)
    prepared = prepare(
        library, reference, gpus, models.speeds_file, load.draft_model, models.reader_files
    )
    return longer_context(prepared, replace(load, context_length=None), current, models.measured)
