"""The walk through a GGUF file's header, safe whatever a hostile file claims."""

import os
import struct
from dataclasses import dataclass, field
from pathlib import Path

from qwq_desktop.models.ggml_types import TENSOR_TYPES
from qwq_desktop.models.gguf_cursor import Cursor, Place, damaged, truncated
from qwq_desktop.platform.errors import QwQError

Value = int | float | bool | str | tuple[int, ...]

MAX_ENTRIES = 1 << 16  # metadata entries, and as many tensors; real files have below 100 and 5 000
MAX_ITEMS = (
    1 << 23
)  # strings and nested arrays stepped over in one file; a vocabulary has about 300 000
MAX_DEPTH = 4
MAX_NAME = 256
MAX_TEXT = 1 << 12
MAX_TEMPLATE = 1 << 20
MAX_NUMBERS = 1 << 10  # longest array kept: one number a layer
MAX_DIMENSIONS = 4  # GGML_MAX_DIMS

_STRING, _ARRAY = 8, 9
_SCALARS = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
_TEMPLATE_KEY = "tokenizer.chat_template"
_TEXTS = ("general.", "rope.scaling.type", _TEMPLATE_KEY)


@dataclass(frozen=True)
class Tensor:
    """A line of the tensor table; `offset` counts from the start of the tensor data."""

    name: str
    shape: tuple[int, ...]
    type_name: str
    offset: int
    bytes: int


@dataclass(frozen=True)
class Header:
    """What a header says; `lengths` holds the element counts of arrays, kept or not."""

    values: dict[str, Value]
    lengths: dict[str, int]
    tensors: tuple[Tensor, ...]
    data_start: int
    file_bytes: int
    strings: tuple[bytes, ...] = ()  # of the one array whose texts were asked for


def read_header(path: Path, strings_of: str = "") -> Header:
    """The header of one GGUF file, little-endian, version 2 or 3.

    The texts of the array `strings_of` are kept too. Raises QwQError as `gguf.read_metadata` does.
    """
    try:
        if not path.exists():
            raise QwQError("model_missing", path=str(path))
        if path.is_dir():
            raise QwQError("model_is_folder", path=str(path))
        if not path.is_file():  # opening a pipe would wait for its other end
            raise QwQError("model_unreadable", path=str(path), reason="not a regular file")
        with path.open("rb") as file:
            return header_at(Cursor(file, path, os.fstat(file.fileno()).st_size), strings_of)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QwQError(
            "model_unreadable", detail=repr(error), path=str(path), reason=reason
        ) from error


def read_strings(path: Path, key: str) -> list[bytes]:
    """The texts of an array in a file's metadata; none where it has no such array.

    Raises QwQError as `gguf.read_metadata` does.
    """
    header = read_header(path, strings_of=key)
    return list(header.strings)


