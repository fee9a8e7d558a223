"""Checking models beside the window."""

import hashlib

import pytest

from qwq_desktop.models.origins import Origin, remember
from qwq_desktop.models.verifying import Verdict


@pytest.fixture
def check(rig, look, qtbot):
    """Check a model to the end; the state that is left."""

    def to_the_end(name):
        item = look()[name]
        checks = rig.keeping.checks
        checks.start(item)
        assert checks.state(item.ref.id).is_running
        qtbot.waitUntil(lambda: not checks.state(item.ref.id).is_running)
        return checks.state(item.ref.id)

    return to_the_end


def test_a_file_that_is_as_published_is_right(rig, put, check):
    path = put(rig.own / "a.gguf")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    remember(path, Origin("huggingface", "q/a", sha256=digest))
    state = check("a.gguf")
    assert state.verdict is Verdict.RIGHT
    assert not state.is_damaged


def test_a_file_with_another_hash_is_damaged(rig, put, check):
    remember(put(rig.own / "a.gguf"), Origin("huggingface", "q/a", sha256="0" * 64))
    assert check("a.gguf").is_damaged


def test_without_a_hash_it_stays_unproven(rig, put, check):
    put(rig.own / "a.gguf")
    assert check("a.gguf").verdict is Verdict.UNPROVEN


def test_a_file_that_was_cut_off_is_told(rig, put, check):
    path = put(rig.own / "a.gguf")
    path.write_bytes(path.read_bytes()[:100_000])
    assert check("a.gguf").error.code == "model_truncated"


def test_a_check_that_waits_ends_at_once_when_it_is_cancelled(rig, put, look):
    put(rig.own / "a.gguf")
    put(rig.own / "b.gguf")
    items = look()
    checks = rig.keeping.checks
    checks.start(items["a.gguf"])
    checks.start(items["b.gguf"])
    checks.cancel(items["b.gguf"].ref.id)
    checks.cancel(items["a.gguf"].ref.id)
    rig.keeping.close()
    assert checks.state(items["b.gguf"].ref.id) is None
