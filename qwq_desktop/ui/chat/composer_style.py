"""How the composer's buttons look."""

from qwq_desktop.ui.theme.motion import WIDEST_SCALE
from qwq_desktop.ui.theme.style import mixed
from qwq_desktop.ui.theme.tokens import Theme

TOOL_ICON, _AROUND_ICON = 16, 10


def tool_px(theme: Theme, size: float) -> int:
    """A size at the user's font scale, up to a point: the row of tools must fit narrow windows."""
    return round(size * min(theme.scale, WIDEST_SCALE))


def composer_sheet(theme: Theme) -> str:
    """The style sheet of the composer's pills and of its send and stop button."""
    colors = theme.palette
    hover = mixed(colors.accent, colors.ink, 0.88)
    beside = 12 if theme.scale <= WIDEST_SCALE else 8  # beyond it the words need the room
    side = tool_px(theme, TOOL_ICON) + _AROUND_ICON
    return f"""
QPushButton {{
  background: transparent; color: {colors.soft};
  border: 1px solid {colors.line}; border-radius: {side // 2 + 1}px;
  padding: 0 {beside}px; min-height: {side}px; max-height: {side}px; font-size: {theme.px(13)}px;
}}
QPushButton:hover {{ color: {colors.ink}; border-color: {mixed(colors.faint, colors.line, 0.4)}; }}
QPushButton:checked {{
  background: {colors.wash}; color: {colors.accent}; border-color: {colors.wash};
}}
QPushButton:focus {{ border-color: {colors.accent}; }}
QPushButton[bare="true"] {{
  border-color: transparent; padding: 0; border-radius: 8px;
  min-width: {side}px; max-width: {side}px;
}}
QPushButton[bare="true"]:hover {{ background: {mixed(colors.ink, colors.card, 0.06)}; }}
QPushButton[bare="true"]:focus {{ border-color: {colors.accent}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton {{
  background: {colors.accent}; border: 2px solid transparent; border-radius: 10px; padding: 0;
}}
QToolButton:hover {{ background: {hover}; }}
QToolButton:focus {{ border-color: {colors.ink}; }}
QToolButton[quiet="true"] {{ background: transparent; border: 1px solid {colors.line}; }}
QToolButton[quiet="true"]:hover {{ background: {mixed(colors.ink, colors.card, 0.06)}; }}
QToolButton[quiet="true"]:focus {{ border: 2px solid {colors.accent}; }}
QToolButton:disabled {{ background: {colors.line}; }}
"""
