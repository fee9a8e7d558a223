"""Ways that lead to the models and from them back to the chat."""

from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.manager import ModelManager, Section
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow


def show_section(window: MainWindow, section: Section) -> None:
    """Lead the user to a section of the model manager."""
    manager = window.page_frame(Page.MODELS)
    assert isinstance(manager, ModelManager)
    manager.show_section(section)
    window.show_page(Page.MODELS)


def open_in_chat(opener: ModelPresenter, window: MainWindow, reference: str) -> None:
    """Load a model and go where one talks with it."""
    opener.open(reference)
    window.show_page(Page.CHAT)