def header_at(cursor: Cursor, strings_of: str = "") -> Header:
    """The header of the file that a cursor stands at the start of.

    Raises QwQError as `gguf.read_metadata` does, and what reading the file raises.
    """
    entries, tensors = _counts(cursor)
    walk = _Walk(cursor, strings_of)
    for _ in range(entries):
        walk.entry()
    table = tuple(_tensor(cursor) for _ in range(tensors))
    alignment = walk.values.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment < 1 or alignment & (alignment - 1):
        raise damaged(cursor.path, f"alignment {alignment!r}")
    data_start = -(-cursor.position // alignment) * alignment
    header = Header(
        walk.values, walk.lengths, table, data_start, cursor.file_bytes, tuple(walk.strings)
    )
    _check_data(header, alignment, cursor.path)
    return header


def _counts(cursor: Cursor) -> tuple[int, int]:
    if not cursor.file_bytes:
        raise QwQError("model_empty", path=str(cursor.path))
    if cursor.file_bytes < 4 or cursor.take(4) != b"GGUF":
        raise QwQError("model_not_gguf", path=str(cursor.path))
    version = cursor.number(4)
    if version not in (2, 3):
        swapped = version and not version & 0xFFFF
        raise damaged(cursor.path, "big-endian" if swapped else f"GGUF version {version}")
    tensors, entries = cursor.number(8), cursor.number(8)
    for what, count in (("tensors", tensors), ("metadata entries", entries)):
        if count > MAX_ENTRIES:
            raise damaged(cursor.path, f"claims {count} {what}")
    return entries, tensors


def _tensor(cursor: Cursor) -> Tensor:
    name = cursor.text(MAX_NAME)
    if name is None:
        raise damaged(cursor.path, "a tensor's name is too long")
    dimensions = cursor.number(4)
    if dimensions > MAX_DIMENSIONS:
        raise damaged(cursor.path, f"{name}: {dimensions} dimensions")
    shape = tuple(cursor.number(8) for _ in range(dimensions))
    kind, offset = cursor.number(4), cursor.number(8)
    if kind not in TENSOR_TYPES:
        raise damaged(cursor.path, f"{name}: unknown tensor type {kind}")
    type_name, per_block, block_bytes = TENSOR_TYPES[kind]
    elements = 1
    for extent in shape:
        elements *= extent
    if elements >= 1 << 62 or (shape and shape[0] % per_block):
        raise damaged(cursor.path, f"{name}: impossible shape {shape} for {type_name}")
    return Tensor(name, shape, type_name, offset, elements // per_block * block_bytes)


def _check_data(header: Header, alignment: int, path: Place) -> None:
    """One tensor follows the other without gap or overlap, as gguf.cpp demands it too."""
    end = place = 0
    names = set()
    for tensor in header.tensors:
        if tensor.offset != place:
            raise damaged(path, f"{tensor.name}: offset {tensor.offset}, not {place}")
        if tensor.name in names:
            raise damaged(path, f"two tensors named {tensor.name}")
        names.add(tensor.name)
        end = place + tensor.bytes
        place = -(-end // alignment) * alignment
    expected = header.data_start + end
    if header.tensors and expected > header.file_bytes:
        raise truncated(path, expected, header.file_bytes)


@dataclass
class _Walk:
    """Metadata entries one after the other; keeps what is asked for and steps over the rest."""

    cursor: Cursor
    strings_of: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    strings: list[bytes] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)

    def entry(self) -> None:
        """Read one key with its value."""
        key = self.cursor.text(MAX_NAME) or ""
        if key and key in self._keys:
            raise damaged(self.cursor.path, f"two values for {key}")
        self._keys.add(key)
        kind = self.cursor.number(4)
        value = self._value(key, kind)
        if key and value is not None:
            self.values[key] = value

    def _value(self, key: str, kind: int) -> Value | None:
        if kind == _STRING:
            if not any(part in key for part in _TEXTS):
                self.cursor.skip_strings(1)
                return None
            return self.cursor.text(MAX_TEMPLATE if key == _TEMPLATE_KEY else MAX_TEXT)
        if kind == _ARRAY:
            return self._array(key, MAX_DEPTH)
        if kind not in _SCALARS:
            raise damaged(self.cursor.path, f"{key}: unknown value type {kind}")
        return self._scalar(kind)

    def _scalar(self, kind: int) -> int | float | bool:
        number: int | float | bool = _SCALARS[kind].unpack(self.cursor.take(_SCALARS[kind].size))[0]
        return number

    def _short_text(self, key: str) -> bytes:
        length = self.cursor.number(8)
        if length > MAX_TEXT:
            raise damaged(self.cursor.path, f"{key}: a text of {length} bytes")
        return self.cursor.take(length)

    def _array(self, key: str, depth: int) -> tuple[int, ...] | None:
        kind, count = self.cursor.number(4), self.cursor.number(8)
        if key:
            self.lengths[key] = count
        if kind == _STRING and key and key == self.strings_of:
            self.cursor.spend(count)
            self.strings = [self._short_text(key) for _ in range(count)]
        elif kind == _STRING:
            self.cursor.skip_strings(count)
        elif kind == _ARRAY:
            self.cursor.spend(count)
            if depth <= 1:
                raise damaged(self.cursor.path, f"{key}: arrays nested too deeply")
            for _ in range(count):
                self._array("", depth - 1)
        elif kind not in _SCALARS:
            raise damaged(self.cursor.path, f"{key}: unknown element type {kind}")
        elif key and count <= MAX_NUMBERS and kind not in (6, 12):
            return tuple(int(self._scalar(kind)) for _ in range(count))
        else:
            self.cursor.skip(count * _SCALARS[kind].size)
        return None
