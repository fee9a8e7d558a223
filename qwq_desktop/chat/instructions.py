"""What a chat sets for itself in place of the settings: its system prompt and its preset. Pure."""

from dataclasses import dataclass, replace

from qwq_desktop.settings.schema import SamplingPreset, Settings
from qwq_desktop.storage.records import ChatSummary


@dataclass(frozen=True)
class Instructions:
    """A chat's own system prompt and preset; None leaves it to the settings."""

    system_prompt: str | None = None
    preset: SamplingPreset | None = None

    @property
    def preset_value(self) -> str | None:
        """The preset as it is stored."""
        return None if self.preset is None else self.preset.value

    def applied(self, settings: Settings) -> Settings:
        """The settings as they hold in this chat."""
        if self.system_prompt is not None:
            settings = replace(settings, system_prompt=self.system_prompt)
        return settings if self.preset is None else replace(settings, preset=self.preset)


def instructions_of(chat: ChatSummary) -> Instructions:
    """A chat's own instructions; a preset that this version doesn't know counts as none."""
    known = {preset.value: preset for preset in SamplingPreset}
    return Instructions(chat.system_prompt, known.get(chat.preset or ""))
