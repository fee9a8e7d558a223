"""The order of the models in the list, and which of them fit the words of a filter. Pure."""

from collections.abc import Iterable
from enum import StrEnum

from qwq_desktop.models.inventory import Listed


class Order(StrEnum):
    """By what the list is sorted."""

    LAST_USED = "last-used"
    NAME = "name"
    SIZE = "size"


def arranged(items: Iterable[Listed], order: Order, words: str = "") -> list[Listed]:
    """Those that hold all the words: the one used last, the largest, or A first.

    By use, those that can't be used come last.
    """
    wanted = words.casefold().split()
    found = [item for item in items if all(word in _text(item) for word in wanted)]
    found.sort(key=lambda item: item.ref.name.casefold())
    if order is Order.LAST_USED:
        found.sort(key=lambda item: (item.trouble is not None, -(item.last_used or 0.0)))
    elif order is Order.SIZE:
        found.sort(key=lambda item: -item.size_bytes)
    return found


def _text(item: Listed) -> str:
    return f"{item.ref.name}\n{item.ref.path}\n{item.came_from}\n{item.quantisation}".casefold()
