"""A model that works on documents, made when it is first needed, whoever needs it first."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Model = TypeVar("Model")


class ModelRoom(Generic[Model]):
    """Gives the one model to the threads that need it; None where there is none."""

    def __init__(self, make: Callable[[], Model | None]) -> None:
        """`make` may wait; it runs on the thread that asks first."""
        self._lock = threading.Lock()
        self._make = make
        self._is_made = False
        self._model: Model | None = None

    def get(self) -> Model | None:
        """The model. Waits while it is being made. Raises QwQError where that fails."""
        with self._lock:
            if not self._is_made:
                self._model = self._make()
                self._is_made = True
            return self._model

    def change(self, make: Callable[[], Model | None]) -> None:
        """Use another from now on. Waits while one is being made: not for the main thread."""
        with self._lock:
            before, self._model = self._model, None
            self._make, self._is_made = make, False
        close = getattr(before, "close", None)  # those with a process of their own have one
        if close is not None:
            close()

    def close(self) -> None:
        """End the model, if one was made; there is none from here on."""
        self.change(lambda: None)
