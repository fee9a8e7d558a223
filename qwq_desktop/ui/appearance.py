"""What the whole window wears: palette, fonts and language, as the settings and the system say."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from qwq_desktop.platform import i18n
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.theme import fonts, style
from qwq_desktop.ui.theme.tokens import Theme


class Appearance(QObject):
    """Dresses the application; follows the settings and the system's light and dark."""

    language_changed = Signal(str)
    theme_changed = Signal(object)  # Theme

    def __init__(self, app: QApplication, settings: SettingsStore, resources_dir: Path) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._resources_dir = resources_dir
        fonts.load_bundled(resources_dir)
        self.language = i18n.install(app, settings.value.language, resources_dir)
        self.theme = self._wanted_theme()
        style.apply(app, self.theme)
        settings.changed.connect(self._on_settings)
        app.styleHints().colorSchemeChanged.connect(self._refresh_theme)

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.language != new.language:
            self.language = i18n.install(self._app, new.language, self._resources_dir)
            self.language_changed.emit(self.language)
        self._refresh_theme()

    def _refresh_theme(self, *_: object) -> None:
        wanted = self._wanted_theme()
        if wanted != self.theme:
            self.theme = wanted
            style.apply(self._app, wanted)
            self.theme_changed.emit(wanted)

    def _wanted_theme(self) -> Theme:
        is_dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        value = self._settings.value
        return Theme(style.choose_palette(value.theme, is_dark), value.font_scale)
