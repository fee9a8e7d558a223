"""The parts that all texts of a chat share: parser, formats of each role, code colours, icons."""

from dataclasses import dataclass

from qwq_desktop.ui.chat.formulas.cache import FormulaCache
from qwq_desktop.ui.chat.formulas.text_object import FormulaObject
from qwq_desktop.ui.chat.markdown.code import Highlighter
from qwq_desktop.ui.chat.markdown.styles import Formats, answer_role, thinking_role
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme


@dataclass(frozen=True)
class TextParts:
    """What a text needs to show itself in one theme; made once per theme by the chat view."""

    theme: Theme
    icons: Icons
    tree: TreeBuilder
    answer: Formats
    thinking: Formats
    highlighter: Highlighter
    formulas: FormulaObject


def text_parts(theme: Theme, icons: Icons, formulas: FormulaObject | None = None) -> TextParts:
    """The parts for a theme. The drawings of formulas serve all themes: hand them on."""
    return TextParts(
        theme,
        icons,
        TreeBuilder(),
        Formats(theme, answer_role(theme)),
        Formats(theme, thinking_role(theme)),
        Highlighter(is_dark=theme.palette.is_dark),
        formulas or FormulaObject(FormulaCache(fonts.interface_font(theme))),
    )
