"""How far the reading of all documents is, with a way to let it rest."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.documents.keeping import Progress
from qwq_desktop.ui.numbers import grouped
from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.theme.style import set_role

_CONTEXT = "DocumentProgress"
translate = QCoreApplication.translate


def progress_text(progress: Progress, at_once: int) -> str:
    """What is being done; "" where nothing is. `at_once` is how many were unread at most."""
    parts = []
    if progress.unread:
        words = translate(_CONTEXT, "Reading: {done} of {total}")
        read = grouped(max(0, at_once - progress.unread))
        parts.append(words.format(done=read, total=grouped(at_once)))
    if progress.vectors_done < progress.vectors_total:
        words = translate(_CONTEXT, "Comparing meanings: {done} of {total} passages")
        done, total = grouped(progress.vectors_done), grouped(progress.vectors_total)
        parts.append(words.format(done=done, total=total))
    return " · ".join(parts)


def short_progress(progress: Progress, *, is_paused: bool) -> str:
    """The same for a narrow place: a few signs; "" where nothing is done."""
    is_behind = progress.vectors_done < progress.vectors_total
    if not progress.unread and not is_behind:
        return ""
    if is_paused:
        return translate(_CONTEXT, "paused")
    if progress.unread:
        words = translate(_CONTEXT, "{count} to read")
        return words.format(count=grouped(progress.unread))
    return f"{100 * progress.vectors_done // progress.vectors_total} %"


class ProgressLine(QWidget):
    """Hidden while there is nothing to do."""

    pause_requested = Signal()
    resume_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentProgress")
        self._progress = Progress()
        self._most_unread = 0
        self._is_paused = False
        self._words = QLabel()
        set_role(self._words, "note")
        self._bar = ProgressBar()
        self._button = QPushButton()
        self._button.setObjectName("pauseDocumentsButton")
        set_role(self._button, "link")
        self._button.clicked.connect(self._toggle)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.hide()
        self._retranslate()

    def show_progress(self, progress: Progress, *, is_paused: bool) -> None:
        """Show how far it is."""
        self._progress, self._is_paused = progress, is_paused
        self._most_unread = max(self._most_unread, progress.unread) if progress.unread else 0
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        text = progress_text(self._progress, self._most_unread)
        self.setVisible(bool(text))
        if self._is_paused:
            text = self.tr("Paused. {what}").format(what=text)
        self._words.setText(text)
        self._button.setText(self.tr("Resume") if self._is_paused else self.tr("Pause"))
        if self._progress.unread:
            self._show_bar(self._most_unread - self._progress.unread, self._most_unread)
        else:
            self._show_bar(self._progress.vectors_done, self._progress.vectors_total)

    def _show_bar(self, done: int, total: int) -> None:
        self._bar.show_share(done / max(1, total))

    def _toggle(self) -> None:
        (self.resume_requested if self._is_paused else self.pause_requested).emit()
