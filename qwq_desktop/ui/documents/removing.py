"""Documents that the user removed, for as long as that can be undone."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.ui.documents.telling import removed_text
from qwq_desktop.ui.notices import Notice, Notices

_KEY = "documents-removed:"


class Removals(QObject):
    """Takes documents off the list at once, and lets the library forget them when the notice left.

    A pasted text has no file but the library's own: it could not be brought back afterwards.
    """

    changed = Signal()

    def __init__(self, library: DocumentLibrary, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._notices = notices
        self._waiting: dict[str, tuple[int, ...]] = {}
        self._count = 0
        notices.action_triggered.connect(self._undo)
        notices.dismissed.connect(self._on_dismissed)

    @property
    def document_ids(self) -> frozenset[int]:
        """The documents that are on their way out."""
        return frozenset(one for ids in self._waiting.values() for one in ids)

    def remove(self, document_ids: Sequence[int]) -> None:
        """Take documents off the list."""
        entries = [self._library.entry(one) for one in document_ids]
        names = [entry.document.name for entry in entries if entry is not None]
        if not names:
            return
        self._count += 1
        key = f"{_KEY}{self._count}"
        self._waiting[key] = tuple(document_ids)
        undo = QCoreApplication.translate("DocumentNotices", "Undo")
        self._notices.show_notice(Notice(key, removed_text(names), undo))
        self.changed.emit()

    def finish(self) -> None:
        """Forget all of them now: the program ends."""
        for key in list(self._waiting):
            self._forget(key)

    def _undo(self, key: str) -> None:
        if self._waiting.pop(key, None) is not None:
            self.changed.emit()

    def _on_dismissed(self, key: str) -> None:
        if key in self._waiting:  # a click on "Undo" is told right after
            QTimer.singleShot(0, self, lambda: self._forget(key))

    def _forget(self, key: str) -> None:
        ids = self._waiting.pop(key, None)
        if ids is not None:
            self._library.remove(ids)
