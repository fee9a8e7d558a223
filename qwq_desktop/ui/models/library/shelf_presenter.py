"""The list of models in the section: opened, checked, deleted, shown in their folders."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from qwq_desktop.models.inventory import Listed
from qwq_desktop.models.removal import Removed
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.models.shelf.looking import ShelfView
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.library.section import LibrarySection
from qwq_desktop.ui.models.library.strip import Answer
from qwq_desktop.ui.models.library.wishes import ModelWish
from qwq_desktop.ui.models.library.wording import breakable
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow

_CLOSE, _FOREVER = "close", "forever"


class ShelfPresenter(QObject):
    """Stands between the models' keeping and the section."""

    def __init__(
        self,
        keeping: ModelKeeping,
        models: ModelSession,
        opener: ModelPresenter,
        window: MainWindow,
        section: LibrarySection,
    ) -> None:
        super().__init__(section)
        self._keeping = keeping
        self._models = models
        self._opener = opener
        self._window = window
        self._section = section
        self._loaded = ""
        self._going: Listed | None = None  # what is being deleted
        shelf, checks = keeping.shelf, keeping.checks
        shelf.looked.connect(self._show)
        shelf.failed.connect(self._on_failed)
        shelf.removed.connect(self._on_removed)
        checks.changed.connect(section.show_check)
        models.state_changed.connect(self._on_state)
        section.wished.connect(self._on_wish)
        section.said.chosen.connect(self._on_answer)

    def refresh(self) -> None:
        """Look at the disk again."""
        self._loaded = self._loaded_id(self._models.state)
        self._keeping.shelf.refresh()

    def _show(self, view: ShelfView) -> None:
        self._section.show_view(view, self._loaded, self._keeping.checks.state)

    def _on_state(self, state: ModelState) -> None:
        loaded = self._loaded_id(state)
        if loaded != self._loaded:
            self._loaded = loaded
            if self._section.isVisible() and self._keeping.shelf.view is not None:
                self._show(self._keeping.shelf.view)

    def _loaded_id(self, state: ModelState) -> str:
        is_there = state.status in (ModelStatus.READY, ModelStatus.LOADING)
        return state.ref.id if is_there and state.ref is not None else ""

    def _on_wish(self, wish: ModelWish, item: Listed) -> None:
        keeping, model_id = self._keeping, item.ref.id
        match wish:
            case ModelWish.OPEN:
                self._open(item)
            case ModelWish.CHECK:
                keeping.checks.start(item)
            case ModelWish.CANCEL_CHECK:
                keeping.checks.cancel(model_id)
            case ModelWish.CLOSE_VERDICT:
                keeping.checks.forget(model_id)
            case ModelWish.FETCH_AGAIN:
                self._going = item
                keeping.fetch_again(item)
            case ModelWish.MOVE_IN:
                keeping.taking_in.move_in(str(item.ref.path))
            case ModelWish.REMOVE:
                self._going = item
                keeping.shelf.remove(item)
            case ModelWish.SHOW:
                show_folder(item.ref.path.parent)

    def _open(self, item: Listed) -> None:
        if item.ref.id != self._loaded:
            self._opener.open(item.ref.id)
        self._window.show_page(Page.CHAT)

    def _on_removed(self, item: Listed, removed: Removed) -> None:
        self._going = None
        self._keeping.checks.forget(item.ref.id)
        if removed.in_place:
            text = self.tr("“{name}” is off the list. Its file is where it was.")
        elif removed.frees_bytes:
            text = self.tr("“{name}” is in the trash. Emptying it gives {size} back to the disk.")
        else:
            text = self.tr("“{name}” is in the trash.")
        size = format_bytes(removed.frees_bytes)
        self._say(text.format(name=item.ref.name, size=size))

    def _on_failed(self, error: Exception) -> None:
        told = error if isinstance(error, QwQError) else QwQError("unexpected", reason=repr(error))
        text = breakable(explain(told.code, told.facts).whole)
        answers = [Answer(_CLOSE, self.tr("OK"))]
        if told.code == "trash_impossible" and self._going is not None:
            answers.insert(0, Answer(_FOREVER, self.tr("Delete for good")))
        self._section.said.say(text, *answers, is_bad=True)

    def _on_answer(self, key: str) -> None:
        self._section.said.clear()
        if key == _FOREVER and self._going is not None:
            self._keeping.shelf.remove(self._going, forever=True)
        else:
            self._going = None

    def _say(self, text: str) -> None:
        self._section.said.say(text, Answer(_CLOSE, self.tr("OK")))


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own program for files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
