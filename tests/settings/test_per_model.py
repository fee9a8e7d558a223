"""What was chosen for one model doesn't touch another."""

import json
from dataclasses import replace

from qwq_desktop.settings.codec import decode, encode, validate
from qwq_desktop.settings.per_model import MODELS_KEPT, for_model, load_for
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, ModelLoad, Settings

SHORT = LoadSettings(context_length=8192, kv_cache_type=KvCacheType.Q8_0, threads=3)


def test_a_model_comes_back_as_it_was_set_and_others_stay_automatic():
    first = replace(for_model(Settings(), "first"), load=SHORT)
    second = for_model(first, "second")
    assert second.load == LoadSettings(threads=3)
    second = replace(second, load=replace(second.load, context_length=4096))
    again = for_model(second, "first")
    assert again.load == SHORT
    assert for_model(again, "second").load.context_length == 4096


def test_threads_and_the_like_are_the_computers_not_the_models():
    first = replace(for_model(Settings(), "first"), load=SHORT)
    second = for_model(first, "second")
    second = replace(second, load=replace(second.load, threads=None, fewer_cores=True))
    again = for_model(second, "first")
    assert again.load == replace(SHORT, threads=None, fewer_cores=True)


def test_options_set_before_any_model_was_opened_are_the_first_ones():
    settings = Settings(load=SHORT)
    assert load_for(settings, "first") == SHORT
    assert for_model(settings, "first").load == SHORT
    assert for_model(for_model(settings, "first"), "second").load.context_length is None


def test_what_a_model_would_be_loaded_with_is_known_without_opening_it():
    settings = for_model(replace(for_model(Settings(), "first"), load=SHORT), "second")
    assert load_for(settings, "first") == SHORT
    assert load_for(settings, "third") == LoadSettings(threads=3)


def test_only_choices_are_kept_and_not_without_end():
    settings = Settings()
    for number in range(MODELS_KEPT + 20):
        settings = for_model(settings, f"model {number}")
        if number != 50:
            settings = replace(settings, load=LoadSettings(context_length=512 + number))
    assert len(settings.other_loads) == MODELS_KEPT
    assert "model 50" not in {other.reference for other in settings.other_loads}


def test_they_survive_the_way_through_json():
    settings = for_model(replace(for_model(Settings(), "模型"), load=SHORT), "second")
    settings = replace(
        settings, load=replace(settings.load, gpu_devices=("CUDA1",), gpu_shares=(1.5,))
    )
    data = json.loads(json.dumps(encode(settings, {})))
    assert decode(data) == (settings, ())
    assert validate(settings) == settings


def test_a_damaged_entry_is_refused_and_the_rest_is_read():
    data = encode(Settings(other_loads=(ModelLoad("a", SHORT),)), {})
    data["other_loads"] = "nonsense"
    assert decode(data) == (Settings(), ("other_loads",))
    data["other_loads"] = [{"reference": "a", "load": {"context_length": "x", "threads": 3}}]
    settings, refused = decode(data)
    assert refused == ("other_loads.load.context_length",)
    assert settings.other_loads[0].load == LoadSettings(threads=3)
