"""Libraries with a real index and a real database, over files of a user named in three scripts."""

import os

import pytest

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.library import DocumentLibrary, LibraryParts
from qwq_desktop.platform.inhibit import Inhibitor, NoBackend
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.store import ChatStore
from tests.doubles.plain_parser import PlainParser, TopicEmbedder


class Bench:
    """A library that can be closed and opened again, and what it works with."""

    def __init__(self, qtbot, folder):
        self.qtbot = qtbot
        self.home = folder / "用户 数据 é"
        self.files = self.home / "文件 files 📄"
        self.files.mkdir(parents=True)
        self.parser = PlainParser()
        self.embedder = None
        self.index_class = DocumentIndex
        self.inhibitor = Inhibitor(NoBackend())
        self.notices = []
        self.opened = []
        self.library = None

    def open(self, *, start=True):
        self.worker = Worker("storage")
        self.chats = ChatStore(self.worker, self.home / "chats.db")
        parts = LibraryParts(
            lambda: self.home / "documents",
            lambda: self.parser,
            self._open_index,
            lambda: self.embedder,
            lambda name: name.endswith((".txt", ".md")),
        )
        self.library = DocumentLibrary(parts, DocumentStore(self.chats), self.inhibitor)
        self.library.noticed.connect(self.notices.append)
        if start:
            self.library.start()
            self.qtbot.waitUntil(lambda: self.library.is_loaded, timeout=20_000)
        return self.library

    def _open_index(self):
        index = self.index_class(self.home / "documents.db")
        self.opened.append(index)
        return index, index.notices

    def close(self):
        if self.library is not None:
            self.library.close()
            self.chats.close()
            self.worker.close()
            self.library = None

    def again(self):
        self.close()
        return self.open()

    def write(self, name, text="words"):
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def add(self, *paths, collection_id=None):
        """Add, and wait until all is read; what came of it."""
        came = []
        self.library.add(paths, collection_id, came.append)
        self.wait(lambda: came)
        self.settle()
        return came[0]

    def settle(self):
        self.wait(lambda: self.library.progress.unread == 0 and not self.library.is_busy)

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def result(self, call, *values, **named):
        """What a call gives to its `done`."""
        got = []
        call(*values, done=got.append, **named)
        self.wait(lambda: got)
        return got[0]

    def states(self):
        return {entry.document.name: str(entry.status.state) for entry in self.library.entries}

    def found(self, question, **named):
        """The names of the documents that a search finds, best first."""
        hits = self.result(self.library.asking.search, question, **named)
        return [self.library.entry(hit.document_id).document.name for hit in hits]


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(qtbot, tmp_path)
    yield made
    made.parser.may_read.set()
    if made.embedder is not None:
        made.embedder.may_embed.set()
    made.close()


@pytest.fixture
def library(bench):
    return bench.open()


@pytest.fixture
def topics():
    """An embedder by topics."""
    return TopicEmbedder


@pytest.fixture
def older():
    """Give a file another time of change, whatever the clock says."""

    def change(path, by_s=10):
        found = os.stat(path)
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + by_s * 10**9))

    return change
