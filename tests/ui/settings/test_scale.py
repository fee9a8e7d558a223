"""How positions of a slider stand for values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.settings.scale import Scale

CONTEXT = Scale(512, 131072, 512, logarithmic=True)
SCALES = [
    CONTEXT,
    Scale(0.0, 2.0, 0.05),
    Scale(1.0, 2.0, 0.01),
    Scale(0, 131072, 256, logarithmic=True),
    Scale(1, 131072, 256, logarithmic=True),
    Scale(0, 2**32 - 2, 1, logarithmic=True),
    Scale(0, 1, 1),
]


@pytest.mark.parametrize("scale", SCALES)
def test_both_ends_can_be_reached(scale):
    assert scale.value(0) == scale.low
    assert scale.value(scale.last_position) == scale.high
    assert scale.position(scale.low) == 0
    assert scale.position(scale.high) == scale.last_position


@pytest.mark.parametrize("scale", SCALES)
def test_values_grow_with_positions_and_stay_within_bounds(scale):
    values = [scale.value(position) for position in range(scale.last_position + 1)]
    assert values == sorted(values)
    assert min(values) >= scale.low
    assert max(values) <= scale.high


@pytest.mark.parametrize("value", [4096, 8192, 32768, 40960, 65536, 131072])
def test_the_lengths_people_ask_for_are_on_the_scale(value):
    reachable = {CONTEXT.value(position) for position in range(CONTEXT.last_position + 1)}
    near = min(reachable, key=lambda reached: abs(reached - value))
    assert abs(near - value) / value < 0.04
    if value & (value - 1) == 0:
        assert near == value


def test_even_steps_have_no_stray_digits():
    scale = Scale(0.0, 2.0, 0.05)
    assert scale.value(12) == 0.6
    assert scale.position(0.6) == 12


@given(st.sampled_from(SCALES), st.floats(min_value=-1e9, max_value=1e12, allow_nan=False))
def test_any_number_has_a_position(scale, value):
    assert 0 <= scale.position(value) <= scale.last_position


@given(st.sampled_from(SCALES), st.floats(min_value=0, max_value=1))
def test_a_value_lies_near_the_position_that_stands_for_it(scale, share):
    position = round(share * scale.last_position)
    value = scale.value(position)
    assert scale.value(scale.position(value)) == pytest.approx(value, rel=0.2, abs=scale.step)
