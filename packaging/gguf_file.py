"""Writes a GGUF file with nothing but the standard library: the set-up has no packages yet.

The format: ggml's docs/gguf.md, version 3, little-endian. The same input gives the same bytes.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

ALIGNMENT = 32
VERSION = 3
_ARRAY = 9


class Kind(IntEnum):
    """The number formats of metadata (enum gguf_type)."""

    U32 = 4
    I32 = 5
    F32 = 6
    BOOL = 7
    STRING = 8


class TensorType(IntEnum):
    """The number formats of weights (enum ggml_type)."""

    F32 = 0
    Q4_0 = 2


@dataclass(frozen=True)
class Tensor:
    """Weights as they lie in the file; `shape` has the length of a row first."""

    shape: tuple[int, ...]
    type: TensorType
    data: bytes


Value = tuple[Kind, object]  # an object of that kind, or a sequence of them
_NUMBERS = {Kind.U32: "I", Kind.I32: "i", Kind.F32: "f", Kind.BOOL: "?"}


def write_gguf(path: Path, metadata: Mapping[str, Value], tensors: Mapping[str, Tensor]) -> None:
    """Writes the file in place. Raises OSError."""
    head = [b"GGUF", struct.pack("<IQQ", VERSION, len(tensors), len(metadata))]
    head += [_text(key) + _entry(kind, value) for key, (kind, value) in metadata.items()]
    head += _tensor_table(tensors)
    with path.open("wb") as file:
        file.write(_padded(b"".join(head)))
        for tensor in tensors.values():
            file.write(_padded(tensor.data))


def _tensor_table(tensors: Mapping[str, Tensor]) -> list[bytes]:
    lines, offset = [], 0
    for name, tensor in tensors.items():
        shape = struct.pack(f"<I{len(tensor.shape)}Q", len(tensor.shape), *tensor.shape)
        lines.append(_text(name) + shape + struct.pack("<IQ", tensor.type, offset))
        offset += len(tensor.data) + _gap(len(tensor.data))
    return lines


def _entry(kind: Kind, value: object) -> bytes:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return struct.pack("<IIQ", _ARRAY, kind, len(value)) + _values(kind, value)
    return struct.pack("<I", kind) + _values(kind, [value])


def _values(kind: Kind, values: Sequence[object]) -> bytes:
    if kind is Kind.STRING:
        return b"".join(_text(str(value)) for value in values)
    return struct.pack(f"<{len(values)}{_NUMBERS[kind]}", *values)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _padded(data: bytes) -> bytes:
    return data + bytes(_gap(len(data)))


def _gap(size: int) -> int:
    return -size % ALIGNMENT
