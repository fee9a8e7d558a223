"""A hub on this computer with a repository of QwQ's shape, and the program's ways to it."""

import pytest

from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.platform.network import NetworkGuard
from tests.doubles.hub import Hub
from tests.doubles.hub_dialects import Repositories

QWQ = "Qwen/QwQ-32B-GGUF"
FILES = {
    "README.md": b"# QwQ",
    "qwq-32b-q4_k_m.gguf": b"GGUF" + bytes(1000),
    "qwq-32b-q8_0.gguf": b"GGUF" + bytes(2000),
    "fp16/qwq-32b-fp16-00001-of-00002.gguf": b"GGUF" + bytes(3000),
    "fp16/qwq-32b-fp16-00002-of-00002.gguf": b"GGUF" + bytes(3001),
}


@pytest.fixture
def hub():
    hub = Hub()
    yield hub
    hub.close()


@pytest.fixture
def repositories(hub):
    repositories = Repositories(hub)
    repositories.add(QWQ, FILES)
    return repositories


@pytest.fixture
def guard():
    return NetworkGuard()


@pytest.fixture
def tokens():
    """By host."""
    return {}


@pytest.fixture(params=[HuggingFace, ModelScope])
def asked(request, hub, repositories, guard, tokens):
    """Each of the hubs in turn: what they promise is the same."""

    def token_for(url):
        return tokens.get(url.split("/")[2], "")

    asked = request.param(guard, token_for, hub.url)
    yield asked
    asked.close()
