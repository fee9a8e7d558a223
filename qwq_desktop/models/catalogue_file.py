"""The strict reading of catalogue.json: every key known, every value within its bounds."""

import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from qwq_desktop.models.catalogue_entry import (
    CatalogueEntry,
    EntryKind,
    Example,
    HubLocation,
    HubRepository,
    HubSource,
    Localised,
    Match,
    PackageLocation,
    ResourceLocation,
    Thinking,
)
from qwq_desktop.settings.schema import SamplingSettings, bounds

VERSION = 1

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_REPOSITORY = re.compile(r"[^/]+/[^/]+")
_SAMPLING_NEEDED = ("temperature", "top_p", "top_k", "min_p", "max_tokens")


def parse(data: object) -> tuple[CatalogueEntry, ...]:
    """The entries in JSON data, by the rules of catalogue.schema.json. Raises ValueError."""
    top = _object(data, "catalogue", ("version", "models"), ("$schema",))
    if top["version"] != VERSION:
        raise ValueError(f"catalogue version {top['version']!r}")
    entries = tuple(
        _entry(item, f"models[{i}]") for i, item in enumerate(_list(top["models"], "models"))
    )
    ids = [entry.id for entry in entries]
    if len(set(ids)) < len(ids):
        raise ValueError("an id is used twice")
    return entries


def _entry(data: object, where: str) -> CatalogueEntry:
    names = [f.name for f in fields(CatalogueEntry) if f.name != "precise"]
    item = _object(data, where, names)
    kind = EntryKind(item["kind"])
    sampling = _object(item["sampling"], f"{where}.sampling", ("recommended", "precise"))
    parameters = item["parameters"]
    return CatalogueEntry(
        id=_text(item["id"], f"{where}.id", _ID),
        name=_text(item["name"], f"{where}.name"),
        kind=kind,
        licence=_text(item["licence"], f"{where}.licence"),
        parameters=None if parameters is None else _whole(parameters, f"{where}.parameters", 1),
        native_context=_whole(item["native_context"], f"{where}.native_context", 512),
        thinking=Thinking(item["thinking"]),
        sampling=_sampling(sampling["recommended"], f"{where}.sampling.recommended"),
        precise=_sampling(sampling["precise"], f"{where}.sampling.precise"),
        description=_localised(item["description"], f"{where}.description"),
        examples=tuple(_example(e, f"{where}.examples") for e in _list(item["examples"], where)),
        location=_location(kind, item["location"], f"{where}.location"),
        match=tuple(_match(m, f"{where}.match") for m in _list(item["match"], where)),
    )


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
