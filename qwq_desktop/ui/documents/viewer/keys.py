"""The keys by which a source is read. Pure."""

from enum import Enum, auto

from PySide6.QtCore import Qt

_KEY = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
# A plus needs Shift on some keyboards, and keys of the number pad say that they are.
_LEFT_OUT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Move(Enum):
    """What a key does to a source."""

    SCREEN_BACK = auto()
    SCREEN_ON = auto()
    PAGE_BACK = auto()
    PAGE_ON = auto()
    FIRST_PAGE = auto()
    LAST_PAGE = auto()
    TOP = auto()
    BOTTOM = auto()
    LARGER = auto()
    SMALLER = auto()
    FIT = auto()


_ANYWHERE = {
    (_KEY.Key_PageUp, _NONE): Move.SCREEN_BACK,
    (_KEY.Key_PageDown, _NONE): Move.SCREEN_ON,
    (_KEY.Key_PageUp, _CONTROL): Move.PAGE_BACK,
    (_KEY.Key_PageDown, _CONTROL): Move.PAGE_ON,
}
_ON_PAPER = _ANYWHERE | {
    (_KEY.Key_Home, _NONE): Move.TOP,
    (_KEY.Key_End, _NONE): Move.BOTTOM,
    (_KEY.Key_Home, _CONTROL): Move.FIRST_PAGE,
    (_KEY.Key_End, _CONTROL): Move.LAST_PAGE,
    (_KEY.Key_Plus, _CONTROL): Move.LARGER,
    (_KEY.Key_Equal, _CONTROL): Move.LARGER,
    (_KEY.Key_Minus, _CONTROL): Move.SMALLER,
    (_KEY.Key_0, _CONTROL): Move.FIT,
}


def move_of(key: int, modifiers: Qt.KeyboardModifier, *, is_drawn: bool) -> Move | None:
    """What a key does; in a text those that move its cursor or make all text larger are not ours.

    `is_drawn` tells that the page is shown as on paper.
    """
    moves = _ON_PAPER if is_drawn else _ANYWHERE
    return moves.get((Qt.Key(key), modifiers & ~_LEFT_OUT))
