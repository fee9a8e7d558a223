"""What people read about a model's files on their computer."""

from dataclasses import replace

import pytest

from qwq_desktop.models.advice import Computer
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.ui.models.advice.choosing import ordered, telling
from qwq_desktop.ui.models.advice.wording import (
    age_words,
    computer_words,
    free_words,
    here_line,
    installed_words,
    intro_words,
    model_badge,
    option_line,
)
from qwq_desktop.ui.models.card import Verdict
from qwq_desktop.ui.models.line import Action

GIB = 1 << 30
SPACE = "\u00a0"


def lines(advice):
    return {
        pair[0].quantisation: option_line(advice, *pair)
        for pair in zip(advice.found.offers, advice.found.options, strict=True)
    }


def test_the_recommended_file_says_why_how_fast_and_how_long(qapp, on):
    best = lines(on(32, 24))["Q4_K_M"]
    assert (best.lead, best.badge, best.verdict) == ("Recommended.", "Fits", Verdict.GOOD)
    assert best.text.startswith("Fits on the graphics card, faster than you read. It lies wholly")
    for words in (
        "19.8 GB",
        "tokens a second",
        "room for 16\u202f000 tokens",
        "nearly as good as the original",
        "about 35 minutes to download",
    ):
        assert words in best.caption, words
    assert (best.actions, best.main) == ((Action.DOWNLOAD,), Action.DOWNLOAD)


def test_what_does_not_fit_can_be_asked_why(qapp, on):
    shown = lines(on(16))["Q4_K_M"]
    assert (shown.badge, shown.verdict) == ("Does not fit", Verdict.BAD)
    assert shown.text.startswith("Too large: it needs")
    assert shown.actions == (Action.EXPLAIN,)
    assert "The model itself takes 19.8 GB" in shown.story
    assert shown.caption == "19.8 GB"


def test_a_full_disk_is_another_reason(qapp, on):
    shown = lines(on(64, 24, disk=10**10))["Q4_K_M"]
    assert (shown.badge, shown.actions) == ("Disk too full", (Action.EXPLAIN,))
    assert "another disk" in shown.story


def test_slow_and_coarse_files_are_marked(qapp, on):
    shown = lines(on(64))
    assert (shown["Q4_K_M"].badge, shown["Q4_K_M"].verdict) == ("Slower", Verdict.CAUTION)
    assert lines(on(24, 24))["Q2_K"].badge == "Coarse"


def test_of_a_helper_no_reading_speed_is_told(qapp, on, catalogue):
    advice = replace(on(64), entry=catalogue.by_id("bge-m3"))
    best = next(line for line in lines(advice).values() if line.lead)
    assert (best.text, best.badge) == ("Fits into the memory.", "Fits")
    assert "tokens" not in best.caption


def test_a_file_for_laboratories_is_not_recommended_nor_hidden(qapp, on):
    shown = lines(on(32, 24))["BF16"]
    assert shown.text == "Made for computers with more memory than this one."
    assert shown.actions == (Action.DOWNLOAD,)


def test_once_it_is_here_it_is_opened(qapp, on):
    line = here_line(lines(on(32, 24))["Q4_K_M"], can_open=True)
    assert (line.badge, line.actions, line.main) == (
        "On this computer", (Action.OPEN,), Action.OPEN
    )  # fmt: skip
    assert here_line(line, can_open=False).actions == ()


def test_the_best_comes_first_and_the_rest_waits(on):
    advice = on(32, 24)
    pairs = ordered(advice)
    assert pairs[0][0] is advice.recommended
    assert [pair[0].size for pair in pairs[1:]] == sorted(pair[0].size for pair in pairs[1:])
    names = telling(pairs, advice.recommended)
    assert advice.recommended.name in names
    assert "QwQ-32B-BF16.gguf" not in names
    assert 2 <= len(names) <= 5
    nothing = on(4)
    assert len(telling(ordered(nothing), None)) == 1


@pytest.mark.parametrize(
    ("bytes_", "words"),
    [
        (31.2 * GIB, "32 GB"),
        (15.5 * GIB, "16 GB"),
        (7.7 * GIB, "8 GB"),
        (23.99 * GIB, "24 GB"),
        (62.6 * GIB, "64 GB"),
        (10.9 * GIB, "11 GB"),
        (0.3 * GIB, "1 GB"),
    ],
)
def test_memory_is_called_as_it_was_sold(bytes_, words):
    assert installed_words(round(bytes_)) == words.replace(" ", SPACE)


def test_the_computer_is_described_in_a_line(qapp):
    cards = (Gpu("a", 24 * GIB, 24 * GIB), Gpu("b", 24 * GIB, 24 * GIB))
    machine = Computer(Hardware(32 * GIB, 30 * GIB, 8, 16, cards), disk_free_bytes=410 * 10**9)
    words = computer_words(machine).replace(SPACE, " ")
    assert words == (
        "This computer: 32 GB memory, 24 GB + 24 GB graphics cards, 410 GB free on the disk."
    )
    assert free_words(1_234_000_000) == f"1.2{SPACE}GB"


def test_before_the_hub_was_asked_a_guess_is_called_one(qapp, catalogue, make_computer, on):
    entry = catalogue.by_id("qwen3-14b")
    assert model_badge(entry, None, make_computer(32)) == ("Should fit", Verdict.PLAIN)
    assert model_badge(entry, None, make_computer(8)) == ("Too large", Verdict.BAD)
    assert model_badge(entry, on(32, 24), make_computer(32, 24)) == ("Fits", Verdict.GOOD)
    assert model_badge(entry, on(4), make_computer(4)) == ("Does not fit", Verdict.BAD)


def test_the_empty_chat_names_a_model_only_when_it_is_known_to_fit(qapp, on):
    assert intro_words(None) == "See which models fit this computer →"
    assert intro_words(on(4)) == "See which models fit this computer →"
    assert intro_words(on(32, 24), is_here=True) == "QwQ-32B is on this computer: open it →"
    assert intro_words(on(32, 24)) == "QwQ-32B fits this computer: get it (19.8 GB) →"


def test_only_old_advice_tells_its_age(qapp):
    assert age_words(1000.0, now=2000.0) == ""
    assert age_words(0.0, now=86_400.0 * 1.5) == "As of yesterday."
    assert age_words(0.0, now=86_400.0 * 9.5) == "As of 9 days ago."
