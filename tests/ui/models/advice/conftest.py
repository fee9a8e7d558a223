"""Advice on QwQ-32B as real computers would get it, from files of full size that aren't there."""

from pathlib import Path

import pytest

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.model_advice import Asked, advised
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.hubs.hub import HubFile, HubListing
from qwq_desktop.models.hubs.offers import offers
from qwq_desktop.models.speed import Speeds
from qwq_desktop.platform.hardware import Gpu, Hardware
from tests.models.shapes import QWQ_32B, write_sparse

RESOURCES = Path(__file__).resolve().parents[4] / "resources"
KINDS = ("Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0")
GIB = 1 << 30


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.load(RESOURCES)


@pytest.fixture(scope="session")
def asked(tmp_path_factory):
    """What a hub tells of QwQ-32B, read two days after the epoch at 10 MB/s."""
    folder = tmp_path_factory.mktemp("shapes")
    paths = [write_sparse(folder, QWQ_32B, kind) for kind in KINDS]
    files = [HubFile(path.name, f"https://x/{path.name}", path.stat().st_size) for path in paths]
    files.append(HubFile("QwQ-32B-BF16.gguf", "https://x/f", 65 * 10**9))
    listing = HubListing(HubSource.HUGGINGFACE, "Qwen/QwQ-32B-GGUF", "c", tuple(files))
    infos = {path.name: read_metadata(path) for path in paths}
    assert {offer.name for offer in offers(listing)} >= set(infos)
    return Asked(listing, infos, 2 * 86_400.0, 10e6)


@pytest.fixture
def on(asked, catalogue):
    """Advice for a computer with so many GiB of memory, and of a graphics card."""

    def make(ram, card=0, disk=10**12):
        return advised(catalogue.by_id("qwq-32b"), asked, computer(ram, card, disk))

    return make


def computer(ram, card=0, disk=10**12):
    cards = (Gpu("RTX 4090", card * GIB, card * GIB),) if card else ()
    hardware = Hardware(ram * GIB, round(ram * GIB * 0.9), 8, 16, cards)
    return Computer(hardware, Speeds(50e9), disk)


@pytest.fixture
def make_computer():
    return computer
