import os
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwq_desktop.models.ggml_types import FILE_TYPES, TENSOR_TYPES
from qwq_desktop.models.gguf import part_paths, read_metadata
from qwq_desktop.platform.errors import QwQError

CODES = {
    "model_missing", "model_is_folder", "model_unreadable", "model_empty", "model_not_gguf",
    "model_truncated", "model_damaged", "model_part_missing",
}  # fmt: skip


def error_of(path: Path) -> QwQError:
    with pytest.raises(QwQError) as caught:
        read_metadata(path)
    assert str(path) in caught.value.facts["path"]
    return caught.value


def test_a_file_tells_its_metadata(make_gguf):
    info = read_metadata(make_gguf())
    assert (info.architecture, info.name, info.licence) == ("qwen2", "QwQ 32B", "apache-2.0")
    assert (info.context_length, info.block_count, info.total_layers) == (40960, 2, 3)
    assert (info.embedding_length, info.feed_forward_length) == (256, 512)
    assert (info.head_count, info.head_count_kv, info.kv_heads) == (4, 2, (2, 2))
    assert (info.key_length, info.value_length) == (64, 64)
    assert info.rope_freq_base == 1e6
    assert info.rope_scaling_type is None
    assert info.sliding_window is None
    assert info.quantisation == "Q4_K_M"
    assert info.thinks
    assert "<think>" in info.chat_template


def test_tensor_bytes_are_summed_by_place(make_gguf):
    info = read_metadata(make_gguf())
    assert info.layer_bytes == (256 * 256 // 256 * 144, 256 * 256 // 256 * 210)
    assert info.input_bytes == 8 * 144
    assert info.output_bytes == 256 * 4 + 8 * 210
    assert info.weights_bytes == sum(info.layer_bytes) + info.input_bytes + info.output_bytes
    assert info.vocabulary_size == 8
    assert not info.output_tied


def test_version_2_reads_like_version_3(make_gguf):
    old = read_metadata(make_gguf("old.gguf", version=2))
    new = read_metadata(make_gguf("new.gguf"))
    assert old.layer_bytes == new.layer_bytes
    assert old.name == new.name


def test_keys_of_rope_scaling_and_heads_are_read(make_gguf, small_values):
    values = dict(small_values) | {
        "qwen2.rope.scaling.type": "yarn",
        "qwen2.rope.scaling.factor": 4.0,
        "qwen2.rope.scaling.original_context_length": 32768,
        "qwen2.attention.key_length": 128,
        "qwen2.attention.value_length": 96,
        "qwen2.attention.head_count_kv": [2, 0],
        "qwen2.attention.sliding_window": 4096,
        "qwen2.expert_count": 8,
        "general.size_label": "32B",
    }
    info = read_metadata(make_gguf(values=values))
    assert (info.rope_scaling_type, info.rope_scaling_factor) == ("yarn", 4.0)
    assert info.rope_scaling_original_context == 32768
    assert (info.key_length, info.value_length) == (128, 96)
    assert info.head_count_kv == info.kv_heads == (2, 0)
    assert (info.sliding_window, info.expert_count, info.size_label) == (4096, 8, "32B")


def test_without_a_file_type_the_type_with_most_bytes_names_the_quantisation(
    make_gguf, small_values
):
    values = {k: v for k, v in small_values.items() if k != "general.file_type"}
    assert read_metadata(make_gguf(values=values)).quantisation == "Q6_K"


def test_without_an_output_matrix_the_input_is_tied(make_gguf, small_tensors):
    tensors = [t for t in small_tensors if t[0] != "output.weight"]
    assert read_metadata(make_gguf(tensors=tensors)).output_tied


@pytest.mark.parametrize("name", ["模型 二.gguf", "with spaces.gguf", "🤖.gguf", "ünï/cöde.gguf"])
def test_any_path_works(make_gguf, name):
    path = make_gguf(name)
    assert read_metadata(path).path == path


def test_real_models_agree_with_the_reference_reader(resources):
    gguf = pytest.importorskip("gguf")
    path = resources / "qwq-nano.gguf"
    info, reader = read_metadata(path), gguf.GGUFReader(path)
    assert info.weights_bytes == sum(int(t.n_bytes) for t in reader.tensors)
    assert info.chat_template == reader.fields["tokenizer.chat_template"].contents()
    assert (info.name, info.context_length, info.vocabulary_size) == ("QwQ Nano", 4096, 2304)


def test_block_sizes_agree_with_the_reference_tables():
    gguf = pytest.importorskip("gguf")
    for kind, (per_block, size) in gguf.GGML_QUANT_SIZES.items():
        if kind.name != "Q8_1":  # 40 there; ggml itself has 36, and no file stores it
            assert TENSOR_TYPES[int(kind)] == (kind.name, per_block, size)
    for kind in gguf.LlamaFileType:
        if int(kind) in FILE_TYPES:
            name = kind.name.removeprefix("MOSTLY_").removeprefix("ALL_").removesuffix("_MOE")
            assert FILE_TYPES[int(kind)] == name


def test_a_full_size_file_is_read_from_its_header_alone(full_size):
    start = time.process_time()
    info = read_metadata(full_size)
    print(f"{time.process_time() - start:.3f} s of processor time")
    assert info.weights_bytes == 19_888_611_328
    assert info.block_count == 64
    assert info.vocabulary_size == 152_064
    assert info.file_bytes == full_size.stat().st_size


def test_a_missing_file_is_told(tmp_path):
    assert error_of(tmp_path / "none.gguf").code == "model_missing"


def test_a_folder_is_told(tmp_path):
    assert error_of(tmp_path).code == "model_is_folder"


def test_an_empty_file_is_told(make_gguf):
    assert error_of(make_gguf(content=b"")).code == "model_empty"


@pytest.mark.parametrize("content", [b"hi", b"hello, world", bytes(100), b"FUGG" * 10])
def test_another_kind_of_file_is_told(make_gguf, content):
    assert error_of(make_gguf(content=content)).code == "model_not_gguf"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a refusing system")
def test_a_forbidden_file_is_told(make_gguf):
    path = make_gguf()
    path.chmod(0)
    assert error_of(path).code == "model_unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.gguf")
    assert error_of(tmp_path / "pipe.gguf").code == "model_unreadable"


