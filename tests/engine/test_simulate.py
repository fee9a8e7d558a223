"""llama.cpp's own simulation, in a real engine process."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.memory import Shape, compute_buffer_bytes

MIB = 1 << 20


def simulate(engine, path, *options, **known):
    loads = tuple(
        p.LoadRequest(n, str(path), **{"context_length": 4096, **values})
        for n, values in enumerate(options)
    )
    done = engine.run(p.SimulateRequest, loads=loads, **known)
    assert done.kind == "done"
    assert len(done.result["loads"]) == len(loads)
    return done.result["loads"]


def test_the_compute_buffer_is_what_a_load_gives(engine, nano_model):
    first, second = simulate(engine, nano_model, {}, {"micro_batch_size": 512})
    info = read_metadata(nano_model)
    for found, micro_batch in ((first, 256), (second, 512)):
        formula = compute_buffer_bytes(info, Shape(4096, "f16", True), micro_batch)
        total = found["compute"]["CPU"] + found["output"]["CPU"]
        assert abs(total - formula) < MIB // 10


def test_without_the_words_of_the_vocabulary_the_sizes_are_the_same(engine, nano_model):
    info = read_metadata(nano_model)
    known = {"architecture": info.architecture, "vocabulary_size": info.vocabulary_size}
    options = ({}, {"context_length": 16384, "kv_cache_type": "q8_0", "micro_batch_size": 512})
    assert simulate(engine, nano_model, *options, **known) == simulate(engine, nano_model, *options)


def test_a_wrong_vocabulary_size_gives_an_error_and_the_process_lives(engine, nano_model):
    known = {"architecture": read_metadata(nano_model).architecture, "vocabulary_size": 7}
    assert simulate(engine, nano_model, {}, **known)[0]["error"]
    assert simulate(engine, nano_model, {})[0]["compute"]


def test_loads_that_cannot_be_are_told_apart_from_those_that_can(engine, nano_model):
    good, bad, last = simulate(
        engine, nano_model, {}, {"kv_cache_type": "q8_0", "flash_attention": "off"}, {}
    )
    assert "kv_needs_flash_attention" in bad["error"]
    assert good == last
    assert good["compute"]


@pytest.mark.parametrize("content", [None, b"", b"GGUF but nothing more"])
def test_a_bad_file_gives_an_error_and_the_process_lives(engine, tmp_path, nano_model, content):
    path = tmp_path / "模型.gguf"
    if content is not None:
        path.write_bytes(content)
    assert simulate(engine, path, {})[0]["error"]
    assert simulate(engine, nano_model, {})[0]["compute"]


def test_a_full_size_context_allocates_nothing(engine, nano_model):
    huge = simulate(engine, nano_model, {"context_length": 1 << 20})[0]
    assert huge["compute"]["CPU"] > 2**20 * 2 * 256  # the mask alone


def test_a_loaded_model_stays_usable(nano, nano_model):
    simulate(nano, nano_model, {})
    assert nano.ask("What is 17 + 25?").stop is p.StopReason.END


def test_quantised_values_without_flash_attention_are_refused_before_the_load(engine, nano_model):
    event = engine.load(nano_model, kv_cache_type="q8_0", flash_attention="off")
    assert (event.kind, event.code) == ("error", "kv_needs_flash_attention")
    assert event.facts == {"kv_cache_type": "q8_0"}
