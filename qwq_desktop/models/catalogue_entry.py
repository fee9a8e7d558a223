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


class Role(StrEnum):
    """What a model is for.

    To chat with, to draft for a larger one, to find passages by meaning, to put them in order.
    """

    CHAT = "chat"
    DRAFT = "draft"
    EMBEDDING = "embedding"
    RERANK = "rerank"

    @property
    def is_silent(self) -> bool:
        """Whether such a model writes nothing."""
        return self in (Role.EMBEDDING, Role.RERANK)


class Thinking(StrEnum):
    """Whether a model thinks: by itself, when asked, in the answer without any marks, or not."""

    ALWAYS = "always"
    OPTIONAL = "optional"
    UNMARKED = "unmarked"
    NONE = "none"


class Quirk(StrEnum):
    """What is peculiar to a model's chat template."""

    OPENS_THINKING = "opens_thinking"  # it writes `<think>` itself: the reply begins inside it
    ALWAYS_THINKS = "always_thinks"  # and no argument turns that off
    DROPS_THINKING = "drops_thinking"  # from the turns before
    KEEPS_THINKING_IN_TOOL_LOOP = "keeps_thinking_in_tool_loop"  # since the last real question
    SWITCH_BY_ARGUMENT = "switch_by_argument"  # `enable_thinking`
    SWITCH_IN_MESSAGE = "switch_in_message"  # `/think` and `/no_think`
    CONTENT_MUST_BE_TEXT = "content_must_be_text"  # None beside tool calls breaks it
    ARGUMENTS_MUST_BE_OBJECTS = "arguments_must_be_objects"  # as text they come out quoted twice
    OWN_SYSTEM_PROMPT = "own_system_prompt"  # it puts one in where there is none
    NO_SYSTEM_PROMPT = "no_system_prompt"  # the authors advise against any


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
class Embedding:
    """How texts are put to a model that embeds them; prefixes go right before the text.

    `dimensions` is None for a family whose models differ in it.
    """

    dimensions: int | None
    query_prefix: str
    document_prefix: str


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
    None for a family; `native_context` is in tokens. `family` is the entry that spoke for whatever
    this one left out; `drafts` are ids of entries that can draft for it, the best first.
    `embedding` is there for the role of that name alone.
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
    role: Role = Role.CHAT
    family: str | None = None
    quirks: tuple[Quirk, ...] = ()
    drafts: tuple[str, ...] = ()
    embedding: Embedding | None = None

    @property
    def thinks(self) -> bool:
        """Whether its thinking can be told apart from its answers."""
        return self.thinking in (Thinking.ALWAYS, Thinking.OPTIONAL)


def plain_name(name: str) -> str:
    """A name for comparing: lower case, with one space for each run of other signs."""
    return re.sub(r"[^\w]+|_+", " ", name.casefold()).strip()
