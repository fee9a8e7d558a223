"""What the window tells of downloads while the model manager is closed."""

from PySide6.QtCore import QObject

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.updates import DownloadUpdates
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.taskbar import Taskbar
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.downloads.wishes import DownloadWishes
from qwq_desktop.ui.models.downloads.wording import percent_words, share_of
from qwq_desktop.ui.models.line import Action
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow

_DONE, _FAILED = "download-done:", "download-failed:"
_UNDER_WAY = (DownloadState.RUNNING, DownloadState.CHECKING)
_LIVE = (*_UNDER_WAY, DownloadState.WAITING, DownloadState.STALLED)


class BackgroundDownloads(QObject):
    """A number beside the way to the models, progress in the taskbar, a word at the end."""

    def __init__(
        self,
        queue: DownloadQueue,
        updates: DownloadUpdates,
        wishes: DownloadWishes,
        settings: SettingsStore,
        opener: ModelPresenter,
        taskbar: Taskbar,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._queue = queue
        self._wishes = wishes
        self._opener = opener
        self._taskbar = taskbar
        self._window = window
        self._told: dict[int, DownloadState] = {}
        queue.added.connect(self._on_added)
        updates.shown.connect(self._on_shown)
        updates.gone.connect(self._on_gone)
        queue.save_failed.connect(self._on_save_failed)
        settings.changed.connect(self._on_settings)
        window.notices.action_triggered.connect(self._on_action)
        queue.limit_speed(settings.value.download_limit)

    def _on_added(self, item: DownloadItem) -> None:
        """One that had failed before the program ended was told of then."""
        if item.state is DownloadState.FAILED:
            self._told[item.id] = item.state

    def _on_shown(self, item: DownloadItem) -> None:
        self._show_progress()
        before = self._told.get(item.id)
        self._told[item.id] = item.state
        if before is item.state:
            return
        if item.state is DownloadState.DONE:
            self._opener.refresh_choices()
            self._tell_done(item)
        elif item.state is DownloadState.FAILED and item.error is not None:
            self._tell_failed(item, item.error)

    def _on_gone(self, item_id: int) -> None:
        self._told.pop(item_id, None)
        for kind in (_DONE, _FAILED):
            self._window.notices.dismiss(f"{kind}{item_id}")
        self._show_progress()

    def _show_progress(self) -> None:
        """Of the one that comes now; what waits for a line shows how far it had come."""
        live = [item for item in self._queue.items if item.state in _LIVE]
        item = next((one for one in live if one.state in _UNDER_WAY), next(iter(live), None))
        self._window.sidebar.models.set_note(percent_words(item) if item else "")
        self._taskbar.show_progress(None if item is None else max(0.0, share_of(item)))

    def _tell_done(self, item: DownloadItem) -> None:
        text = self.tr("{name} is on this computer now.").format(name=item.title)
        action = self.tr("Open") if self._wishes.can_open(item) else ""
        self._window.notices.show_notice(Notice(f"{_DONE}{item.id}", text, action))

    def _tell_failed(self, item: DownloadItem, error: QwQError) -> None:
        """In short; the card to which the notice leads says what to do."""
        told = explain(error.code, error.facts)
        head = self.tr("{name} was not downloaded").format(name=item.title)
        text = f"{head}\n{told.title}"
        key = f"{_FAILED}{item.id}"
        notice = Notice(key, text, self.tr("Show"), Severity.ERROR)
        self._window.notices.show_notice(notice)

    def _on_save_failed(self, error: QwQError) -> None:
        text = explain(error.code, error.facts).whole
        self._window.notices.show_notice(Notice(error.code, text, severity=Severity.ERROR))

    def _on_action(self, key: str) -> None:
        if key.startswith(_DONE):
            self._wishes.carry_out(int(key.removeprefix(_DONE)), Action.OPEN)
        elif key.startswith(_FAILED):
            self._window.show_page(Page.MODELS)

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.download_limit != new.download_limit:
            self._queue.limit_speed(new.download_limit)
