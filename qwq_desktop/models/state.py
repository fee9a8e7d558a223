"""What the window shows of the model: where it is in its life, and what is known of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qwq_desktop.engine.openai.address import is_server
from qwq_desktop.models.catalogue import CatalogueEntry
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.library import ModelRef
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import LoadSettings


class ModelStatus(StrEnum):
    """Where the model is in its life."""

    NONE = "none"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class ModelState:
    """What the window shows of the model.

    `reference` is what was asked for (a catalogue id, a path or a server's address); `progress` is
    0 to 1; `error` says why it failed; `facts` come from the engine, `plan` and `loaded_with` tell
    how it was loaded. A model on a server has neither `ref` nor `info` nor `plan`: those are about
    files.
    """

    status: ModelStatus = ModelStatus.NONE
    reference: str = ""
    ref: ModelRef | None = None
    info: GgufInfo | None = None
    plan: LoadPlan | None = None
    loaded_with: LoadSettings | None = None
    progress: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)
    error: QwQError | None = None

    @property
    def is_remote(self) -> bool:
        """Whether a server was asked for."""
        return is_server(self.reference)

    @property
    def name(self) -> str:
        """The model's name for people: `QwQ-32B · Q4_K_M`, `qwq-32b · gpu-box:8000`.

        Empty for a file that was not read yet; a server goes by its address until it answers.
        """
        if self.ref is not None:
            return self.ref.name
        if self.facts.get("remote"):
            return f"{self.facts['description']} · {self.facts['host']}"
        return self.reference.partition("//")[2] if self.is_remote else ""

    @property
    def entry(self) -> CatalogueEntry | None:
        """What the catalogue says about the model."""
        return None if self.ref is None else self.ref.entry