def test_a_name_too_long_for_the_disk_is_told(tmp_path):
    assert error_of(tmp_path / ("x" * 5000)).code in ("model_missing", "model_unreadable")


def test_missing_weights_are_told_with_both_sizes(make_gguf, gguf_bytes):
    whole = gguf_bytes()
    error = error_of(make_gguf(content=whole[:-100]))
    assert error.code == "model_truncated"
    assert error.facts["actual_bytes"] == len(whole) - 100
    assert len(whole) - 100 < error.facts["expected_bytes"] <= len(whole)


def test_every_cut_within_the_header_is_told_as_truncated(make_gguf, gguf_bytes):
    head = gguf_bytes(data=False)
    for length in range(4, len(head), 7):
        assert error_of(make_gguf(content=head[:length])).code == "model_truncated"


def test_a_huge_count_is_damage(make_gguf, gguf_bytes):
    whole = gguf_bytes()
    for at in (8, 16):
        content = whole[:at] + struct.pack("<Q", 1 << 62) + whole[at + 8 :]
        assert error_of(make_gguf(content=content)).code == "model_damaged"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"general.architecture": 5}, "architecture"),
        ({"qwen2.block_count": 0}, "block_count"),
        ({"qwen2.block_count": 1 << 31}, "block_count"),
        ({"qwen2.block_count": "two"}, "block_count"),
        ({"qwen2.context_length": -1.0}, "context_length"),
        ({"qwen2.embedding_length": 1 << 40}, "embedding_length"),
        ({"qwen2.attention.head_count_kv": [2, 2, 2]}, "layers"),
        ({"general.alignment": 0}, "alignment"),
        ({"general.alignment": 48}, "alignment"),
        ({"general.type": "adapter"}, "adapter"),
    ],
)
def test_impossible_values_are_damage(make_gguf, small_values, changes, reason):
    error = error_of(make_gguf(values=dict(small_values) | changes))
    assert error.code == "model_damaged"
    assert reason in error.facts["reason"]


