"""What the settings pane is told of the model, and what options would cost."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import LoadSettings
from qwq_desktop.ui.load_options import LoadOptions, held_bytes, memory_of

GB = 1 << 30


class Models(QObject):
    state_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.state = ModelState()
        self.probe = {}

    def set(self, state):
        self.state = state
        self.state_changed.emit(state)


class Pane(QObject):
    """Notes what it is told."""

    reload_requested = Signal()
    load_options_edited = Signal()

    def __init__(self):
        super().__init__()
        self.needs_reload = None
        self.plans = []
        self.cards = self.model = None

    def set_reload_needed(self, is_needed):
        self.needs_reload = is_needed

    def set_model(self, *about):
        self.model = about

    def set_cards(self, cards):
        self.cards = cards

    def show_plan(self, plan, memory):
        self.plans.append((plan, memory))


@pytest.fixture
def scene(qapp, store):
    host = SimpleNamespace(models=Models(), pane=Pane(), jobs=[])
    worker = SimpleNamespace(submit=lambda *job, **ends: host.jobs.append((job, ends)))
    host.options = LoadOptions(host.models, None, store, worker, host.pane)
    return host


def test_a_loaded_model_is_shown_and_planned(scene, store, make_plan):
    plan = make_plan()
    loaded = ModelState(
        ModelStatus.READY, "/a.gguf", plan=plan, loaded_with=store.value.load, facts={}
    )
    scene.models.set(loaded)
    assert scene.pane.needs_reload is False
    assert scene.pane.model[-1] == plan.native_context
    assert scene.pane.plans == [(plan, 0)]
    assert len(scene.jobs) == 1


def test_other_options_than_it_was_loaded_with_want_a_reload(scene, make_plan):
    other = LoadSettings(context_length=1234)
    scene.models.set(
        ModelState(ModelStatus.READY, "/a.gguf", plan=make_plan(), loaded_with=other, facts={})
    )
    assert scene.pane.needs_reload is True


def test_nothing_is_planned_without_a_model(scene):
    scene.pane.load_options_edited.emit()
    assert not scene.jobs


def test_a_reload_gives_back_what_is_in_main_memory_beside_the_file(make_plan):
    plan = make_plan(gpu_layers=0, ram_bytes=24 * GB, weights_bytes=18 * GB)
    state = ModelState(ModelStatus.READY, "/a.gguf", plan=plan, facts={"repacked_bytes": GB})
    assert held_bytes(state) == 7 * GB
    assert held_bytes(ModelState(ModelStatus.LOADING, "/a.gguf", plan=plan)) == 0


def test_costs_are_compared_with_the_cards_else_with_the_computer():
    card = Gpu("card", 10 * GB, 12 * GB)
    assert memory_of(Hardware(64 * GB, 32 * GB, 8, 16, (card, card))) == 24 * GB
    assert memory_of(Hardware(64 * GB, 32 * GB, 8, 16)) == 64 * GB
