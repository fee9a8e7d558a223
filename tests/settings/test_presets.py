from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.settings.presets import effective_sampling
from qwq_desktop.settings.schema import SamplingPreset, SamplingSettings, Settings

RECOMMENDED = SamplingSettings(temperature=0.7, top_k=30, max_tokens=999, seed=5)
PRECISE = replace(RECOMMENDED, temperature=0.3)
OWN = SamplingSettings(temperature=1.5, seed=7, max_tokens=100, max_thinking_tokens=50)


def effective(preset, own=OWN):
    return effective_sampling(Settings(preset=preset, sampling=own), RECOMMENDED, PRECISE)


def test_the_users_own_values_are_taken_whole():
    assert effective(SamplingPreset.OWN) == OWN


def test_a_preset_decides_how_tokens_are_chosen():
    assert effective(SamplingPreset.RECOMMENDED).temperature == 0.7
    assert effective(SamplingPreset.PRECISE).temperature == 0.3
    assert effective(SamplingPreset.PRECISE).top_k == 30


@given(
    st.sampled_from(SamplingPreset),
    st.none() | st.integers(0, 99),
    st.integers(1, 99),
    st.none() | st.integers(0, 99),
)
def test_seed_and_limits_are_always_the_users(preset, seed, longest, thinking):
    own = replace(OWN, seed=seed, max_tokens=longest, max_thinking_tokens=thinking)
    used = effective(preset, own)
    assert (used.seed, used.max_tokens, used.max_thinking_tokens) == (seed, longest, thinking)
