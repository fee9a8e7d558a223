"""The way from an empty chat of the demonstration model to the model that suits this computer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.advising.fetching import Installed, installed, installed_path
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.shelf import ModelShelf
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.worker import Worker
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.advice.wording import intro_words


class IntroLink(QObject):
    """Names a model only when what a hub once said is remembered: this asks nobody."""

    def __init__(
        self,
        advisor: ModelAdvisor,
        models: ModelSession,
        shelf: ModelShelf,
        library: ModelLibrary,
        worker: Worker,
        presenter: ModelPresenter,
        view: ChatView,
        show_advice: Callable[[], None],
    ) -> None:
        super().__init__(presenter)
        self._advisor = advisor
        self._library = library
        self._worker = worker
        self._presenter = presenter
        self._show_advice = show_advice
        self._here: Installed = {}
        view.intro_link_activated.connect(self._follow)
        presenter.set_intro_link(self.words)
        advisor.computer_measured.connect(lambda _computer: self._look())
        advisor.recommendation_found.connect(lambda _advice: self._look())
        shelf.changed.connect(self._look)
        models.state_changed.connect(self._on_state)

    def words(self) -> str:
        """What the link says."""
        return intro_words(self._advisor.recommended(), is_here=self._path() is not None)

    def _on_state(self, state: ModelState) -> None:
        """Once the first model is there, its engine has told which cards this computer has."""
        if state.status is ModelStatus.READY and self._advisor.computer is None:
            self._advisor.recall()

    def _look(self) -> None:
        self._worker.submit(installed, self._library, done=self._on_looked)

    def _on_looked(self, here: Installed) -> None:
        self._here = here
        self._presenter.intro_changed.emit()

    def _follow(self) -> None:
        path = self._path()
        if path is None:
            self._show_advice()
        else:
            self._presenter.open(str(path))

    def _path(self) -> Path | None:
        """The recommended file, where it is on this computer."""
        advice = self._advisor.recommended()
        best = None if advice is None else advice.recommended
        return None if best is None else installed_path(best, self._here)
