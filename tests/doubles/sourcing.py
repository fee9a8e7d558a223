"""Which documents a chat asks, kept in memory: as `ChatSession.sourcing` tells it."""

from PySide6.QtCore import QObject, Signal

from qwq_desktop.storage.chat_sources import ChatSources


class PlainSourcing(QObject):
    """Keeps what it is told, and what it was asked to summarise."""

    sources_changed = Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.sources = ChatSources()
        self.summarised = []

    def set_sources(self, sources):
        if sources != self.sources:
            self.sources = sources
            self.sources_changed.emit(sources)

    def summarise(self, document_id):
        self.summarised.append(document_id)
