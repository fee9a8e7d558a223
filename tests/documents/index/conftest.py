"""Indexes in a folder of their own, and documents to fill them with."""

import numpy as np
import pytest

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from qwq_desktop.platform.errors import QwQError

FINGERPRINT = Fingerprint(100, 1_700_000_000_000_000_000)


@pytest.fixture
def index_file(tmp_path):
    folder = tmp_path / "用户 数据 é"
    folder.mkdir()
    return folder / "documents.db"


@pytest.fixture
def index(index_file):
    opened = DocumentIndex(index_file)
    yield opened
    opened.close()


def document(*texts, title="", page_names=None):
    """A document of one page for each text; a text with "# " before it is a heading on it."""
    blocks = [block for page, text in enumerate(texts, 1) for block in page_blocks(page, text)]
    return DocumentText("text", title, len(texts), True, tuple(blocks), page_names or {})


def page_blocks(page, text):
    for part in text.split("\n\n"):
        if part.startswith("# "):
            yield Block(page, BlockKind.HEADING, part[2:], 1)
        else:
            yield Block(page, BlockKind.PARAGRAPH, part)


class Meanings:
    """An embedder that knows what a few words mean, each a direction."""

    def __init__(self, *topics, name="meanings"):
        self.name = name
        self.topics = topics  # words of one meaning each
        self.dimensions = len(topics) + 1
        self.embedded = []
        self.fails = False

    def query(self, text):
        if self.fails:
            raise QwQError("engine_died")
        return self._vector(text)

    def passages(self, texts, stopped=lambda: False):
        self.embedded += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text):
        found = [float(any(word in text for word in topic)) for topic in self.topics]
        vector = np.array([*found, 0.1], np.float32)
        return vector / np.linalg.norm(vector)
