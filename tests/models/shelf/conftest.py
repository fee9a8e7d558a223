"""A shelf over real folders, files and workers; only the engine is left out."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.places import places_of
from qwq_desktop.models.removal import remove
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore


class LoadedModel(QObject):
    """Stands for the session: which model is in use. The real one would start an engine."""

    state_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.state = ModelState()
        self.unloads = 0

    def load(self, ref):
        self.state = ModelState(ModelStatus.READY, ref.id, ref)

    def unload(self):
        self.unloads += 1


class Rig:
    """The keeping with what it works on, and a list of what was opened."""

    def __init__(self, root, resources):
        self.own = root / "用户 数据 é" / "models"
        self.own.mkdir(parents=True)
        self.home = root / "other programs"
        self.home.mkdir()
        self.worker, self.storage = Worker("files"), Worker("storage")
        self.settings = SettingsStore(root / "settings.json", self.storage)
        self.library = ModelLibrary(
            Catalogue.load(resources),
            resources,
            self.own,
            lambda: places_of(self.settings.value, self.own),
        )
        self.models = LoadedModel()
        self.opened = []
        self.downloads = DownloadQueue(
            root / "downloads.json", NetworkGuard(offline=True), self.worker, Inhibitor()
        )
        self.keeping = ModelKeeping(
            self.library,
            self.models,
            self.settings,
            self.downloads,
            self.worker,
            self.storage,
            root / "usage.json",
            self.opened.append,
            "qwq-nano",
            Surroundings("linux", self.home, {}),
        )

    def close(self):
        self.downloads.close()
        self.keeping.close()
        self.worker.close()
        self.storage.close()


@pytest.fixture
def rig(qapp, tmp_path, resources):
    rig = Rig(tmp_path, resources)
    yield rig
    rig.close()


@pytest.fixture
def resources():
    return Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def put(nano_model):
    """Put a real model at a path."""

    def copy(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(nano_model, path)
        return path

    return copy


@pytest.fixture
def look(rig, qtbot):
    """The models as the shelf sees them, by the names of their files."""

    def once():
        with qtbot.waitSignal(rig.keeping.shelf.looked) as looked:
            rig.keeping.shelf.refresh()
        return {item.ref.path.name: item for item in looked.args[0].items}

    return once


@pytest.fixture
def trash(monkeypatch):
    """A trash that takes files away, for the system's own one is none in tests."""
    taken = []

    def discard(path):
        taken.append(path)
        Path(path).unlink()

    monkeypatch.setitem(remove.__kwdefaults__, "discard", discard)
    return taken
