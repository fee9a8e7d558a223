"""Brings the model session, the settings and their widgets together."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from qwq_desktop.engine.openai.address import is_server
from qwq_desktop.models.catalogue import Catalogue, CatalogueEntry, EntryKind, Role
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.per_model import for_model
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.intro_examples import intro_examples
from qwq_desktop.ui.load_notice import draft_text, fallback_text
from qwq_desktop.ui.model_picker import ModelChoice
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.window import MainWindow

RECENT_MODELS = 8
UNUSABLE = "unusable-file"


class ModelPresenter(QObject):
    """Shows which model is there and what it costs; opens others when asked."""

    intro_changed = Signal()  # other words and questions fit an empty chat now

    def __init__(
        self,
        models: ModelSession,
        catalogue: Catalogue,
        library: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        appearance: Appearance,
        window: MainWindow,
        view: ChatView,
        composer: Composer,
    ) -> None:
        super().__init__(window)
        self._models = models
        self._catalogue = catalogue
        self._library = library
        self._settings = settings
        self._worker = worker
        self._appearance = appearance
        self._window = window
        self._view = view
        self._composer = composer
        self._intro_link: Callable[[], str] = str
        models.state_changed.connect(self._on_state)
        window.model_picker.model_chosen.connect(self.open)
        window.model_picker.open_file_requested.connect(self._ask_for_file)
        window.model_picker.unload_requested.connect(models.unload)
        window.open_file_requested.connect(self._ask_for_file)
        window.model_file_dropped.connect(self.open_file)
        appearance.language_changed.connect(self._retranslate)
        self.refresh_choices()

    def open(self, reference: str) -> None:
        """Load a model by its id or path, and remember it as the last one used once it is there."""
        if not is_server(reference):  # what is loaded there is not ours to choose
            self._settings.update(for_model(self._settings.value, reference))
        self._models.open(reference, self._settings.value.load)

    def set_intro_link(self, words: Callable[[], str]) -> None:
        """Let an empty chat of the demonstration model lead elsewhere, by these words."""
        self._intro_link = words

    def open_file(self, path: str) -> None:
        """Load a file that the user brings; if it is no model, the present one stays."""
        self._window.notices.dismiss(UNUSABLE)
        self._worker.submit(
            self._library.resolve,
            path,
            done=lambda ref: self.open(ref.id),
            failed=self._tell_unusable,
        )

    def _tell_unusable(self, error: Exception) -> None:
        told = error if isinstance(error, QwQError) else QwQError("unexpected", reason=repr(error))
        text = explain(told.code, told.facts).whole
        self._window.notices.show_notice(Notice(UNUSABLE, text, severity=Severity.ERROR))

    def show_intro(self) -> None:
        """Fill the empty chat with words and questions that fit the model."""
        entry = self._entry()
        language = self._appearance.language
        state = self._models.state
        thinks = bool(state.facts.get("thinks", True))
        failed = state.status is ModelStatus.FAILED
        fitting = () if failed else self._catalogue.examples_for(entry, thinks=thinks)
        examples = intro_examples(fitting, language)
        subtitle = entry.description.text(language) if entry else ""
        is_demonstration = entry is not None and entry.kind is EntryKind.BUILT_IN
        link = self._intro_link() if is_demonstration else ""
        self._view.show_empty(self.tr("What shall we think about?"), subtitle, examples, link)

    def refresh_choices(self) -> None:
        """Look which models are there, on the worker."""
        recent = self._settings.value.recent_models
        self._worker.submit(choices, self._library, recent, done=self._show_choices)

    def _show_choices(self, found: list[ModelChoice]) -> None:
        self._window.model_picker.set_models(found, self._models.state.reference)

    def _on_state(self, state: ModelState) -> None:
        self._show_name(state)
        self._show_place(state)
        if state.status is not ModelStatus.READY:
            self._window.status_line.set_context(None)
            self._window.status_line.set_speed(None)
            self._window.status_line.set_yarn(None)
        if state.status is ModelStatus.READY:
            self._on_ready(state)
        self.intro_changed.emit()

    def _show_name(self, state: ModelState) -> None:
        name = state.name or self._name_before_it_is_read(state.reference)
        self._composer.set_model_name(short_name(name))
        entry = self._entry()
        if entry is not None and entry.kind is EntryKind.BUILT_IN:
            name = self.tr("{name} · built in, demonstration").format(name=name)
        progress = state.progress if state.status is ModelStatus.LOADING else None
        self._window.model_picker.set_state(name, state.status, progress)

    def _name_before_it_is_read(self, reference: str) -> str:
        entry = self._catalogue.by_id(reference)
        return entry.name if entry is not None else Path(reference).stem

    def _on_ready(self, state: ModelState) -> None:
        available = state.facts["context_length"]  # 0: a server that doesn't tell
        self._window.status_line.set_context(0 if available else None, available)
        self._window.status_line.set_yarn(state.plan.yarn_factor if state.plan else None)
        if state.plan is not None:
            text = fallback_text(state.plan)
            if text:
                self._window.notices.show_notice(Notice("load", text))
        if left_out := draft_text(state.facts):
            self._window.notices.show_notice(Notice("draft", left_out, severity=Severity.ERROR))
        self._remember(state.reference)

    def _remember(self, reference: str) -> None:
        value = self._settings.value
        others = [r for r in value.recent_models if r != reference]
        is_file = self._models.state.ref is not None and reference == str(
            self._models.state.ref.path
        )
        recent = tuple([reference, *others][:RECENT_MODELS]) if is_file else value.recent_models
        self._settings.update(replace(value, last_model=reference, recent_models=recent))
        self.refresh_choices()

    def _retranslate(self) -> None:
        self._show_name(self._models.state)
        self._show_place(self._models.state)
        self.intro_changed.emit()

    def _show_place(self, state: ModelState) -> None:
        line = self._window.status_line
        line.set_privacy()
        line.set_place("")
        if state.is_remote:
            host = state.facts.get("host", state.name)
            line.set_privacy(self.tr("What you write goes to {host}").format(host=host))
        elif state.status is ModelStatus.READY:
            self._show_processor(state)

    def _show_processor(self, state: ModelState) -> None:
        line = self._window.status_line
        layers, total = state.facts["gpu_layers"], state.facts["total_layers"]
        if layers:
            text = self.tr("{layers} of {total} layers on the GPU").format(
                layers=layers, total=total
            )
            line.set_place(text)
        elif self._models.probe.get("gpu_offload"):
            line.set_place(self.tr("Runs on the processor"))
        else:
            story = self.tr(
                "This build of llama.cpp uses the processor alone. If this computer has a "
                "graphics card, “qwq-desktop doctor” tells how to use it."
            )
            line.set_place(self.tr("Processor only"), story)

    def _entry(self) -> CatalogueEntry | None:
        return self._models.state.entry

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Open model file"))
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Folder:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file:"))
        dialog.setNameFilters([self.tr("Model files (*.gguf)"), self.tr("All files (*)")])
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        dialog.setDirectory(QStandardPaths.writableLocation(downloads))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_file)
        dialog.open()


def choices(library: ModelLibrary, recent: tuple[str, ...]) -> list[ModelChoice]:
    """The models for the picker's menu, those to chat with; looks at the disk."""
    refs = library.available(recent)
    return [_choice(ref) for ref in refs if ref.entry is None or ref.entry.role is Role.CHAT]


def _choice(ref: ModelRef) -> ModelChoice:
    thinks = ref.entry is not None and ref.entry.thinks
    return ModelChoice(ref.id, ref.name, format_bytes(ref.path.stat().st_size), thinks)


def short_name(name: str) -> str:
    """A model's name without its quantisation, for the composer."""
    return name.partition(" · ")[0]
