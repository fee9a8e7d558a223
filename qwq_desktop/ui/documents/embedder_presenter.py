"""Shows by which models documents are found, and takes others when the user wants them."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.documents.embedding.model import NO_EMBEDDER, usable_embedders
from qwq_desktop.documents.reranking.model import NO_RERANKER, usable_rerankers
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.references import ModelRef
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.documents.embedder_line import EmbedderChoice, EmbedderLine
from qwq_desktop.ui.documents.reranker_choice import RerankerChoice
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
        self._rerankers: tuple[ModelRef, ...] = ()
        line.chosen.connect(self._choose)
        line.reranker_chosen.connect(self._choose_reranker)
        line.find_requested.connect(lambda: window.show_page(Page.MODELS))
        settings.changed.connect(self._on_settings)
        window.page_shown.connect(self._on_page)
        self._look()

    def _look(self) -> None:
        recent = self._settings.value.recent_models
        models = self._models
        self._worker.submit(
            lambda: (usable_embedders(models, recent), usable_rerankers(models, recent)),
            done=self._on_looked,
        )

    def _on_looked(self, found: tuple[list[ModelRef], list[ModelRef]]) -> None:
        self._usable, self._rerankers = map(tuple, found)
        self._show()

    def _show(self) -> None:
        settings = self._settings.value
        self._line.show_choice(
            EmbedderChoice(settings.embedding_model, self._usable),
            RerankerChoice(settings.reranking_model, self._rerankers),
        )

    def _on_page(self, page: Page) -> None:
        if page is Page.DOCUMENTS:
            self._look()

    def _on_settings(self, before: Settings, now: Settings) -> None:
        chosen = (now.embedding_model, now.reranking_model)
        if chosen != (before.embedding_model, before.reranking_model):
            self._show()

    def _choose_reranker(self, value: str) -> None:
        self._settings.update(replace(self._settings.value, reranking_model=value))
        if value == NO_RERANKER:
            text = self.tr("Passages stay in the order in which they are found from now on.")
        else:
            text = self.tr("This model puts the passages of your next question in order.")
        self._window.notices.show_notice(Notice("reranker", text))

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
