"""Shows the downloads in the model manager and carries out what is wished of them."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.models.download.item import DownloadItem
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.updates import DownloadUpdates
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.models.downloads.strip import DownloadStrip
from qwq_desktop.ui.models.downloads.wishes import DownloadWishes


class DownloadsPresenter(QObject):
    """Lives as long as its strip."""

    def __init__(
        self,
        queue: DownloadQueue,
        updates: DownloadUpdates,
        wishes: DownloadWishes,
        settings: SettingsStore,
        appearance: Appearance,
        strip: DownloadStrip,
    ) -> None:
        super().__init__(strip)
        self._queue = queue
        self._wishes = wishes
        self._settings = settings
        self._strip = strip
        updates.shown.connect(self._show)
        updates.gone.connect(strip.drop)
        wishes.line_changed.connect(self._on_line_changed)
        strip.wished.connect(wishes.carry_out)
        strip.limit_chosen.connect(self._on_limit)
        settings.changed.connect(self._on_settings)
        appearance.language_changed.connect(self._show_all)
        appearance.theme_changed.connect(strip.set_theme)
        strip.set_limit(settings.value.download_limit)
        self._show_all()

    def _show_all(self, _language: str = "") -> None:
        for item in self._queue.items:
            self._show(item)

    def _show(self, item: DownloadItem) -> None:
        self._strip.show_line(item.id, self._wishes.line_of(item))

    def _on_line_changed(self, item_id: int) -> None:
        item = self._wishes.item(item_id)
        if item is not None:
            self._show(item)

    def _on_limit(self, limit: int | None) -> None:
        self._settings.update(replace(self._settings.value, download_limit=limit))

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.download_limit != new.download_limit:
            self._strip.set_limit(new.download_limit)
