"""Shows by which model documents are found, and takes another when the user wants one."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.documents.embedding.model import NO_EMBEDDER, usable_embedders
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.references import ModelRef
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.documents.embedder_line import EmbedderChoice, EmbedderLine
from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow


class EmbedderPresenter(QObject):
    """Looks on the worker which models there are, whenever the page is shown."""

    def __init__(
        self,
        line: EmbedderLine,
        models: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        window: MainWindow,
    ) -> None:
        super().__init__(line)
        self._line = line
        self._models = models
        self._settings = settings
        self._worker = worker
        self._window = window
        self._usable: tuple[ModelRef, ...] = ()
        line.chosen.connect(self._choose)
        line.find_requested.connect(lambda: window.show_page(Page.MODELS))
        settings.changed.connect(self._on_settings)
        window.page_shown.connect(self._on_page)
        self._look()

    def _look(self) -> None:
        recent = self._settings.value.recent_models
        self._worker.submit(usable_embedders, self._models, recent, done=self._show)

    def _show(self, usable: list[ModelRef]) -> None:
        self._usable = tuple(usable)
        self._line.show_choice(EmbedderChoice(self._settings.value.embedding_model, self._usable))

    def _on_page(self, page: Page) -> None:
        if page is Page.DOCUMENTS:
            self._look()

    def _on_settings(self, before: Settings, now: Settings) -> None:
        if before.embedding_model != now.embedding_model:
            self._show(list(self._usable))

    def _choose(self, value: str) -> None:
        self._settings.update(replace(self._settings.value, embedding_model=value))
        if value == NO_EMBEDDER:
            text = self.tr("Documents are found by their words alone from now on.")
        else:
            text = self.tr(
                "Your documents are compared anew with this model, in the background. Until that"
                " is done they are found by their words."
            )
        self._window.notices.show_notice(Notice("embedder", text))
