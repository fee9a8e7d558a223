"""The embedder that is in use, made when it is first needed, whoever needs it first."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy is for the workers
    from qwq_desktop.documents.embedder import Embedder

MakeEmbedder = Callable[[], "Embedder | None"]


class EmbedderRoom:
    """Gives the one embedder to the threads that need it; None where there is none."""

    def __init__(self, make: MakeEmbedder) -> None:
        """`make` may wait; it runs on the thread that asks first."""
        self._lock = threading.Lock()
        self._make = make
        self._is_made = False
        self._embedder: Embedder | None = None

    def get(self) -> "Embedder | None":
        """The embedder. Waits while it is being made. Raises QwQError where that fails."""
        with self._lock:
            if not self._is_made:
                self._embedder = self._make()
                self._is_made = True
            return self._embedder

    def change(self, make: MakeEmbedder) -> None:
        """Use another from now on. Waits while one is being made: not for the main thread."""
        with self._lock:
            before, self._embedder = self._embedder, None
            self._make, self._is_made = make, False
        _close(before)

    def close(self) -> None:
        """End the embedder, if one was made; there is none from here on."""
        self.change(lambda: None)


def _close(embedder: "Embedder | None") -> None:
    close = getattr(embedder, "close", None)  # those with a process of their own have one
    if close is not None:
        close()
