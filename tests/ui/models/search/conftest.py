"""The search over the hubs as the manager has it, on a hub on this computer."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.hub_ranges import HubRanges
from qwq_desktop.models.browsing import HubBrowser
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.speed import Speeds
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.worker import Worker
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.models.search.presenter import HubSearchPresenter, SearchParts
from qwq_desktop.ui.models.search.section import SearchSection
from qwq_desktop.ui.models.search.tokens import Tokens
from qwq_desktop.ui.theme.icons import Icons
from tests.doubles.hub import Hub
from tests.doubles.hub_dialects import Repositories

QWQ = "Qwen/QwQ-32B-GGUF"
RESOURCES = Path(__file__).resolve().parents[4] / "resources"
NANO = (RESOURCES / "qwq-nano.gguf").read_bytes()
GIB = 1 << 30


class NoKeyring:
    """A system without one."""

    def get_password(self, *_):
        raise QwQError("keyring_missing")

    set_password = delete_password = get_password


class Search:
    """The section and what moves it, used as a person does."""

    def __init__(self, qtbot, home, store, *, named=None, url=None, offline=False):
        self.qtbot = qtbot
        self.hub = Hub()
        self.repositories = Repositories(self.hub)
        self.repositories.add(
            QWQ, {"qwq-32b-q4_k_m.gguf": NANO, "qwq-32b-q8_0.gguf": NANO + bytes(9000)}
        )
        self.network = NetworkGuard(offline=offline)
        self.worker = Worker("files")
        self.secrets = Secrets(home / "hosts.json", NoKeyring())
        self.opened = []
        address = url or self.hub.url

        def make_hubs():
            token_for = self.secrets.token_for
            hubs = {
                HubSource.HUGGINGFACE: HuggingFace(self.network, token_for, address),
                HubSource.MODELSCOPE: ModelScope(self.network, token_for, address),
            }
            return Hubs(hubs, named)

        self.models_dir = home / "models"
        self.browser = HubBrowser(
            make_hubs,
            HubRanges(self.network, self.secrets.token_for),
            lambda: Computer(Hardware(16 * GIB, 16 * GIB, 4, 8, ()), Speeds(50e9)),
            lambda: self.models_dir,
        )
        self.downloads = DownloadQueue(
            home / "downloads.json",
            self.network,
            self.worker,
            Inhibitor(),
            self.secrets.token_for,
        )
        appearance = Appearance(QApplication.instance(), store, RESOURCES)
        self.section = SearchSection(Icons(RESOURCES), appearance.theme)
        qtbot.addWidget(self.section)
        library = ModelLibrary(Catalogue.load(RESOURCES), RESOURCES, self.models_dir)
        self.tokens = Tokens(self.secrets, self.worker, self.section)
        parts = SearchParts(self.browser, self.downloads, library, self.opened.append, appearance)
        HubSearchPresenter(parts, self.section, self.tokens)
        self.section.resize(800, 900)
        self.section.show()

    def close(self):
        self.browser.close()
        self.downloads.close()
        self.worker.close()
        self.hub.close()

    def until(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def ask(self, text):
        self.section.field.setText(text)
        QTest.keyClick(self.section.field, Qt.Key.Key_Return)

    def find(self, name):
        found = [w for w in self.section.findChildren(QObject, name) if w.isVisible()]
        return found[0] if found else None

    def press(self, name):
        self.until(lambda: self.find(name))
        self.find(name).click()

    def found(self, text):
        self.ask(text)
        self.until(lambda: self.section.results)
        return self.section.results

    def unfolded(self, text):
        result = self.found(text)[0]
        self.press("hubUnfoldButton")
        self.until(lambda: result.cards)
        return result

    def error(self):
        trouble = self.section.trouble
        return trouble.error.code if trouble.error else None


@pytest.fixture
def make_search(qtbot, home, store):
    """Make the search; all are closed at the end."""
    made = []

    def make(**options):
        made.append(Search(qtbot, home, store, **options))
        return made[-1]

    yield make
    for search in made:
        search.close()


@pytest.fixture
def search(make_search):
    return make_search(named=HubSource.HUGGINGFACE)
