import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stamp import Stamp, hash_inputs, keep_stamp, load_stamp

DONE = Stamp("hash", "/here/.venv", "cpu", dev=True, starter=True)


def test_a_finished_set_up_holds_itself_and_less():
    assert DONE.holds(DONE)
    assert DONE.holds(dataclasses.replace(DONE, dev=False, starter=False))


@pytest.mark.parametrize("other", [{"inputs": "x"}, {"place": "/x"}, {"backend": "cuda"}])
def test_another_project_file_place_or_backend_is_not_held(other):
    assert not DONE.holds(dataclasses.replace(DONE, **other))


@pytest.mark.parametrize("lacking", [{"dev": False}, {"starter": False}, {"inputs": ""}])
def test_what_lacks_is_not_held(lacking):
    assert not dataclasses.replace(DONE, **lacking).holds(DONE)


def test_an_unfinished_set_up_holds_nothing_even_of_its_kind():
    unfinished = dataclasses.replace(DONE, inputs="")
    assert not unfinished.holds(unfinished)


def test_a_stamp_comes_back_as_it_was_kept(tmp_path):
    path = tmp_path / "stamp.json"
    assert keep_stamp(path, DONE) == DONE
    assert load_stamp(path) == DONE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_a_damaged_stamp_counts_as_none(tmp_path, data):
    path = tmp_path / "stamp.json"
    path.write_bytes(data)
    assert load_stamp(path) == Stamp()
    assert load_stamp(tmp_path / "missing.json") == Stamp()


def test_a_stamp_of_another_version_counts_as_none(tmp_path):
    path = tmp_path / "stamp.json"
    path.write_text('{"inputs": "a", "unknown": 1}')
    assert load_stamp(path) == Stamp()


def test_the_hash_follows_the_files(tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text("a")
    first = hash_inputs([file])
    assert hash_inputs([file]) == first
    file.write_text("b")
    assert hash_inputs([file]) != first
