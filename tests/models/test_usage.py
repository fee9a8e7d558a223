"""When models were used is kept as they get ready."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.library import ModelRef
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.models.usage import UsageNotes, read_usage
from qwq_desktop.platform.worker import Worker


class Session(QObject):
    """The one signal of a model's session that is listened to."""

    state_changed = Signal(object)


@pytest.fixture
def worker(qapp):
    worker = Worker("test")
    yield worker
    worker.close()


def test_a_model_is_noted_once_as_it_gets_ready(worker, tmp_path):
    file = tmp_path / "用户 数据 é.json"
    session = Session()
    notes = UsageNotes(session, worker, file)
    ref = ModelRef("/m/a.gguf", "A", Path("/m/a.gguf"))
    states = (
        ModelState(ModelStatus.LOADING, ref=ref),
        ModelState(ModelStatus.READY, reference="http://server"),
        ModelState(ModelStatus.READY, ref=ref),
        ModelState(ModelStatus.READY, ref=ref),
    )
    for state in states:
        session.state_changed.emit(state)
    worker.close()
    assert list(read_usage(file)) == ["/m/a.gguf"]
    assert notes is not None
