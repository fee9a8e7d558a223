"""The questions that an empty chat offers: the model's own, and one about a document."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from qwq_desktop.models.catalogue import Example as ModelExample
from qwq_desktop.ui.chat.empty_state import Example

_MODELS_OWN = 3


def intro_examples(fitting: Sequence[ModelExample], language: str) -> list[Example]:
    """What fits a model, in this language; nothing where no model can answer."""
    if not fitting:
        return []
    translate = QCoreApplication.translate
    own = [Example(e.text.text(language), e.caption.text(language)) for e in fitting[:_MODELS_OWN]]
    about_a_document = Example(
        translate("IntroExamples", "Drop a PDF here and ask about it"),
        translate("IntroExamples", "Answers with page and quote"),
        wants_files=True,
    )
    return [*own, about_a_document]
