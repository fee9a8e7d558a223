import json
import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.settings.codec import decode, encode, validate
from qwq_desktop.settings.schema import (
    KvCacheType,
    Language,
    LoadSettings,
    SamplingPreset,
    SamplingSettings,
    Settings,
    Switch,
    ThemeChoice,
    ThinkingMode,
    YarnMode,
    bounds,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def numbers(owner):
    values = {}
    for field in fields(owner):
        if "low" not in field.metadata:
            continue
        low, high, _ = bounds(owner, field.name)
        whole = "int" in str(field.type)
        one = st.integers(low, high) if whole else st.floats(low, high)
        values[field.name] = st.none() | one if "None" in str(field.type) else one
    return values


SAMPLING = st.builds(SamplingSettings, **numbers(SamplingSettings))
LOAD = st.builds(
    LoadSettings,
    yarn=st.sampled_from(YarnMode),
    kv_cache_type=st.sampled_from(KvCacheType),
    flash_attention=st.sampled_from(Switch),
    **numbers(LoadSettings),
)
SETTINGS = st.builds(
    Settings,
    preset=st.sampled_from(SamplingPreset),
    sampling=SAMPLING,
    thinking=st.sampled_from(ThinkingMode),
    system_prompt=st.text(),
    tools_enabled=st.booleans(),
    load=LOAD,
    theme=st.sampled_from(ThemeChoice),
    language=st.sampled_from(Language),
    fold_thinking_when_answered=st.booleans(),
    last_model=st.none() | st.text(),
    recent_models=st.lists(st.text(), max_size=4).map(tuple),
    **numbers(Settings),
)


def damaged(settings, part, name, value):
    """The JSON of settings with one value replaced."""
    data = encode(settings, {})
    (data[part] if part else data)[name] = value
    return data


@given(SETTINGS)
def test_settings_survive_the_way_through_json(settings):
    data = json.loads(json.dumps(encode(settings, {})))
    assert decode(data) == (settings, ())
    assert validate(settings) == settings


def test_an_empty_object_gives_the_defaults_without_complaint():
    assert decode({}) == (Settings(), ())


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Settings)]), JSON))
def test_any_json_gives_valid_settings(data):
    settings, _ = decode(data)
    assert validate(settings) == settings


@given(st.dictionaries(st.sampled_from([f.name for f in fields(SamplingSettings)]), JSON))
def test_any_sampling_gives_valid_settings_and_names_what_it_refused(data):
    settings, refused = decode({"sampling": data})
    assert validate(settings) == settings
    for name in refused:
        part, field = name.split(".")
        assert part == "sampling"
        assert getattr(settings.sampling, field) == getattr(SamplingSettings(), field)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("sampling", "temperature", 2.01),
        ("sampling", "temperature", -1),
        ("sampling", "temperature", "0.6"),
        ("sampling", "temperature", True),
        ("sampling", "temperature", None),
        ("sampling", "temperature", math.nan),
        ("sampling", "temperature", math.inf),
        ("sampling", "temperature", 10**400),
        ("sampling", "top_k", 40.5),
        ("sampling", "seed", -1),
        ("load", "context_length", 3),
        ("load", "kv_cache_type", "q5_1"),
        ("load", "yarn", 1),
        ("", "theme", None),
        ("", "tools_enabled", 1),
        ("", "tools_enabled", "yes"),
        ("", "system_prompt", None),
        ("", "last_model", 5),
        ("", "recent_models", "a"),
        ("", "recent_models", ["a", 1]),
        ("", "recent_models", {"a": 1}),
        ("", "load", []),
        ("", "sampling", None),
    ],
)
def test_an_unusable_value_takes_its_default_and_the_others_stay(part, name, value):
    mine = Settings(
        sampling=SamplingSettings(top_p=0.5), load=LoadSettings(threads=3), font_scale=1.2
    )
    settings, refused = decode(damaged(mine, part, name, value))
    assert refused == (f"{part}.{name}" if part else name,)
    owner = getattr(settings, part) if part else settings
    default = getattr(Settings(), part) if part else Settings()
    assert getattr(owner, name) == getattr(default, name)
    assert settings.font_scale == 1.2


def test_a_whole_number_written_as_a_fraction_is_taken():
    settings, refused = decode({"sampling": {"top_k": 20.0, "temperature": 1}})
    assert refused == ()
    assert settings.sampling.top_k == 20
    assert type(settings.sampling.top_k) is int
    assert type(settings.sampling.temperature) is float


def test_validation_holds_numbers_within_their_bounds():
    wild = Settings(
        sampling=SamplingSettings(temperature=9.0, top_k=-4, seed=2**40, max_tokens=0),
        load=LoadSettings(context_length=1, gpu_layers=None),
        font_scale=math.inf,
    )
    tame = validate(wild)
    assert tame.sampling == SamplingSettings(temperature=2.0, top_k=0, seed=2**32 - 2, max_tokens=1)
    assert tame.load.context_length == 512
    assert tame.load.gpu_layers is None
    assert tame.font_scale == 1.6


def test_validation_resets_what_has_no_nearest_value():
    wild = replace(
        Settings(),
        sampling=SamplingSettings(temperature=math.nan, top_p="high", top_k=1.5),
        load=None,
        theme="pink",
        system_prompt="a\ud800",
    )
    assert validate(wild) == Settings(system_prompt="a\ufffd")


def test_unknown_keys_stay_at_every_level():
    before = {"new": [1], "sampling": {"dry": 0.8, "top_k": 1}, "load": "odd"}
    data = encode(Settings(), before)
    assert data["new"] == [1]
    assert data["sampling"]["dry"] == 0.8
    assert data["sampling"]["top_k"] == 40
    assert data["load"]["yarn"] == "auto"
