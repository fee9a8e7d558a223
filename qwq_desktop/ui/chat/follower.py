"""Keeps a scroll area at its end while text streams in, until the reader scrolls away."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollBar

NEAR_END = 24  # pixels that count as the end


class EndFollower(QObject):
    """Follows the end of a scroll bar's range.

    The reader's own movements decide whether it does.
    """

    following_changed = Signal(bool)

    def __init__(self, bar: QScrollBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._is_following = True
        self._last_value = bar.value()
        self._is_moving = False
        self._is_clamped = False
        bar.rangeChanged.connect(self._on_range)
        bar.valueChanged.connect(self._on_value)

    @property
    def is_following(self) -> bool:
        """Whether what comes at the end is brought into view."""
        return self._is_following

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._set_following(True)
        self._move(self._bar.maximum())

    def go_to(self, value: int) -> None:
        """Go to a place and stay there; at the end, follow it."""
        self._set_following(False)
        self._move(value)
        self._set_following(self._last_value >= self._bar.maximum() - NEAR_END)

    def settle(self, moved: int) -> None:
        """The content was laid out anew, and what is in view moved by so much: move along."""
        if not self._is_following:
            self._move(self._last_value + moved)

    def _move(self, value: int) -> None:
        self._is_moving = True
        self._bar.setValue(value)
        self._is_moving = False
        self._last_value = self._bar.value()

    def _on_range(self, _low: int, high: int) -> None:
        if self._is_following:
            self._move(high)
        else:
            self._is_clamped = self._bar.value() > high

    def _on_value(self, value: int) -> None:
        if self._is_moving:
            return
        if self._is_clamped:  # the bar moved because its range shrank, not the reader
            self._is_clamped = False
            return
        moved_up = value < self._last_value
        self._last_value = value
        if value >= self._bar.maximum() - NEAR_END:
            self._set_following(True)
        elif moved_up:
            self._set_following(False)

    def _set_following(self, is_following: bool) -> None:
        if is_following != self._is_following:
            self._is_following = is_following
            self.following_changed.emit(is_following)
