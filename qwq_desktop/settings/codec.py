"""Settings to and from JSON, field by field, and the rules which values are valid. Pure.

The JSON is nested as the dataclasses are: {"preset": …, "sampling": {"temperature": …}, …}.
"""

import math
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from qwq_desktop.platform.text import sanitised
from qwq_desktop.settings.schema import Settings

T = TypeVar("T")


def validate(settings: Settings) -> Settings:
    """Return the settings with numbers within their bounds, anything unusable at its default."""
    return _validated(settings)


def decode(data: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in a JSON object and the names (`sampling.top_p`) of values not usable.

    Those have their defaults, as what is missing has; what this version doesn't know is left out.
    """
    refused: list[str] = []
    return _decoded(Settings, data, "", refused), tuple(refused)


def encode(settings: Settings, known_before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON object, with keys of `known_before` that this version doesn't know kept."""
    return _encoded(settings, known_before)


class _Refused(Exception):
    """A value that a field cannot take."""


def _validated(part: T) -> T:
    kinds = get_type_hints(type(part))
    changed: dict[str, Any] = {}
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        if is_dataclass(value):
            changed[field.name] = _validated(value)
            continue
        if _part_of_tuple(kinds[field.name]):
            changed[field.name] = tuple(map(_validated, value))
            continue
        try:
            changed[field.name] = _usable(kinds[field.name], _held(value, field.metadata))
        except _Refused:
            changed[field.name] = field.default
    return replace(part, **changed)  # type: ignore[type-var]


def _decoded(owner: type[T], data: Mapping[str, Any], prefix: str, refused: list[str]) -> T:
    kinds = get_type_hints(owner)
    values: dict[str, Any] = {}
    for field in fields(owner):  # type: ignore[arg-type]
        if field.name not in data:
            continue
        name, kind, value = f"{prefix}{field.name}", kinds[field.name], data[field.name]
        try:
            values[field.name] = _decoded_value(field, kind, value, name, refused)
        except _Refused:
            refused.append(name)
    return owner(**values)


def _decoded_value(
    field: Field[Any], kind: object, value: object, name: str, refused: list[str]
) -> object:
    if is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise _Refused
        return _decoded(kind, value, f"{name}.", refused)  # type: ignore[arg-type]
    if part := _part_of_tuple(kind):
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise _Refused
        return tuple(_decoded(part, item, f"{name}.", refused) for item in value)
    usable = _usable(kind, value)
    if usable != _held(usable, field.metadata):
        raise _Refused
    return usable


def _part_of_tuple(kind: object) -> type[Any] | None:
    """The class of which a field holds several, None for a field of another kind."""
    first = next(iter(get_args(kind)), None)
    return first if isinstance(first, type) and is_dataclass(first) else None


def _usable(kind: object, value: object) -> object:
    """Return the value in the type of a field. Raises _Refused."""
    if isinstance(kind, UnionType):
        if value is None:
            return None
        (kind,) = (k for k in get_args(kind) if k is not NoneType)
    if kind is bool or kind is str:
        if not isinstance(value, kind):
            raise _Refused
        return sanitised(value) if isinstance(value, str) else value
    if kind is int or kind is float:
        return _number(kind, value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind, value)
    if not isinstance(value, list | tuple):
        raise _Refused
    return tuple(_usable(get_args(kind)[0], item) for item in value)


def _number(kind: type[int] | type[float], value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Refused
    if isinstance(value, float) and not math.isfinite(value):
        raise _Refused
    if kind is int and value != int(value):
        raise _Refused
    try:
        return kind(value)
    except OverflowError:
        raise _Refused from None


def _choice(kind: type[StrEnum], value: object) -> StrEnum:
    try:
        return kind(str(value))
    except ValueError:
        raise _Refused from None


def _held(value: object, bounds: Mapping[str, Any]) -> object:
    if "low" not in bounds or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    # The comparison with itself fails for NaN only, which no bound can hold.
    if value != value:
        return value
    held: object = min(max(value, bounds["low"]), bounds["high"])
    return held


def _encoded(part: object, known_before: Mapping[str, Any]) -> dict[str, Any]:
    data = dict(known_before)
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        if is_dataclass(value):
            before = known_before.get(field.name)
            value = _encoded(value, before if isinstance(before, Mapping) else {})
        if isinstance(value, tuple):
            value = [_encoded(item, {}) if is_dataclass(item) else item for item in value]
        data[field.name] = value
    return data
