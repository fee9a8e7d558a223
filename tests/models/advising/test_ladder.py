"""Which models are worth asking about, on computers of all sizes."""

from types import SimpleNamespace

import pytest

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.ladder import (
    active_parameters,
    candidates,
    guessed,
    next_to_ask,
)
from qwq_desktop.models.speed import Speeds
from qwq_desktop.platform.hardware import Gpu, Hardware

GIB = 1 << 30


def computer(ram, card=0, bandwidth=50e9):
    cards = (Gpu("card", card * GIB, card * GIB),) if card else ()
    return Computer(Hardware(ram * GIB, ram * GIB, 4, 8, cards), Speeds(bandwidth))


def known(*comfortable, poor=()):
    def one(entry_id, is_comfortable):
        best = SimpleNamespace(is_comfortable=is_comfortable)
        found = SimpleNamespace(advice=SimpleNamespace(recommended=best))
        return SimpleNamespace(found=found, recommended=best)

    return {i: one(i, True) for i in comfortable} | {i: one(i, False) for i in poor}


def test_the_candidates_think_and_lie_on_a_hub(catalogue):
    ids = [entry.id for entry in candidates(catalogue.entries)]
    assert ids[:2] == ["qwq-32b", "qwen3-30b-a3b"]
    assert not {"qwq-nano", "qwq-32b-preview", "qwq-32b-draft-0.5b", "bge-m3"} & set(ids)


@pytest.mark.parametrize(
    ("machine", "after_qwq"),
    [
        (computer(4), "qwen3-1.7b"),
        (computer(16), "qwen3-8b"),
        (computer(16, bandwidth=90e9), "qwen3-14b"),
        (computer(32), "qwen3-30b-a3b"),
        (computer(8, 8), "qwen3-14b"),
    ],
)
def test_after_qwq_comes_what_probably_runs_well(catalogue, machine, after_qwq):
    ladder = candidates(catalogue.entries)
    assert next_to_ask(ladder, {}, (), machine).id == "qwq-32b"
    assert next_to_ask(ladder, known(poor=["qwq-32b"]), (), machine).id == after_qwq


def test_it_ends_with_a_comfortable_one(catalogue):
    ladder = candidates(catalogue.entries)
    assert next_to_ask(ladder, known("qwq-32b"), (), computer(32, 24)) is None
    after = known("qwen3-8b", poor=["qwq-32b"])
    assert next_to_ask(ladder, after, (), computer(32)) is None


def test_what_failed_is_not_asked_again(catalogue):
    ladder = candidates(catalogue.entries)
    following = next_to_ask(ladder, {}, {"qwq-32b", "qwen3-30b-a3b"}, computer(32))
    assert following.id not in ("qwq-32b", "qwen3-30b-a3b")
    assert next_to_ask(ladder, {}, {e.id for e in ladder}, computer(32)) is None
    assert next_to_ask((), {}, (), computer(32)) is None


def test_the_smallest_is_the_last_resort(catalogue):
    ladder = candidates(catalogue.entries)
    assert next_to_ask(ladder, {}, {"qwq-32b"}, computer(1)).id == "qwen3-0.6b"


def test_of_experts_only_some_work(catalogue):
    moe = catalogue.by_id("qwen3-30b-a3b")
    assert active_parameters(moe) == 3e9
    assert active_parameters(catalogue.by_id("qwen3-8b")) == 8.2e9
    assert guessed(moe, computer(32)).is_quick
    assert not guessed(catalogue.by_id("qwq-32b"), computer(8)).fits
