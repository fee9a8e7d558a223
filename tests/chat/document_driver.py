"""A chat session with documents: real library, parser and index, and what the session told."""

from qwq_desktop.models.state import ModelStatus
from qwq_desktop.settings.schema import LoadSettings
from qwq_desktop.storage.chat_sources import ChatSources
from tests.chat.test_session import Driver


class DocumentDriver(Driver):
    """Files under a folder of three scripts are added, switched on and asked."""

    def __init__(self, qtbot, folder):
        self.folder = folder / "用户 数据 é"
        self.files = self.folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        super().__init__(qtbot, self.folder / "home")
        self.library = self.services.documents
        self.sourcing = self.chats.sourcing
        self.examinations, self.searching, self.changed = {}, [], []
        self.sourcing.examined.connect(self.examinations.__setitem__)
        self.sourcing.searching_changed.connect(self.searching.append)
        self.chats.question_changed.connect(self.changed.append)

    def serve(self, server):
        self.services.models.open(server.url, LoadSettings())
        self.until(lambda: self.services.models.state.status is ModelStatus.READY)

    def write(self, name, text):
        path = self.files / name
        path.write_text(text, encoding="utf-8")
        return path

    def add(self, *paths):
        came = []
        self.library.add(paths, None, came.append)
        self.until(lambda: came)
        return came[0].document_ids

    def switch_on(self, *paths):
        ids = self.add(*paths)
        self.sourcing.set_sources(ChatSources(frozenset(ids)))
        return ids

    def examined(self, message):
        self.until(lambda: message.id in self.examinations)
        return self.examinations[message.id]

    @property
    def question(self):
        return self.chats.path[-2]

    def texts(self):
        return [one.text for one in self.sourcing.passages(self.question.id)]
