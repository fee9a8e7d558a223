"""What the whole window wears: palette, fonts and language, as the settings and the system say."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from qwq_desktop.platform import i18n
from qwq_desktop.platform.motion import MotionWish
from qwq_desktop.settings.schema import Motion, Settings, ThemeChoice
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.theme import fonts, style
from qwq_desktop.ui.theme.accents import with_accent
from qwq_desktop.ui.theme.tokens import Theme

_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


class Appearance(QObject):
    """Dresses the application; follows the settings and what the system's user asked for.

    That is light or dark, and how much may move.
    """

    language_changed = Signal(str)
    theme_changed = Signal(object)  # Theme

    def __init__(self, app: QApplication, settings: SettingsStore, resources_dir: Path) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._resources_dir = resources_dir
        fonts.load_bundled(resources_dir)
        self.language = i18n.install(app, settings.value.language, resources_dir)
        self._motion = MotionWish(self)
        self._tell_scheme()
        self.theme = self._wanted_theme()
        style.apply(app, self.theme)
        settings.changed.connect(self._on_settings)
        app.styleHints().colorSchemeChanged.connect(self._refresh_theme)
        self._motion.changed.connect(self._refresh_theme)
        app.applicationStateChanged.connect(self._on_state)

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.language != new.language:
            self.language = i18n.install(self._app, new.language, self._resources_dir)
            self.language_changed.emit(self.language)
        if old.theme != new.theme:
            self._tell_scheme()
        self._refresh_theme()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Back from elsewhere, perhaps from the system's settings."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._motion.refresh()

    def _tell_scheme(self) -> None:
        """Let title bars and the system's own dialogs be light or dark with the window."""
        self._app.styleHints().setColorScheme(_SCHEMES[self._settings.value.theme])

    def _refresh_theme(self, *_: object) -> None:
        wanted = self._wanted_theme()
        if wanted != self.theme:
            self.theme = wanted
            style.apply(self._app, wanted)
            self.theme_changed.emit(wanted)

    def _wanted_theme(self) -> Theme:
        is_dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        value = self._settings.value
        palette = with_accent(style.choose_palette(value.theme, is_dark), value.accent)
        still = {Motion.SYSTEM: self._motion.is_reduced, Motion.FULL: False, Motion.NONE: True}
        return Theme(palette, value.font_scale, still[value.motion])
