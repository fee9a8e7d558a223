"""Which models re-rank, and which one the settings mean."""

import gguf
import numpy as np
import pytest

from qwq_desktop.documents.embedding.model import find_embedder, usable_embedders
from qwq_desktop.documents.reranking.model import NO_RERANKER, find_reranker, usable_rerankers
from qwq_desktop.platform.errors import QwQError
from tests.doubles.ranker_file import write_ranker


def write(path, *, heads=(), pooling=None, labels=(), architecture="bert", name="Some model"):
    """A file that says this of itself."""
    out = gguf.GGUFWriter(path, architecture)
    out.add_name(name)
    out.add_block_count(1)
    out.add_context_length(512)
    out.add_embedding_length(64)
    out.add_head_count(2)
    if pooling is not None:
        out.add_pooling_type(gguf.PoolingType(pooling))
    if labels:
        out.add_classifier_output_labels(labels)
    for tensor in ("token_embd.weight", *heads):
        out.add_tensor(tensor, np.zeros((32, 64), np.float32))
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()
    return path


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
def test_a_file_tells_whether_it_ranks(library, folder, said, expected):
    path = write(folder / "model.gguf", **said)
    assert [ref.path for ref in usable_rerankers(library)] == [path] * expected
    if expected:
        found = find_reranker(library)
        assert found.path == path
        assert found.gives_shares is (said.get("architecture") == "qwen3")
    else:
        assert code_of(library, str(path)) == "reranker_unfit"


def test_the_only_one_is_used_without_being_chosen(library, folder):
    assert find_reranker(library) is None
    path = write_ranker(folder / "one.gguf", name="One")
    assert find_reranker(library).path == path
    assert find_reranker(library, NO_RERANKER) is None


def test_of_several_the_user_chooses(library, folder):
    first = write_ranker(folder / "first.gguf", name="First")
    second = write_ranker(folder / "second.gguf", name="Second", says_so=False)
    assert {ref.path for ref in usable_rerankers(library)} == {first, second}
    assert find_reranker(library) is None
    assert find_reranker(library, str(second)).path == second


def test_a_model_that_ranks_embeds_nothing(library, folder):
    path = write_ranker(folder / "ranker.gguf", says_so=False)
    assert path not in {ref.path for ref in usable_embedders(library)}
    with pytest.raises(QwQError) as caught:
        find_embedder(library, str(path))
    assert caught.value.code == "embedder_unfit"


def test_what_cannot_be_used_tells_why(library, folder, nano_model):
    assert code_of(library, str(folder / "gone.gguf")) == "model_missing"
    assert code_of(library, str(nano_model)) == "reranker_unfit"
