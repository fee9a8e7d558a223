"""A model or a driver that fails while it answers: an error event with a code, and life goes on."""

import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFReader

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.native import NativeModel
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.platform.errors import QwQError


@pytest.fixture
def nan_model(nano_model, tmp_path):
    """The demonstration model with a norm whose weights are no numbers."""
    path = tmp_path / "nan.gguf"
    path.write_bytes(nano_model.read_bytes())
    reader = GGUFReader(path, "r+")
    (norm,) = [tensor for tensor in reader.tensors if tensor.name == "output_norm.weight"]
    assert norm.tensor_type is GGMLQuantizationType.F32
    norm.data[:] = np.nan
    reader.data.flush()
    return path


def test_logits_that_are_no_numbers_end_in_a_clear_error(engine, nan_model, nano_model):
    assert engine.load(nan_model).kind == "done"
    error = engine.ask("Hello")
    assert (error.kind, error.code) == ("error", "decode_failed")
    assert "aren't numbers" in error.detail
    assert engine.text(p.Channel.THINKING) + engine.text(p.Channel.ANSWER) == ""
    assert engine.load(nano_model).kind == "done"  # the same process goes on with another file
    assert engine.ask("Hello").kind == "done"


def test_with_drafts_they_are_found_as_well(engine, nan_model):
    assert engine.load(nan_model, prompt_lookup=True).kind == "done"
    assert engine.ask("Hello").code == "decode_failed"


@pytest.fixture(scope="module")
def log():
    return NativeLog()


@pytest.fixture
def native(nano_model, log):
    model = NativeModel(p.LoadRequest(1, str(nano_model), 512, threads=1), log, lambda _: True)
    yield model
    model.close()


def test_a_kv_cache_without_room_is_a_full_context(native):
    native.decode([9] * 500)
    with pytest.raises(QwQError) as caught:
        native.decode([9] * 100)
    assert caught.value.code == "context_full"
    assert caught.value.facts["context_length"] == 512


@pytest.mark.parametrize(
    ("result", "code"),
    [(1, "context_full"), (-1, "decode_failed"), (-2, "out_of_memory"), (-3, "decode_failed")],
)
def test_what_llama_cpp_returns_becomes_a_code(native, monkeypatch, result, code):
    import llama_cpp.llama_cpp as ll

    monkeypatch.setattr(ll, "llama_decode", lambda *_: result)
    with pytest.raises(QwQError) as caught:
        native.decode([9])
    assert caught.value.code == code


def test_a_token_that_is_none_is_refused_by_llama_cpp(native):
    with pytest.raises(QwQError) as caught:
        native.decode([native.vocabulary.size + 5])
    assert caught.value.code == "decode_failed"


def test_after_a_failed_step_the_cache_knows_what_it_holds(nano_model, log, monkeypatch):
    import llama_cpp.llama_cpp as ll

    from qwq_desktop.engine.prompt_cache import PromptCache

    native = NativeModel(p.LoadRequest(1, str(nano_model), 512, threads=1), log, lambda _: True)
    cache = PromptCache(native, 256)
    cache.read([9] * 40, lambda *_: None, lambda: False)
    with monkeypatch.context() as broken:
        broken.setattr(ll, "llama_decode", lambda *_: -3)
        for guesses in ((), (10, 11)):
            with pytest.raises(QwQError):
                cache.append([10], guesses)
    assert cache.tokens == [9] * 40
    assert cache.append([10])
    assert cache.read([9] * 40 + [10, 11], lambda *_: None, lambda: False) == (41, True)
    native.close()
