"""Builds the model manager: its page, its sections and what moves them."""

from dataclasses import dataclass

from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.paths import Paths
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.library.assembly import LibraryShowing
from qwq_desktop.ui.models.manager import ModelManager
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow


@dataclass(frozen=True)
class ModelParts:
    """What the sections work with; `opener` loads a model."""

    paths: Paths
    settings: SettingsStore
    catalogue: Catalogue
    library: ModelLibrary
    models: ModelSession
    network: NetworkGuard
    hubs: Hubs
    downloads: DownloadQueue
    secrets: Secrets
    worker: Worker
    opener: ModelPresenter
    appearance: Appearance
    window: MainWindow
    icons: Icons
    keeping: ModelKeeping


def make_manager(parts: ModelParts) -> ModelManager:
    """The page with its sections; what isn't a widget belongs to the page."""
    manager = ModelManager(parts.icons, parts.appearance.theme)
    LibraryShowing(
        parts.keeping,
        parts.models,
        parts.opener,
        parts.appearance,
        parts.window,
        parts.icons,
        manager,
    )
    return manager
