"""The models that the program knows: where they are, how to sample them, what to ask them."""

import json
from dataclasses import dataclass
from pathlib import Path

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
    plain_name,
)
from qwq_desktop.models.catalogue_file import parse
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.platform.errors import QwQError

__all__ = [
    "Catalogue",
    "CatalogueEntry",
    "Embedding",
    "EntryKind",
    "Example",
    "HubLocation",
    "HubRepository",
    "HubSource",
    "Localised",
    "Match",
    "PackageLocation",
    "Quirk",
    "ResourceLocation",
    "Role",
    "Thinking",
    "plain_name",
]

FILE_NAME = "catalogue.json"


@dataclass(frozen=True)
class Catalogue:
    """All entries, in the order that they are offered."""

    entries: tuple[CatalogueEntry, ...]

    @classmethod
    def load(cls, resources_dir: Path) -> "Catalogue":
        """Read `catalogue.json`. Raises QwQError("catalogue_damaged", path, reason)."""
        path = resources_dir / FILE_NAME
        try:
            return cls(parse(json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError) as error:
            reason = str(error)
            raise QwQError("catalogue_damaged", path=str(path), reason=reason) from error

    def by_id(self, entry_id: str) -> CatalogueEntry | None:
        """The entry with this id."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def examples_for(self, entry: CatalogueEntry | None, *, thinks: bool) -> tuple[Example, ...]:
        """Questions that fit a model: its own, or those of a known model of its kind."""
        if entry is not None and entry.examples:
            return entry.examples
        kin = [e for e in self.entries if e.examples and e.kind is not EntryKind.BUILT_IN]
        fitting = (e.examples for e in kin if e.thinks is thinks)
        return next(fitting, ())

    def drafts_for(self, entry: CatalogueEntry) -> tuple[CatalogueEntry, ...]:
        """The models that can draft for another, the best first."""
        return tuple(e for i in entry.drafts if (e := self.by_id(i)) is not None)

    def match(self, info: GgufInfo) -> CatalogueEntry | None:
        """The entry that speaks for a file: the one whose longest name is found in it."""
        strengths = [
            (max((match.strength(info) for match in entry.match), default=0), entry)
            for entry in self.entries
        ]
        strength, best = max(strengths, key=lambda pair: pair[0], default=(0, None))
        return best if strength else None
