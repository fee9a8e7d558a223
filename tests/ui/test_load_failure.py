"""A failed load is told once."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.ui.load_failure import KEY, LoadFailure
from qwq_desktop.ui.notices import Notices

FAILED = ModelState(ModelStatus.FAILED, error=QwQError("model_empty", path="/a.gguf"))


class Models(QObject):
    state_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.loads = []

    def reload(self, settings):
        self.loads.append(settings)


@pytest.fixture
def scene(qtbot, theme, icons, store):
    host = SimpleNamespace()
    host.models = Models()
    host.chats = SimpleNamespace(running_message_id=None, path=())
    host.notices = Notices(icons, theme)
    qtbot.addWidget(host.notices)
    host.failure = LoadFailure(host.models, host.chats, store, host.notices)
    return host


def test_with_no_answer_waiting_it_is_a_notice(scene):
    scene.models.state_changed.emit(FAILED)
    assert scene.notices.keys == [KEY]


def test_the_answer_on_show_that_waits_tells_it_alone(scene):
    scene.chats.running_message_id = 7
    scene.chats.path = (SimpleNamespace(id=6), SimpleNamespace(id=7))
    scene.models.state_changed.emit(FAILED)
    assert scene.notices.keys == []


def test_an_answer_in_another_chat_is_not_seen_so_it_is_a_notice(scene):
    scene.chats.running_message_id = 7
    scene.chats.path = (SimpleNamespace(id=1),)
    scene.models.state_changed.emit(FAILED)
    assert scene.notices.keys == [KEY]


@pytest.mark.parametrize("status", [ModelStatus.LOADING, ModelStatus.READY])
def test_a_new_attempt_takes_the_notice_away(scene, status):
    scene.models.state_changed.emit(FAILED)
    scene.models.state_changed.emit(ModelState(status))
    assert scene.notices.keys == []


def test_a_server_that_did_not_answer_can_be_tried_again(scene, store):
    error = QwQError("server_unreachable", url="http://localhost:8080", reason="refused")
    failed = ModelState(ModelStatus.FAILED, "http://localhost:8080", error=error)
    scene.models.state_changed.emit(failed)
    (button,) = [one for one in scene.notices.findChildren(QPushButton) if one.text()]
    button.click()
    assert scene.models.loads == [store.value.load]


@pytest.mark.parametrize(
    ("reference", "code"),
    [("/a.gguf", "model_empty"), ("http://localhost:8080", "offline")],
)
def test_what_would_fail_again_is_not_offered(scene, reference, code):
    error = QwQError(code, path="/a.gguf", url="http://localhost:8080")
    scene.models.state_changed.emit(ModelState(ModelStatus.FAILED, reference, error=error))
    assert not [one for one in scene.notices.findChildren(QPushButton) if one.text()]
