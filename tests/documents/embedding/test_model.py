"""Which models embed, which one the settings mean, and what names their vectors."""

import shutil

import numpy as np
import pytest

from qwq_desktop.documents.embedding.model import NO_EMBEDDER, find_embedder, usable_embedders
from qwq_desktop.models import library as library_module
from qwq_desktop.platform.errors import QwQError
from tests.doubles.reader_file import write_reader


def write(path, name, *, seed=1, **said):
    """A file that says this of itself, with weights enough to tell it from another."""
    weights = np.random.default_rng(seed).random((500, 64), np.float32)
    return write_reader(path, name, {"token_embd.weight": weights}, **said)


@pytest.fixture
def folder(library, tmp_path):
    return tmp_path / "models"


def code_of(library, setting):
    with pytest.raises(QwQError) as caught:
        find_embedder(library, setting)
    return caught.value.code


def test_the_default_is_what_the_set_up_made(e5):
    assert e5.path.name == "multilingual-e5-small.gguf"
    assert (e5.dimensions, e5.context_length) == (384, 512)
    assert (e5.wording.query_prefix, e5.wording.document_prefix) == ("query: ", "passage: ")


def test_without_it_there_is_a_reason(library, monkeypatch):
    monkeypatch.setattr(library_module, "package_folder", lambda package: None)
    assert code_of(library, "") == "model_not_installed"


def test_words_alone_can_be_wanted(library):
    assert find_embedder(library, NO_EMBEDDER) is None


def test_a_model_to_chat_with_is_refused(library, nano_model):
    assert code_of(library, "qwq-nano") == "embedder_unfit"
    assert code_of(library, str(nano_model)) == "embedder_unfit"


def test_a_file_that_is_gone_or_broken_keeps_its_own_reason(library, tmp_path):
    (tmp_path / "broken.gguf").write_bytes(b"GGUF")
    assert code_of(library, str(tmp_path / "gone.gguf")) == "model_missing"
    assert code_of(library, str(tmp_path / "broken.gguf")) == "model_truncated"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"pooling": 1}, True),
        ({"pooling": 2}, True),
        ({"pooling": 3, "architecture": "qwen3"}, True),
        ({"pooling": 4}, False),  # ranks, and makes no vectors
        ({"pooling": 0}, False),
        ({"causal": False}, True),
        ({"causal": True}, False),
        ({}, False),
    ],
)
def test_the_file_tells_whether_it_embeds(library, folder, said, expected):
    path = write(folder / "模型 x.gguf", "Some model", **said)
    found = [ref.path for ref in usable_embedders(library)]
    assert (path in found) is expected
    if expected:
        assert find_embedder(library, str(path)).dimensions == 64
    else:
        assert code_of(library, str(path)) == "embedder_unfit"


def test_a_known_embedder_needs_no_word_of_the_file(library, folder):
    path = write(folder / "old.gguf", "bge-m3")
    assert find_embedder(library, str(path)).wording.query_prefix == ""
    assert find_embedder(library, "bge-m3").path == path


@pytest.mark.parametrize(
    ("name", "architecture", "asked", "kept"),
    [
        ("Nomic Embed Text v1.5", "nomic-bert", "search_query: ", "search_document: "),
        ("Qwen3 Embedding 8B", "qwen3", "Instruct: Given", ""),
        ("E5 large", "bert", "query: ", "passage: "),
        ("somebody's model", "bert", "", ""),
    ],
)
def test_each_model_is_asked_as_it_was_trained(library, folder, name, architecture, asked, kept):
    path = write(folder / "model.gguf", name, pooling=1, architecture=architecture)
    wording = find_embedder(library, str(path)).wording
    assert wording.query_prefix.startswith(asked)
    assert bool(wording.query_prefix) is bool(asked)
    assert wording.document_prefix == kept


def test_only_embedders_are_offered_and_broken_files_stop_nothing(library, folder):
    embedder = write(folder / "a.gguf", "a", pooling=1)
    write(folder / "b.gguf", "b")
    (folder / "c.gguf").write_bytes(b"?")
    offered = {ref.path for ref in usable_embedders(library)}
    assert embedder in offered
    assert not offered & {folder / "b.gguf", folder / "c.gguf"}
    assert "qwq-nano" not in {ref.id for ref in usable_embedders(library)}


def test_a_name_follows_the_weights_and_not_the_place(library, folder, tmp_path):
    one = write(folder / "one.gguf", "Same name", pooling=1)
    moved = tmp_path / "用户 数据 é" / "moved 😀.gguf"
    moved.parent.mkdir()
    shutil.copy(one, moved)
    other = write(folder / "other.gguf", "Same name", pooling=1, seed=2)
    names = [find_embedder(library, str(path)).name for path in (one, moved, other)]
    assert names[0] == names[1] != names[2]
    assert all(name.startswith("Same name ") for name in names)
