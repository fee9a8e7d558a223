"""Brings the saved prompts together with the composer."""

from PySide6.QtCore import QObject

from qwq_desktop.chat.prompts import filled, variables
from qwq_desktop.storage.prompts import SavedPrompt
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.prompt_menu import PromptMenu
from qwq_desktop.ui.chat.small_forms import PromptForm, VariablesForm
from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.window import MainWindow

_UNDO = "undo-prompt"


class PromptPresenter(QObject):
    """Opens the list, asks for variables, keeps what is written and deleted."""

    def __init__(self, store: ChatStore, window: MainWindow, composer: Composer) -> None:
        super().__init__(window)
        self._store = store
        self._window = window
        self._composer = composer
        self._deleted: SavedPrompt | None = None
        self.menu = PromptMenu(window)
        composer.tools.prompts_requested.connect(self._open)
        self.menu.chosen.connect(self._use)
        self.menu.edit_requested.connect(self._edit)
        self.menu.delete_requested.connect(self._delete)
        window.notices.action_triggered.connect(self._on_notice_action)

    def _open(self) -> None:
        def loaded(prompts: list[SavedPrompt]) -> None:
            self.menu.open_at(self._composer.tools.prompts_anchor, prompts)

        self._store.call(lambda repository: repository.prompts.load(), loaded)

    def _use(self, prompt: SavedPrompt) -> None:
        self._store.call(lambda repository: repository.prompts.touch(prompt.id))
        names = variables(prompt.text)
        if not names:
            self._composer.insert(prompt.text)
            return
        form = VariablesForm(prompt.title, names, self._window)
        form.filled.connect(lambda values: self._composer.insert(filled(prompt.text, values)))
        form.open()

    def _edit(self, prompt: SavedPrompt) -> None:
        form = PromptForm(prompt, self._window)
        form.saved.connect(self._save)
        form.open()

    def _save(self, prompt: SavedPrompt) -> None:
        self._store.call(lambda repository: repository.prompts.save(prompt), lambda _: self._open())

    def _delete(self, prompt: SavedPrompt) -> None:
        self._deleted = prompt
        self._store.call(lambda repository: repository.prompts.delete(prompt.id))
        self._store.call(lambda repository: repository.prompts.load(), self.menu.set_prompts)
        notice = Notice(_UNDO, self.tr("Prompt deleted"), self.tr("Undo"))
        self._window.notices.show_notice(notice)

    def _on_notice_action(self, key: str) -> None:
        deleted = self._deleted
        if key == _UNDO and deleted is not None:
            again = SavedPrompt(0, deleted.title, deleted.text)
            self._store.call(lambda repository: repository.prompts.save(again))
