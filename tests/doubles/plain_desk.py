"""A window with the documents' widgets over a real library of plain texts."""

from types import SimpleNamespace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.library import DocumentLibrary, LibraryParts
from qwq_desktop.platform.inhibit import Inhibitor, NoBackend
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.documents.assembly import DocumentParts, DocumentsInWindow
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow
from tests.doubles.plain_parser import PlainParser
from tests.doubles.sourcing import PlainSourcing


class Chats(QObject):
    """Of a chat session what the documents need: which chat is open, and whether one answers."""

    busy_changed = Signal(object)
    chat_opened = Signal(object, object)

    def __init__(self):
        super().__init__()
        self.sourcing = PlainSourcing(self)

    def new_chat(self):
        self.sourcing.set_sources(type(self.sourcing.sources)())
        self.chat_opened.emit(None, ())


class Appearance(QObject):
    """A theme that may change."""

    theme_changed = Signal(object)

    def __init__(self, theme):
        super().__init__()
        self.theme = theme


class PlainDesk:
    """The parts, and the ways of a user over them."""

    def __init__(self, qtbot, folder, store, pane, theme, icons):
        self.qtbot = qtbot
        self.home = folder / "用户 数据 é"
        self.files = self.home / "文件 files 📄"
        self.files.mkdir(parents=True)
        self.parser = PlainParser()
        self.workers = [Worker("storage"), Worker("files")]
        self.store = ChatStore(self.workers[0], self.home / "chats.db")
        parts = LibraryParts(
            lambda: self.home / "documents",
            lambda: self.parser,
            lambda: (DocumentIndex(self.home / "documents.db"), ()),
            lambda: None,
            lambda name: name.endswith((".txt", ".md")),
        )
        self.library = DocumentLibrary(parts, DocumentStore(self.store), Inhibitor(NoBackend()))
        self.chats = Chats()
        self.window = MainWindow(pane, icons, theme)
        qtbot.addWidget(self.window)
        self.composer = Composer(theme, icons)
        self.window.set_chat_widgets(QWidget(), self.composer)
        self.opened = []
        self.documents = DocumentsInWindow(
            DocumentParts(
                self.library,
                self.chats,
                SimpleNamespace(available=lambda recent: []),
                store,
                self.workers[1],
                self.opened.append,
                Appearance(theme),
                self.window,
                self.composer,
                icons,
            )
        )
        self.window.show()

    @property
    def page(self):
        return self.window.page_frame(Page.DOCUMENTS)

    @property
    def sources(self):
        return self.chats.sourcing.sources

    def write(self, name, text="words"):
        path = self.files / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def until(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def bring(self, *paths):
        """Add files, and wait until all are read and shown; their ids."""
        came = []
        self.library.add(paths, None, came.append)
        self.until(lambda: came and not self.library.is_busy)
        return came[0].document_ids

    def shown(self):
        model = self.page.documents.documents
        return [model.index(row).data() for row in range(model.rowCount())]

    def line(self, document_id):
        model = self.page.documents.documents
        return model.line(model.index_of(document_id))

    def close(self):
        self.parser.may_read.set()
        self.documents.close()
        self.library.close()
        self.workers[1].close()
        self.store.close()
        self.workers[0].close()
