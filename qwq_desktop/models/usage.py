"""When each model was last used on this computer."""

import json
import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.files import write_atomically
from qwq_desktop.platform.worker import Worker

_LOG = logging.getLogger(__name__)
MODELS_KEPT = 500


def read_usage(file: Path) -> Mapping[str, float]:
    """Seconds since 1970 by a model's reference; nothing where the file is missing or damaged."""
    try:
        data: Any = json.loads(file.read_bytes())
        return {str(key): float(at) for key, at in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _LOG.info("when models were used is unreadable: %r", error)
        return {}


def note_usage(file: Path, reference: str, now: float | None = None) -> None:
    """Keep that a model is used now. Blocking; raises OSError."""
    known = {key: at for key, at in read_usage(file).items() if key != reference}
    kept = dict(list(known.items())[-MODELS_KEPT + 1 :])
    kept[reference] = round(time.time() if now is None else now, 3)
    write_atomically(file, json.dumps(kept, ensure_ascii=False, indent=1).encode())


class UsageNotes(QObject):
    """Listens to the model's session and keeps, on the worker, when a model got ready."""

    def __init__(
        self, session: ModelSession, worker: Worker, file: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._file = file
        self._noted = ""
        session.state_changed.connect(self._on_state)

    def _on_state(self, state: ModelState) -> None:
        if state.status is not ModelStatus.READY or state.ref is None:
            self._noted = ""
            return
        if state.ref.id != self._noted:
            self._noted = state.ref.id
            self._worker.submit(note_usage, self._file, state.ref.id)
