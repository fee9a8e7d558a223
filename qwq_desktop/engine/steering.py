"""What the user asks of a running generation, from the reader thread to the worker."""

import threading
from collections import deque

from qwq_desktop.engine.protocol import SteerAction


class Steering:
    """Written by the reader thread, read between tokens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._remarks: deque[str] = deque()
        self.answer_now = False
        self.pause = False

    def take(self, action: SteerAction, text: str) -> None:
        """Note a wish; `text` goes with a remark."""
        if action is SteerAction.ANSWER_NOW:
            self.answer_now = True
        elif action is SteerAction.PAUSE:
            self.pause = True
        elif text.strip():
            with self._lock:
                self._remarks.append(text)

    @property
    def has_remark(self) -> bool:
        """Whether a remark waits."""
        return bool(self._remarks)

    def next_remark(self) -> str:
        """Take the oldest remark that waits."""
        with self._lock:
            return self._remarks.popleft()
