"""What loading costs."""

import pytest
from PySide6.QtGui import QColor

from qwq_desktop.ui.settings.cost import (
    CostGroup,
    MemoryBar,
    cost_sentence,
    needed_bytes,
    speed_sentence,
)

GB = 1 << 30


def said(plan, memory_gb):
    text, is_warning = cost_sentence(plan, memory_gb * GB)
    return text.replace("\u00a0", " "), is_warning


def test_all_layers_on_the_card_is_good_news(make_plan):
    text, is_warning = said(make_plan(gpu_layers=64), 32)
    assert text == "Fits: all 64 layers run on the graphics card."
    assert not is_warning


def test_more_than_the_card_has_names_the_layers(make_plan):
    text, is_warning = said(make_plan(), 24)
    assert text == "3.3 GB more than the card has: 56 of 64 layers go to the GPU."
    assert is_warning


def test_a_busy_card_takes_what_it_can(make_plan):
    text, is_warning = said(make_plan(), 48)
    assert text == "56 of 64 layers go to the GPU, the others run on the processor."
    assert is_warning


def test_on_the_processor_what_is_left_counts(make_plan):
    assert said(make_plan(gpu_layers=0), 64) == ("Fits, with 36.7 GB to spare.", False)


def test_too_large_says_by_how_much_and_what_helps(make_plan):
    text, is_warning = said(make_plan(gpu_layers=0, fits=False), 16)
    assert text.startswith("11.3 GB more than there is.")
    assert "shorter context" in text
    assert is_warning


def test_too_large_for_what_is_free_is_said_apart(make_plan):
    text, is_warning = said(make_plan(gpu_layers=0, fits=False), 64)
    assert text.startswith("Too much for what is free now.")
    assert is_warning


def test_without_a_known_memory_no_number_is_made_up(make_plan):
    assert said(make_plan(gpu_layers=0), 0) == ("Fits.", False)


def test_the_bar_is_the_memory_or_what_is_needed(qtbot, theme):
    bar = MemoryBar(theme)
    qtbot.addWidget(bar)
    bar.set_parts((6, 2, 1), 18)
    assert bar.shares == pytest.approx((6 / 18, 2 / 18, 1 / 18))
    bar.set_parts((6, 2, 1), 4)
    assert sum(bar.shares) == pytest.approx(1)
    bar.set_parts((0, 0, 0), 0)
    assert bar.shares == (0, 0, 0)


def test_the_parts_are_painted_in_their_colours_and_lengths(qtbot, theme):
    bar = MemoryBar(theme)
    qtbot.addWidget(bar)
    bar.resize(200, 10)
    bar.set_parts((50, 25, 25), 200)
    image = bar.grab().toImage()
    at = [image.pixelColor(x, 5).name() for x in (10, 40, 60, 90, 150)]
    model, context, work = (QColor(color).name() for color in bar.colors)
    assert at == [model, model, context, work, QColor(theme.palette.line).name()]


@pytest.fixture
def group(qtbot, dressed, theme):
    widget = CostGroup(theme)
    qtbot.addWidget(widget)
    return widget


def test_without_a_plan_nothing_is_shown(group, make_plan):
    assert group.isHidden()
    group.show_plan(make_plan(), 24 * GB)
    assert not group.isHidden()
    group.show_plan(None, 0)
    assert group.isHidden()


def test_heading_legend_and_sentence_belong_together(group, make_plan):
    group.show_plan(make_plan(), 24 * GB)
    assert group.heading.text().replace("\u00a0", " ") == "What it costs: 24 GB graphics card"
    legend = group.legend.text().replace("&nbsp;", " ").replace("\u00a0", " ")
    assert "Model 18.5 GB" in legend
    assert "Context 8.5 GB at q8_0" in legend
    assert group.sentence.property("role") == "warning"
    assert group.bar.accessibleDescription() == group.sentence.text()


def test_without_a_card_the_computer_pays(group, make_plan):
    group.show_plan(make_plan(gpu_layers=0), 64 * GB)
    assert group.heading.text().replace("\u00a0", " ") == "What it costs: 64 GB memory"
    assert group.sentence.property("role") == "note"


def test_another_theme_recolours_the_legend(group, make_plan, dark_theme):
    group.show_plan(make_plan(), 24 * GB)
    group.set_theme(dark_theme)
    assert dark_theme.palette.accent in group.legend.text()


def test_needed_is_the_sum_of_the_three(make_plan):
    assert needed_bytes(make_plan(weights_bytes=3, kv_cache_bytes=2, compute_bytes=1)) == 6


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (None, ""),
        (0.734, "Slower than reading: about 0.7 tokens a second."),
        (5.4, "About reading speed: 5 tokens a second."),
        (41.7, "Faster than reading: about 42 tokens a second."),
    ],
)
def test_the_speed_is_told_against_a_reader(rate, text):
    assert speed_sentence(rate) == text


def test_the_speed_shows_where_it_is_known(group, make_plan):
    group.show_plan(make_plan(), 24 * GB)
    assert group.speed.isHidden()
    group.show_plan(make_plan(expected_tokens_per_second=12.0), 24 * GB)
    assert not group.speed.isHidden()
    assert "12 tokens" in group.speed.text()
