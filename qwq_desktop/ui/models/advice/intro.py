"""The way from an empty chat of the demonstration model to the model that suits this computer."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.advice.wording import intro_words


class IntroLink(QObject):
    """Names a model only when what a hub once said is remembered: this asks nobody."""

    def __init__(
        self,
        advisor: ModelAdvisor,
        models: ModelSession,
        presenter: ModelPresenter,
        view: ChatView,
        show_advice: Callable[[], None],
    ) -> None:
        super().__init__(presenter)
        self._advisor = advisor
        self._models = models
        view.intro_link_activated.connect(show_advice)
        presenter.set_intro_link(self.words)
        advisor.computer_measured.connect(lambda _computer: presenter.intro_changed.emit())
        advisor.recommendation_found.connect(lambda _advice: presenter.intro_changed.emit())
        models.state_changed.connect(self._on_state)

    def words(self) -> str:
        """What the link says."""
        return intro_words(self._advisor.recommended())

    def _on_state(self, state: ModelState) -> None:
        """Once the first model is there, its engine has told which cards this computer has."""
        if state.status is ModelStatus.READY and self._advisor.computer is None:
            self._advisor.recall()
