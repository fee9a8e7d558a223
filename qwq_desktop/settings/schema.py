"""The settings as frozen dataclasses, with defaults, bounds and validation."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class ThinkingMode(StrEnum):
    """Whether a turn thinks: as the model does by itself, always, or not at all."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class ThinkingLanguage(StrEnum):
    """In which language a turn thinks: as the model chooses, or opened in one."""

    AUTO = "auto"
    ENGLISH = "english"
    CHINESE = "chinese"


class YarnMode(StrEnum):
    """YaRN long context: when the context goes beyond the model's own, never, or always."""

    AUTO = "auto"
    OFF = "off"
    ON = "on"


class KvCacheType(StrEnum):
    """Number format of the KV cache (names as in llama.cpp)."""

    AUTO = "auto"
    F16 = "f16"
    Q8_0 = "q8_0"
    Q4_0 = "q4_0"


class Switch(StrEnum):
    """A three-way choice that can be left to the program."""

    AUTO = "auto"
    OFF = "off"
    ON = "on"


class ThemeChoice(StrEnum):
    """Which palette the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Accent(StrEnum):
    """The colour of what is chosen and of the main actions."""

    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    ROSE = "rose"
    GRAPHITE = "graphite"


class Motion(StrEnum):
    """Whether things move on the screen: as the system is set, always, or not at all."""

    SYSTEM = "system"
    FULL = "full"
    NONE = "none"


class Language(StrEnum):
    """Language of the interface."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


class SamplingPreset(StrEnum):
    """Whose sampling values count: the model's advice, a steadier variant, or the user's own."""

    RECOMMENDED = "recommended"
    PRECISE = "precise"
    OWN = "own"


def number(default: float, low: float, high: float, step: float) -> Any:
    """A dataclass field for a number with inclusive bounds and the step that a control uses."""
    return field(default=default, metadata={"low": low, "high": high, "step": step})


def optional_number(low: int, high: int, step: int, default: int | None = None) -> Any:
    """A field for a whole number that may be left to the program (None)."""
    return field(default=default, metadata={"low": low, "high": high, "step": step})


@dataclass(frozen=True)
class SamplingSettings:
    """How the next token is chosen.

    Defaults are QwQ-32B's official advice (model card: 0.6 / 0.95 / 40 / 0, no penalties).

    `seed` None draws a fresh one a turn. `max_tokens` bounds thinking and answer together;
    `max_thinking_tokens` None leaves the thinking free within it (some tokens stay reserved for the
    answer in any case).
    """

    temperature: float = number(0.6, 0.0, 2.0, 0.05)
    top_p: float = number(0.95, 0.0, 1.0, 0.01)
    top_k: int = number(40, 0, 200, 1)
    min_p: float = number(0.0, 0.0, 1.0, 0.01)
    presence_penalty: float = number(0.0, 0.0, 2.0, 0.1)
    frequency_penalty: float = number(0.0, 0.0, 2.0, 0.1)
    repetition_penalty: float = number(1.0, 1.0, 2.0, 0.01)
    seed: int | None = optional_number(0, 2**32 - 2, 1)
    max_tokens: int = number(32768, 1, 131072, 256)
    max_thinking_tokens: int | None = optional_number(0, 131072, 256)


@dataclass(frozen=True)
class LoadSettings:
    """How a model is loaded; a change takes effect after a reload.

    None and AUTO leave the choice to the load plan. `fewer_cores` holds where `threads` is None.
    Each model has its own, but for those in `SHARED_LOAD_SETTINGS`.
    """

    context_length: int | None = optional_number(512, 1048576, 512)
    yarn: YarnMode = YarnMode.AUTO
    yarn_factor: float = number(4.0, 1.0, 8.0, 0.5)
    yarn_original_context: int = number(32768, 1024, 262144, 1024)
    gpu_layers: int | None = optional_number(0, 999, 1)
    kv_cache_type: KvCacheType = KvCacheType.AUTO
    flash_attention: Switch = Switch.AUTO
    threads: int | None = optional_number(1, 256, 1)
    fewer_cores: bool = False
    cache_limit_gb: int = number(4, 0, 1024, 1)  # GB of saved chat states on disk, 0 saves none
    draft_model: str | None = None  # path of a small model's file that drafts for this one
    gpu_devices: tuple[str, ...] = ()  # llama.cpp's names in their order, () takes all
    gpu_shares: tuple[float, ...] = ()  # of the layers, in that order; () goes by free memory
    prompt_lookup: bool = True  # drafts from the text itself, where they pay


SHARED_LOAD_SETTINGS = ("threads", "fewer_cores", "cache_limit_gb", "prompt_lookup")


@dataclass(frozen=True)
class ModelLoad:
    """The loading options of a model that isn't the present one; `reference` as it is opened."""

    reference: str = ""
    load: LoadSettings = LoadSettings()


@dataclass(frozen=True)
class Settings:
    """Everything the user can choose.

    `load` holds for the model `load_model`, `other_loads` keeps those of others (see
    `settings.per_model`). New models go to the first of `model_folders`, to the program's own where
    there is none; `linked_models` are files that stay where another program put them. After
    `idle_minutes` without a question the model's memory is freed; None keeps it. `embedding_model`
    is the id or path of the model that finds passages in documents: "" is the one that the set-up
    makes, "none" leaves it at words. `reranking_model` is that of the model that puts what was
    found in order: "" is the one that is on this computer, "none" is none.
    """

    preset: SamplingPreset = SamplingPreset.RECOMMENDED
    sampling: SamplingSettings = SamplingSettings()
    thinking: ThinkingMode = ThinkingMode.AUTO
    system_prompt: str = ""
    tools_enabled: bool = True
    load: LoadSettings = LoadSettings()
    load_model: str = ""
    other_loads: tuple[ModelLoad, ...] = ()
    idle_minutes: int | None = optional_number(1, 720, 1, default=30)
    theme: ThemeChoice = ThemeChoice.SYSTEM
    accent: Accent = Accent.TEAL
    motion: Motion = Motion.SYSTEM
    language: Language = Language.SYSTEM
    font_scale: float = number(1.0, 0.8, 1.6, 0.05)
    fold_thinking_when_answered: bool = True
    window_geometry: str = ""  # Qt's own record of the window's place and size, in base64
    sidebar_open: bool = True
    welcome_done: bool = False  # the first words were read, or passed over
    folded_folders: tuple[str, ...] = ()  # of the chat list
    last_model: str | None = None
    recent_models: tuple[str, ...] = ()
    model_folders: tuple[str, ...] = ()
    linked_models: tuple[str, ...] = ()
    download_limit: int | None = optional_number(10_000, 10**12, 1)  # bytes a second
    concise_thinking: bool = False
    thinking_language: ThinkingLanguage = ThinkingLanguage.AUTO
    embedding_model: str = ""
    reranking_model: str = ""


def bounds(owner: type, name: str) -> tuple[float, float, float]:
    """(low, high, step) of a numeric field of a settings class.

    Raises KeyError for a field without bounds.
    """
    data = next(f for f in fields(owner) if f.name == name).metadata
    return data["low"], data["high"], data["step"]
