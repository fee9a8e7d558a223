"""The folders that are watched for the collection on show, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_ICON = 15
_MOST_SHOWN = 5
_LONGEST_PATH = 38  # characters; the tip has all


@dataclass(frozen=True)
class FolderState:
    """A watched folder: where it is, for which collection, and how many documents it brought."""

    folder_id: int
    path: str
    collection: str
    is_there: bool = True
    count: int = 0


class FolderLine(QWidget):
    """One folder."""

    unwatch_requested = Signal(int)

    def __init__(self, state: FolderState, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self._state = state
        self._icon = QLabel()
        palette = theme.palette
        color = palette.soft if state.is_there else palette.warn
        self._icon.setPixmap(icons.pixmap("folder", color, theme.px(_ICON)))
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._words.setToolTip(state.path)
        set_role(self._words, "note" if state.is_there else "warning")
        self._stop = QPushButton()
        self._stop.setObjectName("unwatchButton")
        set_role(self._stop, "link")
        self._stop.clicked.connect(lambda: self.unwatch_requested.emit(state.folder_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._stop)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        state = self._state
        if state.is_there:
            count = self.tr("%n document(s)", "", state.count)
            words = self.tr("Watching {folder} for “{collection}” · {count}")
        else:
            count = ""
            words = self.tr("{folder} is not there; it is followed again once it is back")
        self._words.setText(
            words.format(folder=short_path(state.path), collection=state.collection, count=count)
        )
        self._stop.setText(self.tr("Stop watching"))
        self._stop.setAccessibleName(self.tr("Stop watching {folder}").format(folder=state.path))


class FolderLines(QWidget):
    """Hidden while no folder is watched; of many the first are shown."""

    unwatch_requested = Signal(int)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watchedFolders")
        self._icons = icons
        self._theme = theme
        self._states: tuple[FolderState, ...] = ()
        self._lines: list[FolderLine] = []
        self._more = QLabel()
        set_role(self._more, "caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._more)
        self.hide()

    @property
    def states(self) -> tuple[FolderState, ...]:
        """What is shown."""
        return self._states

    def show_folders(self, states: Sequence[FolderState]) -> None:
        """Show these."""
        if tuple(states) != self._states:
            self._states = tuple(states)
            self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for line in self._lines:
                line.retranslate()
            self._say_more()

    def _rebuild(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for state in self._states[:_MOST_SHOWN]:
            line = FolderLine(state, self._icons, self._theme)
            line.unwatch_requested.connect(self.unwatch_requested)
            self._column.insertWidget(len(self._lines), line)
            self._lines.append(line)
        self._say_more()
        self.setVisible(bool(self._states))

    def _say_more(self) -> None:
        left = max(0, len(self._states) - _MOST_SHOWN)
        self._more.setText(self.tr("and %n more folder(s), in their collections", "", left))
        self._more.setVisible(left > 0)


def short_path(path: str) -> str:
    """A path with what is least telling, its middle, left out where it is long."""
    if len(path) <= _LONGEST_PATH:
        return path
    kept = _LONGEST_PATH // 3
    return f"{path[:kept]}…{path[kept + 1 - _LONGEST_PATH :]}"