def test_a_vocabulary_without_weights_is_damage(make_gguf):
    assert error_of(make_gguf(tensors=[])).facts["reason"] == "it holds no weights"


def test_other_versions_and_byte_orders_are_damage(make_gguf, gguf_bytes):
    rest = gguf_bytes()[8:]
    assert "version 1" in error_of(make_gguf(content=b"GGUF\1\0\0\0" + rest)).facts["reason"]
    assert "big-endian" in error_of(make_gguf(content=b"GGUF\0\0\0\3" + rest)).facts["reason"]


def test_arrays_within_arrays_end_somewhere(make_gguf):
    nested = b"".join(struct.pack("<IQ", 9, 1) for _ in range(1000))
    key = struct.pack("<Q", 1) + b"x"
    content = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + key + struct.pack("<I", 9) + nested
    assert "nested" in error_of(make_gguf(content=content)).facts["reason"]


def test_endless_arrays_in_a_sparse_file_do_not_hang(make_gguf):
    key = struct.pack("<Q", 1) + b"x"
    for kind in (8, 9):
        content = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + key
        content += struct.pack("<IIQ", 9, kind, 1 << 30)
        path = make_gguf(content=content)
        os.truncate(path, 20_000_000_000)
        assert error_of(path).code == "model_damaged"


def test_a_string_as_long_as_a_sparse_file_is_not_read(make_gguf):
    key = struct.pack("<Q", len("tokenizer.chat_template")) + b"tokenizer.chat_template"
    content = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + key
    content += struct.pack("<IQ", 8, 19_000_000_000)
    path = make_gguf(content=content)
    os.truncate(path, 20_000_000_000)
    assert error_of(path).code == "model_damaged"


@pytest.mark.parametrize(
    ("tensor", "word"),
    [
        (("blk.0.x", (100, 2), "Q4_K"), "shape"),
        (("blk.0.x", (1 << 40, 1 << 40), "F16"), "shape"),
        (("blk.0.x", (2, 2, 2, 2, 2), "F32"), "dimensions"),
        (("x" * 2000, (2,), "F32"), "name"),
    ],
)
def test_impossible_tensors_are_damage(make_gguf, tensor, word):
    error = error_of(make_gguf(tensors=[tensor], data=False))
    assert error.code == "model_damaged"
    assert word in error.facts["reason"]


def offset_at(content, name):
    """Where the offset of a tensor stands in the table."""
    at = content.index(struct.pack("<Q", len(name)) + name) + 8 + len(name)
    return at + 4 + 8 * int.from_bytes(content[at : at + 4], "little") + 4


@pytest.mark.parametrize("shift", [-32, 32, 1 << 40, 5])
def test_tensors_that_overlap_or_leave_a_gap_are_damage(make_gguf, gguf_bytes, shift):
    content = bytearray(gguf_bytes())
    at = offset_at(content, b"blk.1.attn_q.weight")
    (offset,) = struct.unpack_from("<Q", content, at)
    struct.pack_into("<Q", content, at, offset + shift)
    error = error_of(make_gguf(content=bytes(content)))
    assert error.code == "model_damaged"
    assert "blk.1.attn_q.weight: offset" in error.facts["reason"]


def test_the_same_tensor_or_key_twice_is_damage(make_gguf, gguf_bytes, small_tensors):
    twice = error_of(make_gguf(tensors=[*small_tensors, small_tensors[1]]))
    assert "two tensors named" in twice.facts["reason"]
    one, other = b"qwen2.block_count", b"general.twin_name"
    content = gguf_bytes({"general.architecture": "qwen2", "general.twin_name": 3, one.decode(): 2})
    content = content.replace(other, one)
    assert (
        "two values for qwen2.block_count" in error_of(make_gguf(content=content)).facts["reason"]
    )


