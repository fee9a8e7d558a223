"""A hub on loopback that has a model under the name of QwQ-32B's official file."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.doubles.hub import Hub
from tests.doubles.hub_dialects import Repositories

QWQ = "Qwen/QwQ-32B-GGUF"
NAME = "qwq-32b-q4_k_m.gguf"


@contextmanager
def qwq_hub(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The program takes it for Hugging Face; there is no other hub."""
    hub = Hub()
    hub.repositories = Repositories(hub)
    hub.repositories.add(QWQ, {NAME: data, "README.md": b"#"})
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.delenv("MODELSCOPE_ENDPOINT", raising=False)
    yield hub
    hub.close()
