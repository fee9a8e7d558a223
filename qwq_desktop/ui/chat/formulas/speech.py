"""Formulas in words, for screen readers and voices."""

from qwq_desktop.chat.formula_words import formula_words
from qwq_desktop.ui.chat.formulas import engine, source
from qwq_desktop.ui.chat.markdown.formulas import is_display

_LANGUAGES = ("en", "zh", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "ru", "nl", "pl", "tr")


def spoken(formula: str, language: str) -> str:
    """A formula as written, in words of a language (as `zh_CN` or `en`).

    One that the engine does not know is told by its signs.
    """
    name = language.replace("_", "-")
    known = next((each for each in _LANGUAGES if name.split("-")[0] == each.split("-")[0]), "en")
    latex = source.bare(formula)
    words = engine.spoken(latex, is_display=is_display(formula), language=known)
    return words or formula_words(latex)
