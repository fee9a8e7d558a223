"""How the program looks: theme, accent, motion, language, size of the text, folded thinking."""

from qwq_desktop.settings.schema import Accent, Language, Motion, Settings, ThemeChoice, bounds
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.controls import ValueField
from qwq_desktop.ui.settings.group import Group
from qwq_desktop.ui.settings.rows import ChoiceRow, NumberPair, NumberRow
from qwq_desktop.ui.settings.scale import Scale
from qwq_desktop.ui.settings.swatches import SwatchRow
from qwq_desktop.ui.theme.accents import with_accent
from qwq_desktop.ui.theme.tokens import DARK, LIGHT, Theme


class LooksGroup(Group):
    """Settings of the window itself."""

    def __init__(self, store: SettingsStore) -> None:
        super().__init__(store)
        self.heading.setText(self.tr("Looks"))
        self._theme = self._theme_row()
        self._accent = self._accent_row()
        self._language = self._language_row()
        self._size = self._size_row()
        self._motion = self._motion_row()
        self._fold = self._fold_row()
        colours = (self._theme, self._accent)
        for row in (*colours, self._language, self._size, self._motion, self._fold):
            self.rows.addWidget(row)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        self._theme.set_value(settings.theme)
        self._accent.set_value(settings.accent)
        self._motion.set_value(settings.motion)
        self._language.set_value(settings.language)
        self._size.set_value(round(100 * settings.font_scale))
        self._fold.set_value(settings.fold_thinking_when_answered)

    def set_theme(self, theme: Theme) -> None:
        """Show the accents as they are in this theme."""
        own = DARK if theme.palette.is_dark else LIGHT
        self._accent.set_colors([with_accent(own, each).accent for each in Accent])

    def _theme_row(self) -> ChoiceRow:
        choices = (
            (ThemeChoice.SYSTEM, self.tr("System")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        )
        row = ChoiceRow("theme", self.tr("Theme"), choices)
        row.edited.connect(lambda choice: self.change(theme=choice))
        return row

    def _accent_row(self) -> SwatchRow:
        names = {
            Accent.TEAL: self.tr("Teal"),
            Accent.BLUE: self.tr("Blue"),
            Accent.VIOLET: self.tr("Violet"),
            Accent.ROSE: self.tr("Rose"),
            Accent.GRAPHITE: self.tr("Graphite"),
        }
        choices = [(each, names[each], with_accent(LIGHT, each).accent) for each in Accent]
        row = SwatchRow("accent", self.tr("Accent"), choices)
        row.edited.connect(lambda accent: self.change(accent=accent))
        return row

    def _motion_row(self) -> ChoiceRow:
        choices = (
            (Motion.SYSTEM, self.tr("System")),
            (Motion.FULL, self.tr("Always")),
            (Motion.NONE, self.tr("Never")),
        )
        row = ChoiceRow("motion", self.tr("Movement, when something opens or folds"), choices)
        row.edited.connect(lambda motion: self.change(motion=motion))
        return row

    def _language_row(self) -> ChoiceRow:
        choices = (
            (Language.SYSTEM, self.tr("System")),
            (Language.ENGLISH, "English"),
            (Language.CHINESE, "简体中文"),
        )
        row = ChoiceRow("language", self.tr("Language"), choices)
        row.edited.connect(lambda language: self.change(language=language))
        return row

    def _size_row(self) -> NumberRow:
        """Per cent; the slider speaks when let go, for the page under it grows with the text."""
        low, high, step = (round(100 * part) for part in bounds(Settings, "font_scale"))
        title = self.tr("Size of the text")
        scale, field = Scale(low, high, step), ValueField(low, high, step, 0, suffix=" %")
        pair = NumberPair("font_scale", title, scale, field)
        pair.slider.setTracking(False)
        row = NumberRow(pair, title, whole=True)
        row.edited.connect(lambda percent: self.change(font_scale=percent / 100))
        return row

    def _fold_row(self) -> ChoiceRow:
        choices = ((True, self.tr("Fold")), (False, self.tr("Leave open")))
        row = ChoiceRow("fold_thinking", self.tr("Thinking, when the answer is there"), choices)
        row.edited.connect(lambda folds: self.change(fold_thinking_when_answered=folds))
        return row
