"""How the model chooses its words: the preset and the values it stands for."""

from dataclasses import replace

from PySide6.QtCore import Qt

from qwq_desktop.settings.presets import effective_sampling
from qwq_desktop.settings.schema import SamplingPreset, SamplingSettings, Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.controls import Segmented, text_label
from qwq_desktop.ui.settings.facts import ModelFacts
from qwq_desktop.ui.settings.group import Fold, Group
from qwq_desktop.ui.settings.rows import NumberRow, OptionalRow, number_pair
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_DECIMALS = {
    "temperature": 2,
    "top_p": 2,
    "presence_penalty": 1,
    "top_k": 0,
    "min_p": 2,
    "frequency_penalty": 1,
    "repetition_penalty": 2,
}
_ALWAYS_SHOWN = ("temperature", "top_p", "presence_penalty")


class SamplingGroup(Group):
    """A preset, or own values: changing one under a preset makes all of them the user's own."""

    def __init__(self, store: SettingsStore, model: ModelFacts, icons: Icons, theme: Theme) -> None:
        super().__init__(store)
        self._model = model
        self.preset = Segmented("preset")
        self.preset.chosen.connect(lambda preset: self.change(preset=preset))
        self._preset_note = text_label("note")
        self.heading.setText(self.tr("How it chooses words"))
        self.column.insertWidget(0, self.preset, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.insertWidget(1, self._preset_note)
        self.column.insertSpacing(2, 10)
        self.more = Fold(self.tr("More"), icons, theme)
        self._numbers = {name: self._number_row(name) for name in _DECIMALS}
        self._seed = self._seed_row()
        self.more.rows.addWidget(self._seed)
        self.rows.addWidget(self.more)

    def set_model(self, model: ModelFacts) -> None:
        """Take another model's advice."""
        self._model = model

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.more.set_theme(theme)

    def show_settings(self, settings: Settings) -> None:
        """Show the values that the next message is answered with."""
        self._name_presets()
        self.preset.set_value(settings.preset)
        self._preset_note.setText(self._preset_words(settings.preset))
        shown = self._shown(settings)
        for name, row in self._numbers.items():
            value = getattr(shown, name)
            row.set_value(value)
            row.set_note(self._note(name, value), self._role(name, value))
        self._seed.set_value(shown.seed)

    def _shown(self, settings: Settings) -> SamplingSettings:
        return effective_sampling(settings, self._model.recommended, self._model.precise)

    def _number_row(self, name: str) -> NumberRow:
        title, decimals = self._title(name), _DECIMALS[name]
        pair = number_pair(SamplingSettings, name, title, decimals=decimals)
        row = NumberRow(pair, title, whole=decimals == 0)
        row.edited.connect(lambda value: self._edit(name, value))
        (self.rows if name in _ALWAYS_SHOWN else self.more.rows).addWidget(row)
        return row

    def _seed_row(self) -> OptionalRow:
        title = self.tr("Seed")
        note = self.tr("With a fixed seed the same question gets the same answer again.")
        words = (self.tr("Random"), self.tr("Fixed"))
        pair = number_pair(SamplingSettings, "seed", title, log=True)
        row = OptionalRow(pair, title, words, note, with_slider=False)
        row.set_suggestion(1)
        row.edited.connect(self._edit_seed)
        return row

    def _edit(self, name: str, value: float) -> None:
        shown: SamplingSettings = replace(self._shown(self.store.value), **{name: value})  # type: ignore[arg-type]
        self.change(preset=SamplingPreset.OWN, sampling=shown)

    def _edit_seed(self, seed: int | None) -> None:
        """A seed is a wish about this chat, not about how words are chosen: the preset stays."""
        self.change(sampling=replace(self.store.value.sampling, seed=seed))

    def _name_presets(self) -> None:
        advice = self.tr("QwQ preset") if self._model.is_qwq else self.tr("Model's advice")
        self.preset.set_choices(
            self.tr("Preset"),
            (
                (SamplingPreset.RECOMMENDED, advice),
                (SamplingPreset.PRECISE, self.tr("Precise")),
                (SamplingPreset.OWN, self.tr("Own")),
            ),
        )

    def _preset_words(self, preset: SamplingPreset) -> str:
        return {
            SamplingPreset.RECOMMENDED: self.tr("What the makers of the model advise."),
            SamplingPreset.PRECISE: self.tr("Steadier: for mathematics and code."),
            SamplingPreset.OWN: self.tr("Your own values."),
        }[preset]

    def _title(self, name: str) -> str:
        return {
            "temperature": self.tr("Temperature"),
            "top_p": self.tr("Top-p"),
            "presence_penalty": self.tr("Presence penalty"),
            "top_k": self.tr("Top-k"),
            "min_p": self.tr("Min-p"),
            "frequency_penalty": self.tr("Frequency penalty"),
            "repetition_penalty": self.tr("Repetition penalty"),
        }[name]

    def _note(self, name: str, value: float) -> str:
        """One line in plain words, with the value in it where that helps."""
        if name == "temperature" and value == 0 and self._model.is_qwq:
            return self.tr("At 0 QwQ falls into repeating itself. 0.6 is advised.")
        if name in ("top_k", "min_p") and value == 0:
            return self.tr("At 0 it leaves out no word.")
        notes = {
            "temperature": self.tr("Lower is steadier, higher is more varied."),
            "top_p": self.tr("Only the likeliest words that together make {percent} %."),
            "presence_penalty": self.tr("Raise it when the model goes round in circles."),
            "top_k": self.tr("Only the {count} likeliest words."),
            "min_p": self.tr("No word less likely than {percent} % of the likeliest."),
            "frequency_penalty": self.tr("Makes words rarer the more often they came."),
            "repetition_penalty": self.tr("Makes words rarer that came before; 1 is off."),
        }
        return notes[name].format(percent=round(100 * value), count=round(value))

    def _role(self, name: str, value: float) -> str:
        is_greedy = name == "temperature" and value == 0 and self._model.is_qwq
        return "warning" if is_greedy else "note"
