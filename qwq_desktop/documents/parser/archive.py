"""Files that are ZIP archives inside (Office, e-books), opened with distrust."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from qwq_desktop.documents.parser.limits import (
    FREE_PART_BYTES,
    MOST_PART_BYTES,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
)
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCRYPTED = 0x1  # flag bit of an entry


class Archive:
    """The parts of an archive. What unpacks to more than it should is refused before unpacking.

    Python's `zipfile` gives no more of a part than its entry declares, so that the declared sizes
    are the real bounds. Raises QwQError: `document_damaged`, `document_bomb`, `document_protected`.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise QwQError("document_damaged", detail=repr(error)) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        _check(self._zip.infolist())

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a part."""
        try:
            with self._zip.open(self._entries[name]) as part:
                return part.read(size)
        except (KeyError, zipfile.BadZipFile, zlib.error, *_BROKEN) as error:
            raise QwQError("document_damaged", detail=repr(error)) from error

    def read(self, name: str) -> bytes:
        """A part, whole."""
        return self.head(name, MOST_PART_BYTES)

    def xml(self, name: str, lenient: bool = False) -> "_Element":
        """A part as XML: no entities, no network, no endless depth.

        `lenient` takes what can be made out of a broken part: for tables of contents and the like.
        """
        return parsed_xml(self.read(name), lenient)

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


_BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise QwQError("document_bomb")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise QwQError("document_protected")
        is_large = entry.file_size > FREE_PART_BYTES
        if entry.file_size > MOST_PART_BYTES or (
            is_large and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        ):
            raise QwQError("document_bomb")


def parsed_xml(data: bytes, lenient: bool = False) -> "_Element":
    """XML as a tree. Raises QwQError `document_damaged`."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=lenient
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise QwQError("document_damaged", detail=repr(error)) from error
    if root is None:
        raise QwQError("document_damaged", detail="no element")
    return root


def resolved(base: str, target: str) -> str:
    """The name of a part that another one refers to."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = list(PurePosixPath(base).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def relations(archive: Archive, name: str) -> dict[str, tuple[str, str]]:
    """What a part of an Office file refers to: {id: (kind, name of the part)}."""
    path = PurePosixPath(name)
    place = str(path.parent / "_rels" / f"{path.name}.rels")
    place = place.removeprefix("./")
    if place not in archive:
        return {}
    found = {}
    for relation in archive.xml(place):
        if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            found[relation.get("Id") or ""] = (kind, resolved(name, relation.get("Target") or ""))
    return found
