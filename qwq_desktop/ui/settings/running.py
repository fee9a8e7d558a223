"""How the model runs: layers on the GPU, number format of the context, attention, threads."""

import os

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, Settings, Switch
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.draft import DraftRow
from qwq_desktop.ui.settings.group import Group
from qwq_desktop.ui.settings.rows import ChoiceRow, NumberRow, OptionalRow, number_pair
from qwq_desktop.ui.settings.scale import Scale

_UNKNOWN_LAYERS = 99
_FIRST_IDLE_MINUTES = 30
_MOST_GB = 64  # the end of the slider; the field takes more


class RunningGroup(Group):
    """Loading options that most people leave to the program."""

    def __init__(self, store: SettingsStore) -> None:
        super().__init__(store)
        self.heading.setText(self.tr("How it runs"))
        self._layers = self._optional_row(
            "gpu_layers",
            self.tr("Layers on the GPU"),
            self.tr("Parts of the model on the graphics card: the more, the faster."),
            Scale(0, _UNKNOWN_LAYERS, 1),
        )
        self._cache = self._cache_row()
        self._attention = self._attention_row()
        cores = os.cpu_count() or 1
        self._threads = self._optional_row(
            "threads",
            self.tr("Processor threads"),
            self.tr("Automatic leaves one free, so that the computer stays usable."),
            Scale(1, max(2, cores), 1),
        )
        self._threads.set_suggestion(max(1, cores - 1))
        self._fewer = self._fewer_row()
        self._lookup = self._lookup_row()
        self._idle = self._idle_row()
        self._kept = self._kept_row()
        self._draft = DraftRow()
        self._draft.chosen.connect(lambda path: self.change_load(draft_model=path))
        rows = (self._layers, self._cache, self._attention, self._threads, self._fewer, self._idle)
        for row in (*rows, self._lookup, self._draft, self._kept):
            self.rows.addWidget(row)

    def show_plan(self, plan: LoadPlan | None) -> None:
        """Begin with the plan's numbers where the user wants others."""
        self._draft.show_plan(plan)
        if plan is None:
            return
        self._layers.pair.set_scale(Scale(0, max(1, plan.total_layers), 1))
        self._layers.set_suggestion(plan.gpu_layers)
        self._threads.set_suggestion(max(1, plan.threads))

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        load = settings.load
        self._layers.set_value(load.gpu_layers)
        self._threads.set_value(load.threads)
        self._fewer.set_value(load.fewer_cores)
        self._fewer.setVisible(load.threads is None)
        self._lookup.set_value(load.prompt_lookup)
        self._idle.set_value(settings.idle_minutes)
        self._attention.set_value(load.flash_attention)
        self._cache.set_value(load.kv_cache_type)
        self._kept.set_value(load.cache_limit_gb)
        self._draft.set_value(load.draft_model)
        harms = load.kv_cache_type is KvCacheType.Q4_0
        self._cache.set_note(self._cache_words(load), "warning" if harms else "note")

    def _optional_row(self, name: str, title: str, note: str, scale: Scale) -> OptionalRow:
        pair = number_pair(LoadSettings, name, title)
        pair.set_scale(scale)
        row = OptionalRow(pair, title, (self.tr("Automatic"), self.tr("Choose")), note)
        row.edited.connect(lambda value: self.change_load(**{name: value}))
        return row

    def _cache_row(self) -> ChoiceRow:
        names = (KvCacheType.F16, KvCacheType.Q8_0, KvCacheType.Q4_0)
        choices = (
            (KvCacheType.AUTO, self.tr("Automatic")),
            *((name, str(name)) for name in names),
        )
        row = ChoiceRow(
            "kv_cache_type", self.tr("Number format of the context (KV cache)"), choices
        )
        row.edited.connect(lambda kind: self.change_load(kv_cache_type=kind))
        return row

    def _attention_row(self) -> ChoiceRow:
        choices = (
            (Switch.AUTO, self.tr("Automatic")),
            (Switch.OFF, self.tr("Off")),
            (Switch.ON, self.tr("On")),
        )
        note = self.tr("Reads long texts with less memory. Needed by q8_0 and q4_0.")
        row = ChoiceRow("flash_attention", self.tr("Flash attention"), choices, note)
        row.edited.connect(lambda switch: self.change_load(flash_attention=switch))
        return row

    def _fewer_row(self) -> ChoiceRow:
        choices = ((False, self.tr("Off")), (True, self.tr("On")))
        note = self.tr("Answers more slowly and leaves half of the processor to other programs.")
        row = ChoiceRow("fewer_cores", self.tr("Use fewer cores"), choices, note)
        row.edited.connect(lambda fewer: self.change_load(fewer_cores=fewer))
        return row

    def _lookup_row(self) -> ChoiceRow:
        choices = ((False, self.tr("Off")), (True, self.tr("On")))
        note = self.tr(
            "Quotations and code that repeats come faster, word for word the same. Pauses by "
            "itself where it brings nothing."
        )
        row = ChoiceRow("prompt_lookup", self.tr("Look ahead in the text"), choices, note)
        row.edited.connect(lambda looks: self.change_load(prompt_lookup=looks))
        return row

    def _idle_row(self) -> OptionalRow:
        title = self.tr("Free the memory when idle")
        pair = number_pair(Settings, "idle_minutes", title, suffix=self.tr(" min"), log=True)
        note = self.tr("The model rests when nobody asks, and wakes with your next question.")
        row = OptionalRow(pair, title, (self.tr("Off"), self.tr("After")), note)
        row.set_suggestion(_FIRST_IDLE_MINUTES)
        row.edited.connect(lambda minutes: self.change(idle_minutes=minutes))
        return row

    def _kept_row(self) -> NumberRow:
        title = self.tr("Space for read chats")
        pair = number_pair(LoadSettings, "cache_limit_gb", title, suffix=self.tr(" GB"))
        pair.set_scale(Scale(0, _MOST_GB, 1))
        note = self.tr(
            "What the model has read of your chats is kept on the disk, so that it need not read "
            "an old chat again. 0 keeps nothing."
        )
        row = NumberRow(pair, title, note, whole=True)
        row.edited.connect(lambda value: self.change_load(cache_limit_gb=value))
        return row

    def _cache_words(self, load: LoadSettings) -> str:
        return {
            KvCacheType.AUTO: self.tr("f16, and q8_0 only where the context needs it to fit."),
            KvCacheType.F16: self.tr("Exact, and the largest (KV cache f16)."),
            KvCacheType.Q8_0: self.tr("Half the memory at hardly any loss."),
            KvCacheType.Q4_0: self.tr(
                "A quarter of the memory, but it harms models of the Qwen family, QwQ among them."
            ),
        }[load.kv_cache_type]
