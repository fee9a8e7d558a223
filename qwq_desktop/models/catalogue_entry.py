"""What the catalogue says about a model, as frozen values."""

import re
from dataclasses import dataclass
from enum import StrEnum

from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.settings.schema import SamplingSettings


class EntryKind(StrEnum):
    """Where a model comes from; a family only lends its advice to files that match."""

    BUILT_IN = "built-in"
    PACKAGE = "package"
    HUB = "hub"
    FAMILY = "family"


class Thinking(StrEnum):
    """Whether a model thinks: by itself, when asked, or not."""

    ALWAYS = "always"
    OPTIONAL = "optional"
    NONE = "none"


class HubSource(StrEnum):
    """The hubs that models are downloaded from."""

    HUGGINGFACE = "huggingface"
    MODELSCOPE = "modelscope"


@dataclass(frozen=True)
class Localised:
    """A text in the program's two languages."""

    en: str
    zh_CN: str

    def text(self, language: str) -> str:
        """The text for a language such as `zh_CN`; English for any but Chinese."""
        return self.zh_CN if language.lower().startswith("zh") else self.en


@dataclass(frozen=True)
class Example:
    """A question that fits a model, and the short words it is offered by."""

    text: Localised
    caption: Localised


@dataclass(frozen=True)
class ResourceLocation:
    """A file in the program's resources folder."""

    file: str


@dataclass(frozen=True)
class PackageLocation:
    """A file inside an installed Python package; `distribution` is what to install."""

    package: str
    distribution: str
    file: str


@dataclass(frozen=True)
class HubRepository:
    """A repository of GGUF files, `OWNER/NAME`."""

    source: HubSource
    repository: str


@dataclass(frozen=True)
class HubLocation:
    """The repositories that hold a model, the first ones preferred."""

    repositories: tuple[HubRepository, ...]


@dataclass(frozen=True)
class Match:
    """Which files an entry speaks for; names are compared by `plain_name`."""

    architectures: tuple[str, ...]
    names: tuple[str, ...]
    excluded_names: tuple[str, ...]

    def strength(self, info: GgufInfo) -> int:
        """How closely a file matches: the length of the longest name found in it, 0 for none."""
        if info.architecture not in self.architectures:
            return 0
        known = (plain_name(info.name), plain_name(info.path.stem))
        if any(plain_name(name) in text for name in self.excluded_names for text in known):
            return 0
        names = [plain_name(name) for name in self.names]
        return max((len(n) for n in names if any(n in text for text in known)), default=0)


@dataclass(frozen=True)
class CatalogueEntry:
    """A model or a family of models.

    `sampling` is the authors' advice, `precise` a steadier variant of it. `parameters` is a count,
    None for a family; `native_context` is in tokens.
    """

    id: str
    name: str
    kind: EntryKind
    licence: str
    parameters: int | None
    native_context: int
    thinking: Thinking
    sampling: SamplingSettings
    precise: SamplingSettings
    description: Localised
    examples: tuple[Example, ...]
    location: ResourceLocation | PackageLocation | HubLocation | None
    match: tuple[Match, ...]


def plain_name(name: str) -> str:
    """A name for comparing: lower case, with one space for each run of other signs."""
    return re.sub(r"[^\w]+|_+", " ", name.casefold()).strip()
