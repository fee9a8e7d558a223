"""How much the model reads: context length, and YaRN that stretches it."""

import math

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.settings.schema import LoadSettings, Settings, YarnMode
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.numbers import grouped, pages
from qwq_desktop.ui.sentences import joined
from qwq_desktop.ui.settings.facts import ModelFacts
from qwq_desktop.ui.settings.group import Group
from qwq_desktop.ui.settings.rows import ChoiceRow, NumberRow, OptionalRow, number_pair
from qwq_desktop.ui.settings.scale import Scale

_STRETCH = 4  # as far as YaRN goes; the slider's end, the field takes more
_UNKNOWN_NATIVE = 32768
_LEAST, _STEP = 512, 512


def context_scale(native_context: int) -> Scale:
    """The slider for a model: up to four times its own context, at a power of two."""
    end = (native_context or _UNKNOWN_NATIVE) * _STRETCH
    return Scale(_LEAST, max(2 * _LEAST, 2 ** math.floor(math.log2(end))), _STEP, logarithmic=True)


class ContextGroup(Group):
    """Context length and YaRN. What they cost is shown beneath, by another group."""

    def __init__(self, store: SettingsStore, model: ModelFacts) -> None:
        super().__init__(store)
        self._model = model
        self._plan: LoadPlan | None = None
        self.heading.setText(self.tr("How much it reads: context"))
        self._length = self._length_row()
        self._yarn = self._yarn_row()
        self._factor = self._number_row("yarn_factor", self.tr("Factor"), decimals=1)
        self._original = self._number_row(
            "yarn_original_context", self.tr("Original context"), suffix=self.tr(" tokens")
        )
        self._factor.set_note(self.tr("How many times longer than the original context."))
        self._original.set_note(self.tr("What the model read in its training: 32 768 for QwQ."))
        for row in (self._length, self._yarn, self._factor, self._original):
            self.rows.addWidget(row)

    def set_model(self, model: ModelFacts) -> None:
        """Offer lengths that suit another model."""
        self._model = model
        self._length.pair.set_scale(context_scale(model.native_context))
        self._length.set_suggestion(model.native_context or _UNKNOWN_NATIVE)

    def show_plan(self, plan: LoadPlan | None) -> None:
        """Tell what the plan made of these settings."""
        self._plan = plan
        if plan is not None:
            self._length.set_suggestion(plan.context_length)
        self._explain(self.store.value.load)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        load = settings.load
        self._length.set_value(load.context_length)
        self._yarn.set_value(load.yarn)
        self._factor.set_value(load.yarn_factor)
        self._original.set_value(load.yarn_original_context)
        for row in (self._factor, self._original):
            row.setVisible(load.yarn is YarnMode.ON)
        self._explain(load)

    def _length_row(self) -> OptionalRow:
        title = self.tr("Context length")
        pair = number_pair(LoadSettings, "context_length", title, suffix=self.tr(" tokens"))
        pair.set_scale(context_scale(self._model.native_context))
        row = OptionalRow(pair, title, (self.tr("Automatic"), self.tr("Choose")))
        row.set_suggestion(self._model.native_context or _UNKNOWN_NATIVE)
        row.edited.connect(lambda value: self.change_load(context_length=value))
        return row

    def _yarn_row(self) -> ChoiceRow:
        choices = (
            (YarnMode.AUTO, self.tr("Automatic")),
            (YarnMode.OFF, self.tr("Off")),
            (YarnMode.ON, self.tr("On")),
        )
        row = ChoiceRow("yarn", self.tr("YaRN long context"), choices)
        row.edited.connect(lambda mode: self.change_load(yarn=mode))
        return row

    def _number_row(
        self, name: str, title: str, *, decimals: int = 0, suffix: str = ""
    ) -> NumberRow:
        pair = number_pair(LoadSettings, name, title, decimals=decimals, suffix=suffix)
        row = NumberRow(pair, title, whole=decimals == 0)
        row.edited.connect(lambda value: self.change_load(**{name: value}))
        return row

    def _explain(self, load: LoadSettings) -> None:
        self._length.set_note(self._length_words(load))
        self._yarn.set_note(*self._yarn_words(load))

    def _length_words(self, load: LoadSettings) -> str:
        length = load.context_length
        if length is None and self._plan is None:
            return self.tr("As long as the model reads by itself and the memory allows.")
        about = pages(length or (self._plan.context_length if self._plan else 0))
        text = self.tr("About %n pages.", "", about)
        if length is None and self._plan is not None:
            tokens = grouped(self._plan.context_length)
            text = joined(self.tr("Now {tokens} tokens.").format(tokens=tokens), text)
        if self._model.native_context:
            native = grouped(self._model.native_context)
            trained = self.tr("The model was trained for {native}.").format(native=native)
            text = joined(text, trained)
        return text

    def _yarn_words(self, load: LoadSettings) -> tuple[str, str]:
        """The explanation and its role: a warning while YaRN is on, or off where needed."""
        native = self._model.native_context
        factor = load.yarn_factor if load.yarn is YarnMode.ON else None
        if factor is None and self._plan is not None and load.yarn is YarnMode.AUTO:
            factor = self._plan.yarn_factor
        if factor is not None:
            text = self.tr("On now, factor {factor}: short texts may come out a little worse.")
            return text.format(factor=f"{factor:.1f}"), "warning"
        if load.yarn is YarnMode.OFF and native and (load.context_length or 0) > native:
            text = self.tr("Beyond {native} tokens the model loses the thread without it.")
            return text.format(native=grouped(native)), "warning"
        if load.yarn is YarnMode.OFF:
            return self.tr("Off: the context stays as the model was trained."), "note"
        if native:
            text = self.tr("Comes on by itself beyond {native} tokens.")
            return text.format(native=grouped(native)), "note"
        return self.tr("Comes on by itself beyond what the model was trained for."), "note"
