"""GGUF files for the tests of the models package, written byte by byte."""

import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qwq_desktop.models.ggml_types import TENSOR_TYPES
from qwq_desktop.models.gguf import GgufInfo

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RESOURCES = ROOT / "resources"
QWQ_TEMPLATE = (ROOT / "tests/data/qwq-32b.jinja").read_text(encoding="utf-8")

TYPES = {number: name for number, (name, _, _) in TENSOR_TYPES.items()}
NUMBERS = {name: number for number, name in TYPES.items()}
Tensors = Sequence[tuple[str, tuple[int, ...], str]]

SMALL_VALUES: dict[str, object] = {
    "general.architecture": "qwen2",
    "general.name": "QwQ 32B",
    "general.license": "apache-2.0",
    "general.file_type": 15,
    "qwen2.block_count": 2,
    "qwen2.context_length": 40960,
    "qwen2.embedding_length": 256,
    "qwen2.feed_forward_length": 512,
    "qwen2.attention.head_count": 4,
    "qwen2.attention.head_count_kv": 2,
    "qwen2.rope.freq_base": 1e6,
    "tokenizer.ggml.tokens": ["a", "b", "<think>", "</think>"],
    "tokenizer.ggml.scores": [0.5, 1.5],
    "tokenizer.chat_template": QWQ_TEMPLATE,
}
SMALL_TENSORS: Tensors = (
    ("token_embd.weight", (256, 8), "Q4_K"),
    ("blk.0.attn_q.weight", (256, 256), "Q4_K"),
    ("blk.1.attn_q.weight", (256, 256), "Q6_K"),
    ("output_norm.weight", (256,), "F32"),
    ("output.weight", (256, 8), "Q6_K"),
)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: object) -> bytes:
    if isinstance(value, bool):
        return struct.pack("<IB", 7, value)
    if isinstance(value, int):
        return struct.pack("<IQ", 10, value) if value >= 1 << 32 else struct.pack("<II", 4, value)
    if isinstance(value, float):
        return struct.pack("<If", 6, value)
    if isinstance(value, str):
        return struct.pack("<I", 8) + _text(value)
    assert isinstance(value, list)
    kind = _value(value[0])[:4] if value else struct.pack("<I", 4)
    return (
        struct.pack("<I", 9)
        + kind
        + struct.pack("<Q", len(value))
        + b"".join(_value(v)[4:] for v in value)
    )


def build(
    values: Mapping[str, object] = SMALL_VALUES,
    tensors: Tensors = SMALL_TENSORS,
    version: int = 3,
    data: bool = True,
) -> bytes:
    """A whole file: header, tensor table, and zeros for the weights unless `data` is off."""
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(values))
    head += b"".join(_text(key) + _value(value) for key, value in values.items())
    offset = 0
    for name, shape, kind in tensors:
        head += _text(name) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *shape)
        head += struct.pack("<IQ", NUMBERS[kind], offset)
        offset += -(-tensor_bytes(shape, kind) // 32) * 32
    head += bytes(-len(head) % 32)
    return head + bytes(offset if data else 0)


def tensor_bytes(shape: tuple[int, ...], kind: str) -> int:
    """What a tensor takes, worked out apart from the reader."""
    _, per_block, size = TENSOR_TYPES[NUMBERS[kind]]
    elements = 1
    for extent in shape:
        elements *= extent
    return elements // per_block * size


def qwq(**changes: object) -> GgufInfo:
    """QwQ-32B Q4_K_M as its file says it (sizes of a real file's kind, 64 layers)."""
    layer = 294_000_000
    info = GgufInfo(
        path=Path("QwQ-32B-Q4_K_M.gguf"),
        file_bytes=19_894_589_600,
        architecture="qwen2",
        name="QwQ 32B",
        size_label="32B",
        quantisation="Q4_K_M",
        context_length=40960,
        block_count=64,
        embedding_length=5120,
        feed_forward_length=27648,
        head_count=40,
        head_count_kv=8,
        key_length=128,
        value_length=128,
        vocabulary_size=152_064,
        rope_freq_base=1e6,
        rope_scaling_type=None,
        rope_scaling_factor=None,
        rope_scaling_original_context=None,
        sliding_window=None,
        expert_count=0,
        chat_template=QWQ_TEMPLATE,
        licence="apache-2.0",
        weights_bytes=64 * layer + 437_944_320 + 638_689_280,
        layer_bytes=(layer,) * 64,
        input_bytes=437_944_320,
        output_bytes=638_689_280,
    )
    return replace(info, **changes)  # type: ignore[arg-type]


@pytest.fixture
def make_gguf(tmp_path: Path) -> Callable[..., Path]:
    """Write a GGUF file into a folder of the test's own and return its path."""

    def write(name: str = "model.gguf", content: bytes | None = None, **options: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build(**options) if content is None else content)  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture(scope="session")
def gguf_bytes() -> Callable[..., bytes]:
    """The bytes of a GGUF file; `values` and `tensors` replace those of a small QwQ."""
    return build


@pytest.fixture(scope="session")
def small_values() -> Mapping[str, object]:
    """The metadata of the small QwQ that `gguf_bytes` writes."""
    return SMALL_VALUES


@pytest.fixture(scope="session")
def small_tensors() -> Tensors:
    """The tensors of the small QwQ that `gguf_bytes` writes."""
    return SMALL_TENSORS


@pytest.fixture(scope="session")
def qwq_info() -> Callable[..., GgufInfo]:
    """QwQ-32B's metadata, with changes."""
    return qwq


@pytest.fixture(scope="session")
def resources() -> Path:
    """The program's resources folder."""
    return RESOURCES


@pytest.fixture(scope="session")
def full_size(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sparse file of QwQ-32B's full size, skipped where its maker is not at hand."""
    maker = SHARED / "tools/make_qwq_gguf.py"
    if not maker.exists():
        pytest.skip("the maker of full-size files is not here")
    path = tmp_path_factory.mktemp("full") / "full-size.gguf"
    subprocess.run([sys.executable, maker, path, "--sparse"], check=True)
    return path
