"""How models come to the window: dropped on it, opened from elsewhere, looked for in the menu."""

from PySide6.QtCore import QObject

from qwq_desktop.models.foreign.recognise import program_of
from qwq_desktop.models.places import with_file
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.incoming import Incoming, Taken
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.models.library import wording
from qwq_desktop.ui.models.manager import Section
from qwq_desktop.ui.models.ways import show_section
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow

IN_PLACE, MOVING = "model-in-place", "model-moving"


class ModelVisits(QObject):
    """Leads to the models' page; offers to move a file that was opened where it lies, once."""

    def __init__(
        self,
        keeping: ModelKeeping,
        models: ModelSession,
        settings: SettingsStore,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._keeping = keeping
        self._settings = settings
        self._window = window
        self._notices = window.notices
        self._in_place = ""
        models.state_changed.connect(self._on_state)
        window.model_file_dropped.connect(lambda _path: window.show_page(Page.CHAT))
        window.models_dropped.connect(self._on_several)
        window.model_picker.manage_requested.connect(self.show_library)
        self._notices.action_triggered.connect(self._on_action)
        keeping.taking_in.started.connect(self._on_started)
        keeping.taking_in.ended.connect(self._on_ended)

    def show_library(self) -> None:
        """Show the models on this computer."""
        show_section(self._window, Section.LIBRARY)

    def _on_several(self, paths: list[str]) -> None:
        self._keeping.taking_in.look(paths)
        self.show_library()

    def _on_state(self, state: ModelState) -> None:
        """A file from elsewhere that works is kept in the list, with the offer to move it."""
        if state.status is not ModelStatus.READY or state.ref is None:
            return
        path, places = state.ref.path, self._keeping.library.places
        is_file = state.reference == str(path)
        if not is_file or places.holds(path) or path in places.files:
            return
        self._settings.update(with_file(self._settings.value, path))
        if program_of(path) is None:
            self._in_place = str(path)
            text = self.tr("{name} is used where it lies.").format(name=state.ref.name)
            move = self.tr("Move it to the models folder")
            self._notices.show_notice(Notice(IN_PLACE, text, move))

    def _on_action(self, key: str) -> None:
        if key == IN_PLACE:
            self._keeping.taking_in.move_in(self._in_place)
        elif key == MOVING:
            self.show_library()

    def _on_started(self, models: tuple[Incoming, ...]) -> None:
        self._notices.dismiss(IN_PLACE)
        listed = wording.names([model.name for model in models])
        text = self.tr("Moving to the models folder: {names}").format(names=listed)
        self._notices.show_notice(Notice(MOVING, text, self.tr("Show")))

    def _on_ended(self, taken: tuple[Taken, ...], troubles: tuple[QwQError, ...]) -> None:
        self._notices.dismiss(MOVING)
        if taken:
            listed = wording.names([one.model.name for one in taken])
            text = self.tr("In the models folder now: {names}").format(names=listed)
            self._notices.show_notice(Notice(MOVING, text, self.tr("Show")))
        for error in troubles[:1]:  # the models' page tells of all
            text = explain(error.code, error.facts).whole
            self._notices.show_notice(Notice(IN_PLACE, text, severity=Severity.ERROR))
