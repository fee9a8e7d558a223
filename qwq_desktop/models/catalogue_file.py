"""The strict reading of catalogue.json: every key known, every value within its bounds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from qwq_desktop.models.catalogue_entry import (
    CatalogueEntry,
    Embedding,
    EntryKind,
    Example,
    HubLocation,
    HubRepository,
    HubSource,
    Localised,
    Match,
    PackageLocation,
    Quirk,
    ResourceLocation,
    Role,
    Thinking,
)
from qwq_desktop.settings.schema import SamplingSettings, bounds

VERSION = 1

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_REPOSITORY = re.compile(r"[^/]+/[^/]+")
_INHERITED = (
    "licence",
    "native_context",
    "thinking",
    "sampling",
    "examples",
    "quirks",
    "drafts",
)
_OPTIONAL = ("role", "family", "quirks", "drafts", "embedding")
_SILENT_ROLES = tuple(role for role in Role if role.is_silent)
# Such a model says nothing, so that nothing about speaking needs to be said of it.
_SILENT: Mapping[str, Any] = {"thinking": Thinking.NONE, "sampling": None, "examples": []}
_SAMPLING_NEEDED = ("temperature", "top_p", "top_k", "min_p", "max_tokens")


def parse(data: object) -> tuple[CatalogueEntry, ...]:
    """The entries in JSON data, by the rules of catalogue.schema.json. Raises ValueError."""
    top = _object(data, "catalogue", ("version", "models"), ("$schema",))
    if top["version"] != VERSION:
        raise ValueError(f"catalogue version {top['version']!r}")
    items = _list(top["models"], "models")
    entries: dict[str, CatalogueEntry] = {}
    known: dict[str, Mapping[str, Any]] = {}
    for i, item in enumerate(items):
        whole = _whole_item(item, known, f"models[{i}]")
        entry = _entry(whole, f"models[{i}]")
        if entry.id in entries:
            raise ValueError(f"the id {entry.id} is used twice")
        entries[entry.id], known[entry.id] = entry, whole
    _check_drafts(entries)
    return tuple(entries.values())


def _whole_item(
    data: object, known: Mapping[str, Mapping[str, Any]], where: str
) -> Mapping[str, Any]:
    """The item with what its family, an earlier entry, says where it says nothing itself."""
    if not isinstance(data, dict):
        raise ValueError(f"{where}: not an object")
    if data.get("role") in _SILENT_ROLES:
        return {**_SILENT, **data}
    if "family" not in data:
        return data
    family = known.get(_text(data["family"], f"{where}.family", _ID))
    if family is None:
        raise ValueError(f"{where}: no entry {data['family']} comes before it")
    return {**{key: family[key] for key in _INHERITED if key in family}, **data}


def _check_drafts(entries: Mapping[str, CatalogueEntry]) -> None:
    for entry in entries.values():
        if missing := set(entry.drafts) - set(entries):
            raise ValueError(f"{entry.id}: nothing drafts by the names {sorted(missing)}")


def _entry(data: object, where: str) -> CatalogueEntry:
    names = {f.name for f in fields(CatalogueEntry)} - {"precise", *_OPTIONAL}
    item = _object(data, where, names, _OPTIONAL)
    kind, role = EntryKind(item["kind"]), Role(item.get("role", Role.CHAT))
    recommended, precise = _advice(item["sampling"], role, f"{where}.sampling")
    parameters = item["parameters"]
    quirks, drafts = (_list(item.get(key, []), f"{where}.{key}") for key in ("quirks", "drafts"))
    return CatalogueEntry(
        id=_text(item["id"], f"{where}.id", _ID),
        name=_text(item["name"], f"{where}.name"),
        kind=kind,
        licence=_text(item["licence"], f"{where}.licence"),
        parameters=None if parameters is None else _whole(parameters, f"{where}.parameters", 1),
        native_context=_whole(item["native_context"], f"{where}.native_context", 512),
        thinking=Thinking(item["thinking"]),
        sampling=recommended,
        precise=precise,
        description=_localised(item["description"], f"{where}.description"),
        examples=tuple(_example(e, f"{where}.examples") for e in _list(item["examples"], where)),
        location=_location(kind, item["location"], f"{where}.location"),
        match=tuple(_match(m, f"{where}.match") for m in _list(item["match"], where)),
        role=role,
        family=item.get("family"),
        quirks=tuple(map(Quirk, quirks)),
        drafts=tuple(_text(draft, f"{where}.drafts", _ID) for draft in drafts),
        embedding=_embedding(role, item.get("embedding"), f"{where}.embedding"),
    )


def _advice(data: object, role: Role, where: str) -> tuple[SamplingSettings, SamplingSettings]:
    if data is None and role.is_silent:
        return SamplingSettings(), SamplingSettings()
    item = _object(data, where, ("recommended", "precise"))
    recommended = _sampling(item["recommended"], f"{where}.recommended")
    return recommended, _sampling(item["precise"], f"{where}.precise")


def _embedding(role: Role, data: object, where: str) -> Embedding | None:
    if role is not Role.EMBEDDING:
        if data is not None:
            raise ValueError(f"{where}: for models of that role alone")
        return None
    item = _object(data, where, ("dimensions", "query_prefix", "document_prefix"))
    for key in ("query_prefix", "document_prefix"):
        if not isinstance(item[key], str):
            raise ValueError(f"{where}.{key}: {item[key]!r}")
    size = item["dimensions"]
    dimensions = None if size is None else _whole(size, f"{where}.dimensions", 1)
    return Embedding(dimensions, item["query_prefix"], item["document_prefix"])


def _location(
    kind: EntryKind, data: object, where: str
) -> ResourceLocation | PackageLocation | HubLocation | None:
    if kind is EntryKind.BUILT_IN:
        item = _object(data, where, ("file",))
        return ResourceLocation(_file(item["file"], where))
    if kind is EntryKind.PACKAGE:
        item = _object(data, where, ("package", "distribution", "file"))
        package = _text(item["package"], where)
        return PackageLocation(
            package, _text(item["distribution"], where), _file(item["file"], where)
        )
    if kind is EntryKind.HUB:
        item = _object(data, where, ("repositories",))
        return HubLocation(tuple(_repository(r, where) for r in _list(item["repositories"], where)))
    if data is not None:
        raise ValueError(f"{where}: a family has none")
    return None


def _repository(data: object, where: str) -> HubRepository:
    item = _object(data, where, ("source", "repository"))
    return HubRepository(HubSource(item["source"]), _text(item["repository"], where, _REPOSITORY))


def _sampling(data: object, where: str) -> SamplingSettings:
    known = [f.name for f in fields(SamplingSettings) if f.name != "seed"]
    item = _object(data, where, _SAMPLING_NEEDED, known)
    for name, value in item.items():
        low, high, _ = bounds(SamplingSettings, name)
        whole = not isinstance(getattr(SamplingSettings, name), float)
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            raise ValueError(f"{where}.{name}: {value!r}")
        if not low <= value <= high:
            raise ValueError(f"{where}.{name}: {value} is not within {low} to {high}")
    return SamplingSettings(**item)


def _match(data: object, where: str) -> Match:
    item = _object(data, where, ("architectures", "names", "excluded_names"))
    return Match(**{key: tuple(_text(v, where) for v in _list(item[key], where)) for key in item})


def _example(data: object, where: str) -> Example:
    item = _object(data, where, ("text", "caption"))
    return Example(_localised(item["text"], where), _localised(item["caption"], where))


def _localised(data: object, where: str) -> Localised:
    item = _object(data, where, ("en", "zh_CN"))
    return Localised(_text(item["en"], where), _text(item["zh_CN"], where))


def _object(
    data: object, where: str, needed: Iterable[str], allowed: Iterable[str] = ()
) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: not an object")
    missing = set(needed) - set(data)
    unknown = set(data) - {*needed, *allowed}
    if missing or unknown:
        raise ValueError(f"{where}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    return data


def _list(data: object, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{where}: not a list")
    return data


def _text(data: object, where: str, pattern: re.Pattern[str] | None = None) -> str:
    if not isinstance(data, str) or not data or (pattern and not pattern.fullmatch(data)):
        raise ValueError(f"{where}: {data!r}")
    return data


def _file(data: object, where: str) -> str:
    name = _text(data, where)
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(f"{where}: {name!r} leads out of its folder")
    return name


def _whole(data: object, where: str, low: int) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or data < low:
        raise ValueError(f"{where}: {data!r}")
    return data