def test_a_split_model_is_read_from_any_of_its_parts(make_gguf, small_values, small_tensors):
    values = dict(small_values) | {"split.count": 2}
    first = make_gguf("M-00001-of-00002.gguf", values=values, tensors=small_tensors[:3])
    second = make_gguf(
        "M-00002-of-00002.gguf", values={"split.count": 2}, tensors=small_tensors[3:]
    )
    whole = read_metadata(make_gguf("whole.gguf"))
    for path in (first, second):
        info = read_metadata(path)
        assert info.path == first
        assert (info.split_count, info.weights_bytes) == (2, whole.weights_bytes)
        assert info.file_bytes == first.stat().st_size + second.stat().st_size


def test_a_missing_part_is_named(make_gguf, small_values):
    path = make_gguf("M-00001-of-00003.gguf", values=dict(small_values) | {"split.count": 3})
    error = error_of(path)
    assert (error.code, error.facts["part"]) == ("model_part_missing", "M-00002-of-00003.gguf")


def test_a_missing_split_model_is_missing(tmp_path):
    assert error_of(tmp_path / "M-00001-of-00002.gguf").code == "model_missing"


def test_a_renamed_part_is_damage(make_gguf, small_values):
    path = make_gguf("renamed.gguf", values=dict(small_values) | {"split.count": 3})
    assert "part" in error_of(path).facts["reason"]


@pytest.mark.parametrize(
    "name", ["a.gguf", "a-00000-of-00002.gguf", "a-00003-of-00002.gguf", "a-1-of-2.gguf"]
)
def test_other_names_are_no_parts(name):
    assert part_paths(Path(name)) == []


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_damaged_bytes_raise_nothing_but_our_error(gguf_bytes, tmp_path_factory, data):
    content = bytearray(gguf_bytes())
    head = len(gguf_bytes(data=False))
    # Of a template of 2 763 bytes few positions matter: aim at the numbers before and after it too.
    places = st.integers(0, 700) | st.integers(head - 400, head - 1) | st.integers(0, head - 1)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(places)
        patch = data.draw(
            st.binary(min_size=1, max_size=8) | st.sampled_from([b"\xff" * 8, bytes(8)])
        )
        content[at : at + len(patch)] = patch
    path = tmp_path_factory.getbasetemp() / "mutated.gguf"
    path.write_bytes(bytes(content))
    try:
        read_metadata(path)
    except QwQError as error:
        assert error.code in CODES  # noqa: PT017


@settings(max_examples=200, deadline=None)
@given(tail=st.binary(max_size=400), version=st.sampled_from([2, 3]))
def test_noise_after_the_magic_raises_nothing_but_our_error(tmp_path_factory, tail, version):
    path = tmp_path_factory.getbasetemp() / "noise.gguf"
    path.write_bytes(b"GGUF" + struct.pack("<I", version) + tail)
    with pytest.raises(QwQError) as caught:
        read_metadata(path)
    assert caught.value.code in CODES


@pytest.mark.parametrize(
    ("architecture", "said", "expected"),
    [
        ("qwen2", {}, False),
        ("qwen3", {"attention.causal": True, "pooling_type": 0}, False),
        ("qwen3", {"pooling_type": 3}, True),  # Qwen3-Embedding
        ("qwen3", {"pooling_type": 4}, True),  # Qwen3-Reranker
        ("llama", {"attention.causal": False}, True),
        ("nomic-bert-moe", {}, True),
        ("gemma-embedding", {}, True),
    ],
)
def test_a_model_that_writes_no_answers_is_told_by_its_file(
    make_gguf, small_values, architecture, said, expected
):
    values = {key.replace("qwen2", architecture): value for key, value in small_values.items()}
    values["general.architecture"] = architecture
    values |= {f"{architecture}.{key}": value for key, value in said.items()}
    assert read_metadata(make_gguf(values=values)).only_reads is expected
