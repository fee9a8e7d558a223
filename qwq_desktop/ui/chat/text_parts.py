"""The parts that all texts of a chat share: parser, formats of each role, code colours, icons."""

from dataclasses import dataclass

from qwq_desktop.ui.chat.markdown.code import Highlighter
from qwq_desktop.ui.chat.markdown.styles import Formats, answer_role, thinking_role
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder
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


def text_parts(theme: Theme, icons: Icons) -> TextParts:
    """The parts for a theme."""
    return TextParts(
        theme,
        icons,
        TreeBuilder(),
        Formats(theme, answer_role(theme)),
        Formats(theme, thinking_role(theme)),
        Highlighter(is_dark=theme.palette.is_dark),
    )
