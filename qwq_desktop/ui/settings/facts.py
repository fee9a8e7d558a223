"""What the settings pane is told about the model in use."""

from dataclasses import dataclass, field

from qwq_desktop.settings.schema import SamplingSettings


@dataclass(frozen=True)
class ModelFacts:
    """What is known about the model in use. `native_context` is tokens, 0 for unknown."""

    name: str = ""
    recommended: SamplingSettings = field(default_factory=SamplingSettings)
    precise: SamplingSettings = field(default_factory=SamplingSettings)
    native_context: int = 0

    @property
    def is_qwq(self) -> bool:
        """Whether QwQ's own advice and warnings apply."""
        return "qwq" in self.name.casefold()
