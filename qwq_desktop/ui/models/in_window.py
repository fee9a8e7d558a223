"""What the window has of models beside the one it talks with: their page, and the background."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.browsing import HubBrowser
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.updates import DownloadUpdates
from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.taskbar import system_taskbar
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.advice.intro import IntroLink
from qwq_desktop.ui.models.downloads.background import BackgroundDownloads
from qwq_desktop.ui.models.downloads.wishes import DownloadWishes
from qwq_desktop.ui.models.library.visits import ModelVisits
from qwq_desktop.ui.models.manager import ModelManager, Section
from qwq_desktop.ui.models.ways import open_in_chat, show_section
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow


@dataclass(frozen=True)
class ModelParts:
    """What it works with.

    `opener` loads a model; `show_badge` puts a number on the program's icon where the desktop has
    such; `default_model` is opened in place of one that is deleted.
    """

    settings: SettingsStore
    catalogue: Catalogue
    library: ModelLibrary
    models: ModelSession
    downloads: DownloadQueue
    browser: HubBrowser
    secrets: Secrets
    advisor: ModelAdvisor
    worker: Worker
    storage_worker: Worker
    usage_file: Path
    default_model: str
    chats: ChatSession
    opener: ModelPresenter
    appearance: Appearance
    window: MainWindow
    view: ChatView
    icons: Icons
    show_badge: Callable[[int], None]
    show_welcome: Callable[[], None]


class ModelsInWindow(QObject):
    """All of it; the page is built when it is first shown."""

    def __init__(self, parts: ModelParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.keeping = self._keep_models()
        self._updates = DownloadUpdates(parts.downloads, parent=self)
        self._wishes = DownloadWishes(
            parts.downloads,
            parts.catalogue,
            partial(open_in_chat, parts.opener, parts.window),
            self,
        )
        self._follow_downloads()
        parts.window.add_page(Page.MODELS, self._make_page)
        IntroLink(
            parts.advisor,
            parts.models,
            self.keeping.shelf,
            parts.library,
            parts.worker,
            parts.opener,
            parts.view,
            lambda: show_section(parts.window, Section.ADVICE),
        )

    def close(self) -> None:
        """End what it began. Waits for a moment at most."""
        self._parts.advisor.close()
        self.keeping.close()

    def _keep_models(self) -> ModelKeeping:
        """The models on this computer, and the ways by which they come to the window."""
        parts = self._parts
        keeping = ModelKeeping(
            parts.library,
            parts.models,
            parts.settings,
            parts.downloads,
            parts.worker,
            parts.storage_worker,
            parts.usage_file,
            parts.opener.open,
            parts.default_model,
            Surroundings.here(),
            self,
        )
        keeping.shelf.changed.connect(parts.opener.refresh_choices)
        parts.chats.busy_changed.connect(lambda id_: keeping.follower.set_busy(id_ is not None))
        ModelVisits(keeping, parts.models, parts.settings, parts.window)
        return keeping

    def _follow_downloads(self) -> None:
        """Show how they stand, whether or not the page was opened."""
        parts, window = self._parts, self._parts.window
        taskbar = system_taskbar(lambda: int(window.winId()), parts.show_badge)
        BackgroundDownloads(
            parts.downloads,
            self._updates,
            self._wishes,
            parts.settings,
            parts.opener,
            taskbar,
            window,
        )

    def _make_page(self) -> ModelManager:
        # The start needn't wait for what the page is made of.
        from qwq_desktop.ui.models.assembly import make_manager

        return make_manager(self._parts, self.keeping, self._updates, self._wishes)
