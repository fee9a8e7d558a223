"""Builds the parts that the window and the command line share, and hands them to each other."""

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.documents.embedding.beside import readers_beside
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.opening import document_library, embedder_maker, reranker_maker
from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.advising.asking import Asking
from qwq_desktop.models.advising.hub_ranges import HubRanges
from qwq_desktop.models.advising.store import FILE_NAME
from qwq_desktop.models.browsing import HubBrowser
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.download.arrival import remember_arrival
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.places import places_of
from qwq_desktop.models.prepared import gpus_of
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.this_computer import measured_computer, probe_cards
from qwq_desktop.models.usage import UsageNotes
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.logs import LogFile, setup
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.paths import Paths, resources_dir
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.tools.calculator import calculator
from qwq_desktop.tools.clock import clock
from qwq_desktop.tools.registry import ToolRegistry

DEFAULT_MODEL = "qwq-nano"
SERVER_KEY_VARIABLE = "QWQ_DESKTOP_SERVER_KEY"


@dataclass(frozen=True)
class Services:
    """The parts without a window.

    `worker` looks at files and runs tools, `storage_worker` writes settings and chats.
    """

    paths: Paths
    log: LogFile
    settings: SettingsStore
    catalogue: Catalogue
    library: ModelLibrary
    models: ModelSession
    network: NetworkGuard
    chats: ChatStore
    documents: DocumentLibrary
    tools: ToolRegistry
    worker: Worker
    storage_worker: Worker
    inhibitor: Inhibitor
    secrets: Secrets
    hubs: Hubs
    downloads: DownloadQueue
    usage: UsageNotes
    browser: HubBrowser

    def close(self) -> None:
        """End the engine and the workers, in the order in which they need each other. Waits."""
        self.documents.close()
        self.browser.close()
        self.downloads.close()
        self.hubs.close()
        self.inhibitor.close()
        self.models.close()
        self.worker.close()
        self.chats.close()
        self.storage_worker.close()
        self.log.close()


def build_services(
    home: str | os.PathLike[str] | None = None, *, offline: bool = False
) -> Services:
    """Build everything under `home` (None: QWQ_DESKTOP_HOME, else the user's own folders).

    Needs a QCoreApplication. `offline` forbids connections to other computers; the key for a model
    server comes from the environment.

    Raises QwQError("home_unwritable").
    """
    paths = Paths.find(None if home is None else str(home))
    log = setup(paths)
    worker, storage_worker = Worker("files"), Worker("storage")
    catalogue = Catalogue.load(resources_dir())
    network = NetworkGuard(offline=offline)
    server_key = os.environ.get(SERVER_KEY_VARIABLE, "")
    settings = SettingsStore(paths.settings_file, storage_worker)
    own_folder = paths.models_dir
    library = ModelLibrary(
        catalogue, resources_dir(), own_folder, lambda: places_of(settings.value, own_folder)
    )
    inhibitor, secrets = Inhibitor(), Secrets(paths.token_hosts_file)
    chats = ChatStore(storage_worker, paths.database_file)
    models = ModelSession(
        library,
        worker,
        network,
        server_key,
        speeds_file=paths.cache_dir / "speeds.json",
        state_dir=paths.cache_dir / "states",
        reader_files=lambda: readers_beside(library, settings.value, paths.database_file),
    )
    documents = documents_of(paths, chats, inhibitor, settings, library)
    downloads = download_queue(paths.downloads_file, network, worker, inhibitor, secrets)
    # The re-ranker that is used without being chosen may just have come.
    downloads.finished.connect(
        lambda _: documents.use_reranker(reranker_maker(library, settings.value.reranking_model))
    )
    return Services(
        paths,
        log,
        settings,
        catalogue,
        library,
        models,
        network,
        chats,
        documents,
        ToolRegistry([calculator(), clock()]),
        worker,
        storage_worker,
        inhibitor,
        secrets,
        Hubs.from_environment(network, secrets.token_for),
        downloads,
        UsageNotes(models, storage_worker, paths.usage_file),
        hub_browser(network, secrets, library, models, paths.cache_dir / "speeds.json"),
    )


def hub_browser(
    network: NetworkGuard,
    secrets: Secrets,
    library: ModelLibrary,
    models: ModelSession,
    speeds_file: Path,
) -> HubBrowser:
    """A search over the hubs that knows this computer."""

    def computer() -> Computer:
        gpus = gpus_of(models.probe) if models.probe else probe_cards()
        return measured_computer(gpus, speeds_file, library.places.downloads)

    return HubBrowser(
        lambda: Hubs.from_environment(network, secrets.token_for),
        HubRanges(network, secrets.token_for),
        computer,
        lambda: library.places.downloads,
    )


def documents_of(
    paths: Paths,
    chats: ChatStore,
    inhibitor: Inhibitor,
    settings: SettingsStore,
    library: ModelLibrary,
) -> DocumentLibrary:
    """The library of documents, which finds with the models that the settings name."""
    chosen = settings.value
    documents = document_library(
        *(paths, chats, inhibitor),
        embedder_maker(library, chosen.embedding_model),
        reranker_maker(library, chosen.reranking_model),
    )

    def follow(before: Settings, now: Settings) -> None:
        if before.embedding_model != now.embedding_model:
            documents.use_embedder(embedder_maker(library, now.embedding_model))
        if before.reranking_model != now.reranking_model:
            documents.use_reranker(reranker_maker(library, now.reranking_model))

    settings.changed.connect(follow)
    return documents


def download_queue(
    kept_in: Path, network: NetworkGuard, worker: Worker, inhibitor: Inhibitor, secrets: Secrets
) -> DownloadQueue:
    """A queue of downloads that remembers beside each file where it came from."""
    queue = DownloadQueue(kept_in, network, worker, inhibitor, secrets.token_for)
    queue.finished.connect(lambda item: worker.submit(remember_arrival, item))
    return queue


def make_advisor(services: Services, parent: QObject) -> ModelAdvisor:
    """Advice on the catalogue's models, for a window; close it before the services."""
    paths, library = services.paths, services.library
    asking = Asking(
        services.hubs,
        HubRanges(services.network, services.secrets.token_for),
        paths.cache_dir / FILE_NAME,
        paths.cache_dir / "speeds.json",
        lambda: library.places.downloads,
    )
    return ModelAdvisor(services.catalogue, asking, lambda: services.models.probe, parent=parent)
