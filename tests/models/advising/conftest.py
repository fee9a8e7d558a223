"""A hub on this computer with small models under well-known names, and an advisor that asks it."""

from pathlib import Path

import pytest

from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.advising.asking import Asking
from qwq_desktop.models.advising.hub_ranges import HubRanges
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.platform.network import NetworkGuard
from tests.doubles.hub import Hub
from tests.doubles.hub_dialects import Repositories

QWQ = "Qwen/QwQ-32B-GGUF"
RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def hub(gguf_bytes, small_values):
    hub = Hub()
    hub.repositories = Repositories(hub)

    def gguf(file_type):
        return gguf_bytes(dict(small_values) | {"general.file_type": file_type})

    hub.repositories.add(
        QWQ, {"qwq-32b-q4_k_m.gguf": gguf(15), "qwq-32b-q8_0.gguf": gguf(7), "README.md": b"#"}
    )
    hub.repositories.add("Qwen/Qwen3-8B-GGUF", {"Qwen3-8B-Q4_K_M.gguf": gguf(15)})
    yield hub
    hub.close()


@pytest.fixture
def catalogue():
    return Catalogue.load(RESOURCES)


@pytest.fixture
def make_advisor(qtbot, home, hub, catalogue):
    """Make an advisor of a new run of the program; all are closed at the end."""
    made = []

    def make(*, url=None, offline=False, **facts):
        guard = NetworkGuard(offline=offline)
        hubs = Hubs(
            {
                HubSource.HUGGINGFACE: HuggingFace(guard, str, url or hub.url),
                HubSource.MODELSCOPE: ModelScope(guard, str, url or hub.url),
            },
            HubSource.HUGGINGFACE,
        )
        asking = Asking(
            hubs,
            HubRanges(guard, lambda _url: ""),
            home / "headers.json",
            home / "speeds.json",
            lambda: home / "models",
        )
        advisor = ModelAdvisor(catalogue, asking, lambda: {"devices": []}, **facts)
        advisor.guard = guard
        made.append(advisor)
        return advisor

    yield make
    for advisor in made:
        advisor.close()
