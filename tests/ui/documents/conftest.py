"""Sources as the user opens them: a real library over real files, in a folder named in scripts."""

import pytest

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.library import DocumentLibrary, LibraryParts
from qwq_desktop.documents.names import is_readable
from qwq_desktop.documents.parser_client import DocumentParser
from qwq_desktop.platform.inhibit import Inhibitor, NoBackend
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.ui.documents.source_pane import SourcePane
from qwq_desktop.ui.documents.viewer.loader import PageLoader


class Desk:
    """A library, a source pane over it, and the files."""

    def __init__(self, qtbot, folder):
        self.qtbot = qtbot
        self.home = folder / "用户 数据 é"
        self.files = self.home / "文件 files 📄"
        self.files.mkdir(parents=True)
        self.worker = Worker("storage")
        self.chats = ChatStore(self.worker, self.home / "chats.db")
        parts = LibraryParts(
            lambda: self.home / "documents",
            DocumentParser,
            lambda: (DocumentIndex(self.home / "documents.db"), ()),
            lambda: None,
            is_readable,
        )
        self.library = DocumentLibrary(parts, DocumentStore(self.chats), Inhibitor(NoBackend()))
        self.loader = PageLoader(self.library, DocumentParser)

    def bring(self, name, write):
        """Write a file and have it read; its document's id."""
        path = self.files / name
        write(path)
        came = []
        self.library.add([path], None, came.append)
        self.qtbot.waitUntil(lambda: bool(came) and not self.library.is_busy, timeout=60_000)
        return came[0].document_ids[0]

    def page_text(self, document_id, page=1):
        """The page's text as it was read."""
        came = []
        self.library.asking.page_text(document_id, page, came.append)
        self.qtbot.waitUntil(lambda: bool(came), timeout=20_000)
        return came[0]

    def show(self, pane, source):
        """Open a source, and wait until it is there."""
        with self.qtbot.waitSignal(pane.page_shown, timeout=60_000) as shown:
            pane.show_source(source)
        return shown.args[0]

    def close(self):
        self.loader.close()
        self.library.close()
        self.chats.close()
        self.worker.close()


@pytest.fixture
def desk(qtbot, tmp_path):
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def source_pane(qtbot, dressed, desk, icons, theme):
    pane = SourcePane(desk.loader, icons, theme)
    qtbot.addWidget(pane)
    pane.resize(484, 800)
    pane.show()
    qtbot.waitExposed(pane)
    return pane
