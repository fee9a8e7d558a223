"""The model's life with real engine processes, and with engines that fail at a chosen moment."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.client import LocalEngine
from qwq_desktop.models import prepared, session, simulation
from qwq_desktop.models.prepared import gpus_of
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.speed import read_speeds, speed_key
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.services import build_services
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, SamplingSettings, Switch
from tests.doubles.encoder_file import write_encoder

GIB = 1 << 30
MIB = 1 << 20


class DiesInSimulation(LocalEngine):
    """Its process ends as llama.cpp's would that meets an assertion."""

    def send(self, request):
        if isinstance(request, p.SimulateRequest):
            self._process.kill()
        else:
            super().send(request)


class SilentInSimulation(LocalEngine):
    def send(self, request):
        if not isinstance(request, p.SimulateRequest):
            super().send(request)


class ShortOfMemory(LocalEngine):
    """Refuses a KV cache in f16."""

    def send(self, request):
        if isinstance(request, p.LoadRequest) and request.kv_cache_type == "f16":
            facts = {"context_length": request.context_length}
            error = p.ErrorEvent(request.id, "context_allocation_failed", facts=facts)
            self.event_received.emit(error)
        else:
            super().send(request)


@pytest.fixture
def opened(qtbot, home, monkeypatch):
    """Open the demonstration model with an engine of a kind; the session, ready or failed."""
    made = []

    def open_model(load=None, kind=LocalEngine, reference="qwq-nano"):
        monkeypatch.setattr(session, "LocalEngine", kind)
        services = build_services(home)
        made.append(services)
        services.models.open(reference, load or LoadSettings())
        ended = (ModelStatus.READY, ModelStatus.FAILED)
        qtbot.waitUntil(lambda: services.models.state.status in ended, timeout=20_000)
        return services.models

    yield open_model
    for services in made:
        services.close()


def test_the_simulation_corrects_the_plan_before_the_load(opened):
    models = opened()
    assert models.state.status is ModelStatus.READY
    assert models.state.plan.compute_measured
    assert models.measured.ram_bytes == models.state.plan.compute_bytes
    assert models.measured.shape.context_length == models.state.facts["context_length"]


@pytest.mark.parametrize("kind", [DiesInSimulation, SilentInSimulation])
def test_the_estimate_stands_where_the_simulation_fails(opened, monkeypatch, kind):
    monkeypatch.setattr(simulation, "LIMIT_MS", 1)
    models = opened(kind=kind)
    assert models.state.status is ModelStatus.READY
    assert not models.state.plan.compute_measured
    assert models.measured is None


def test_a_load_that_found_no_memory_is_tried_with_less_and_told(opened):
    models = opened(kind=ShortOfMemory)
    plan = models.state.plan
    assert models.state.status is ModelStatus.READY
    assert (plan.kv_cache_type, plan.flash_attention) == ("q8_0", "on")
    assert Remark.FELL_BACK_KV in plan.remarks
    assert models.state.loaded_with == LoadSettings()


def test_a_number_of_the_user_is_not_changed_by_a_failed_load(opened):
    models = opened(LoadSettings(kv_cache_type=KvCacheType.F16), ShortOfMemory)
    assert models.state.status is ModelStatus.FAILED
    assert models.state.error.code == "context_allocation_failed"
    assert models.state.plan.kv_cache_type == "f16"


def test_settings_that_exclude_each_other_are_refused_with_a_sentence(opened):
    load = LoadSettings(kv_cache_type=KvCacheType.Q8_0, flash_attention=Switch.OFF)
    error = opened(load).state.error
    assert error.code == "kv_needs_flash_attention"
    assert "q8_0" in explain(error.code, error.facts).text


class NeverLoads(LocalEngine):
    def send(self, request):
        assert not isinstance(request, p.LoadRequest | p.SimulateRequest)
        super().send(request)


def test_a_model_that_writes_no_answers_is_refused_before_it_is_loaded(opened, tmp_path):
    path = write_encoder(tmp_path / "encoder.gguf")
    models = opened(kind=NeverLoads, reference=str(path))
    error = models.state.error
    assert models.state.status is ModelStatus.FAILED
    assert error.code == "model_only_reads"
    assert "Lighthouse embedder" in explain(error.code, error.facts).text


def test_an_error_says_what_would_fit(opened, monkeypatch):
    small = Hardware(GIB, 640 * MIB, 1, 1)
    monkeypatch.setattr(prepared, "measure", lambda _gpus: small)
    error = opened(LoadSettings(context_length=1 << 20)).state.error
    assert error.code == "model_too_large"
    assert 4096 <= error.facts["would_fit"] < 1 << 20
    assert f"{error.facts['would_fit']:,}" in explain(error.code, error.facts).text


def test_the_speed_of_an_answer_is_kept_for_the_next_plan(opened, qtbot):
    models = opened()
    key = speed_key(models.state.info, 0)
    request = p.GenerateRequest(
        models.engine.next_id(),
        (p.ChatMessage("user", "What is 17 + 25?"),),
        sampling=SamplingSettings(temperature=0.1, seed=7, max_tokens=400),
    )
    models.calls.send(request, lambda _event: None)
    known = lambda: key in read_speeds(models.speeds_file).tokens_per_second  # noqa: E731
    qtbot.waitUntil(known, timeout=20_000)
    assert read_speeds(models.speeds_file).bytes_per_second > 1e8


def device(name, kind, free):
    return {
        "name": name,
        "description": f"A {name}",
        "kind": kind,
        "free_bytes": free,
        "total_bytes": free,
    }


def test_an_integrated_card_beside_another_is_left_out_as_llama_cpp_does():
    processor = device("CPU", "cpu", 64 * GIB)
    inside = device("Vulkan1", "integrated_gpu", 32 * GIB)
    card = device("Vulkan0", "gpu", 8 * GIB)
    assert [gpu.device for gpu in gpus_of({"devices": [processor, inside, card]})] == ["Vulkan0"]
    (alone,) = gpus_of({"devices": [processor, inside]})
    assert alone.unified
    assert gpus_of({"devices": [processor]}) == gpus_of({}) == ()
