"""A card that fails while it works: a message, and the model again with less on it."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.client import LocalEngine
from qwq_desktop.models import session
from qwq_desktop.models.card_failure import is_card_failure, may_load_again, spared
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.services import build_services
from qwq_desktop.settings.schema import LoadSettings

GIB = 1 << 30
CARD = {
    "name": "CUDA0",
    "description": "A card",
    "kind": "gpu",
    "free_bytes": 8 * GIB,
    "total_bytes": 8 * GIB,
}
DIED = QwQError("engine_died", detail="ggml_cuda_error: CUDA error: unknown error", exit_code=-6)


class WithCard(LocalEngine):
    """Tells of a card that isn't there; a load with layers on it goes to the processor instead."""

    def send(self, request):
        if isinstance(request, p.ProbeRequest):
            result = {"devices": [CARD], "gpu_offload": True}
            self.event_received.emit(p.DoneEvent(request.id, result=result))
        else:
            super().send(request)


@pytest.fixture
def opened(qtbot, home, monkeypatch):
    monkeypatch.setattr(session, "LocalEngine", WithCard)
    services = build_services(home)
    models = services.models

    def open_model(load=None):
        models.open("qwq-nano", load or LoadSettings())
        ready(qtbot, models)
        return models

    yield open_model
    services.close()


def ready(qtbot, models):
    ended = (ModelStatus.READY, ModelStatus.FAILED)
    qtbot.waitUntil(lambda: models.state.status in ended, timeout=20_000)


def kill(qtbot, models):
    """The process dies as by a driver's fault; the error that was told."""
    with qtbot.waitSignal(models.engine_died, timeout=20_000) as told:
        models.engine._process.kill()
    return told.args[0]


def test_a_death_with_the_card_in_use_loads_again_with_less_then_without(opened, qtbot):
    models = opened()
    assert models.state.plan.gpu_layers == models.state.plan.total_layers
    error = kill(qtbot, models)
    assert error.code == "gpu_failed"
    assert "graphics card" in explain(error.code, error.facts).title
    assert models.state.status is ModelStatus.LOADING
    ready(qtbot, models)
    assert models.state.status is ModelStatus.READY
    assert Remark.GPU_FAILED in models.state.plan.remarks
    kill(qtbot, models)
    ready(qtbot, models)
    assert models.state.plan.gpu_layers == 0
    assert kill(qtbot, models).code == "engine_died"
    assert models.state.status is ModelStatus.FAILED


def test_an_error_of_the_card_that_the_process_survives_loads_again(opened, qtbot):
    models = opened()
    with qtbot.waitSignal(models.engine_died):
        models.engine.event_received.emit(p.ErrorEvent(999, "decode_failed"))
    ready(qtbot, models)
    assert models.state.status is ModelStatus.READY
    assert Remark.GPU_FAILED in models.state.plan.remarks


def test_a_number_of_layers_that_the_user_set_stays(opened, qtbot):
    models = opened(LoadSettings(gpu_layers=3))
    kill(qtbot, models)
    ready(qtbot, models)
    assert models.state.plan.gpu_layers == 3
    assert kill(qtbot, models).code == "engine_died"
    assert models.state.status is ModelStatus.FAILED


def test_opening_a_model_oneself_begins_anew(opened, qtbot):
    models = opened()
    kill(qtbot, models)
    ready(qtbot, models)
    assert Remark.GPU_FAILED not in opened().state.plan.remarks


def test_without_layers_on_a_card_none_is_blamed():
    assert not is_card_failure(DIED, 0)
    assert is_card_failure(DIED, 5)
    assert is_card_failure(QwQError("decode_failed"), 5)
    assert not is_card_failure(QwQError("context_full"), 5)


def test_a_failed_load_blames_the_card_only_where_the_log_speaks_of_it():
    assert is_card_failure(DIED, 5, while_loading=True)
    assert not is_card_failure(QwQError("engine_died", detail=""), 5, while_loading=True)
    assert not is_card_failure(QwQError("model_load_failed"), 5, while_loading=True)


def test_half_of_the_cards_counts_and_then_none():
    hardware = Hardware(GIB, GIB, 1, 1, (Gpu("card", 8 * GIB, 9 * GIB),))
    assert spared(hardware, 0, LoadSettings()) == hardware
    assert spared(hardware, 1, LoadSettings()).gpus[0].free_bytes == 4 * GIB
    assert spared(hardware, 2, LoadSettings()).gpus == ()
    assert spared(hardware, 2, LoadSettings(gpu_layers=9)) == hardware
    assert [may_load_again(n, LoadSettings()) for n in (1, 2, 3)] == [True, True, False]
