"""Which models re-rank, and which one the settings mean."""

import numpy as np
import pytest

from qwq_desktop.documents.embedding.model import find_embedder, usable_embedders
from qwq_desktop.documents.reranking.model import NO_RERANKER, find_reranker, usable_rerankers
from qwq_desktop.platform.errors import QwQError
from tests.doubles.ranker_file import write_ranker
from tests.doubles.reader_file import write_reader

EMPTY = np.zeros((32, 64), np.float32)


def write(path, *, heads=(), **said):
    """A file that says this of itself."""
    tensors = ("token_embd.weight", *heads)
    return write_reader(path, "Some model", dict.fromkeys(tensors, EMPTY), **said)


def code_of(library, setting):
    with pytest.raises(QwQError) as caught:
        find_reranker(library, setting)
    return caught.value.code


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"heads": ["cls.weight", "cls.output.weight"]}, True),  # as BGE's files are
        ({"heads": ["cls.weight"], "architecture": "jina-bert-v2"}, True),
        (
            {
                "heads": ["cls.output.weight"],
                "pooling": 4,
                "labels": ["yes", "no"],
                "architecture": "qwen3",
            },
            True,
        ),
        ({"pooling": 4}, False),  # its numbers would mean nothing
        ({"architecture": "qwen3"}, False),  # a file of Qwen3-Reranker without its head
        ({"heads": ["cls.weight"], "pooling": 2}, False),  # a pooler of an embedder
        ({"heads": ["cls.output.weight"], "labels": ["spam", "ham"]}, False),
        ({}, False),
    ],
)
def test_a_file_tells_whether_it_ranks(library, home, said, expected):
    path = write(home / "model.gguf", **said)
    assert [ref.path for ref in usable_rerankers(library)] == [path] * expected
    if expected:
        found = find_reranker(library)
        assert found.path == path
        assert found.gives_shares is (said.get("architecture") == "qwen3")
    else:
        assert code_of(library, str(path)) == "reranker_unfit"


def test_the_only_one_is_used_without_being_chosen(library, home):
    assert find_reranker(library) is None
    path = write_ranker(home / "one.gguf", name="One")
    assert find_reranker(library).path == path
    assert find_reranker(library, NO_RERANKER) is None


def test_of_several_the_user_chooses(library, home):
    first = write_ranker(home / "first.gguf", name="First")
    second = write_ranker(home / "second.gguf", name="Second", says_so=False)
    assert {ref.path for ref in usable_rerankers(library)} == {first, second}
    assert find_reranker(library) is None
    assert find_reranker(library, str(second)).path == second


def test_a_model_that_ranks_embeds_nothing(library, home):
    path = write_ranker(home / "ranker.gguf", says_so=False)
    assert path not in {ref.path for ref in usable_embedders(library)}
    with pytest.raises(QwQError) as caught:
        find_embedder(library, str(path))
    assert caught.value.code == "embedder_unfit"


def test_what_cannot_be_used_tells_why(library, home, nano_model):
    assert code_of(library, str(home / "gone.gguf")) == "model_missing"
    assert code_of(library, str(nano_model)) == "reranker_unfit"
