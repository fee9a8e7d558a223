"""Where a model came from is remembered beside it."""

import pytest

from qwq_desktop.models.origins import RECORD_NAME, Origin, forget, origin_of, remember

ORIGIN = Origin("huggingface", "Qwen/QwQ-32B-GGUF", "abc", "0" * 64, 12, "https://example.org/x")


def test_what_was_remembered_is_told(home):
    remember(home / "a.gguf", ORIGIN)
    remember(home / "b.gguf", Origin("address"))
    assert origin_of(home / "a.gguf") == ORIGIN
    assert origin_of(home / "b.gguf") == Origin("address")
    assert origin_of(home / "c.gguf") is None


def test_a_record_moves_along_with_its_folder(home):
    (home / "one").mkdir()
    remember(home / "one" / "a.gguf", ORIGIN)
    (home / "one").rename(home / "two")
    assert origin_of(home / "two" / "a.gguf") == ORIGIN


def test_the_last_one_forgotten_takes_the_record_along(home):
    remember(home / "a.gguf", ORIGIN)
    forget(home / "a.gguf")
    forget(home / "a.gguf")
    assert origin_of(home / "a.gguf") is None
    assert not (home / RECORD_NAME).exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a.gguf": 3}', '{"a.gguf": {"size": "x"}}'])
def test_a_damaged_record_does_no_harm(home, text):
    (home / RECORD_NAME).write_text(text)
    assert origin_of(home / "a.gguf") in (None, Origin(""))
    remember(home / "a.gguf", ORIGIN)
    assert origin_of(home / "a.gguf") == ORIGIN
