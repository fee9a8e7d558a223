"""The sources under an answer: each passage that it cites, and whether its file is still there."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.ui.chat.citations.wording import place_words
from qwq_desktop.ui.theme.tokens import Theme

_SNIPPET = 160  # characters
_NUMBER = 18  # pixels


class SourceRow(QFrame):
    """One source: its number, where it stands, its first words."""

    activated = Signal()

    def __init__(self, passage: Passage, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceRow")
        self.passage = passage
        self._state = SourceState.SAME
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number = _label("sourceNumber")
        self._number.setText(str(passage.number))
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._where = _label("sourceWhere")
        self._where.setWordWrap(True)
        self._remark = _label("sourceRemark")
        self._words = _label("sourceWords")
        self._words.setWordWrap(True)
        self._words.setText(snippet(passage.text))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._where, self._remark, self._words):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 10, 8)
        row.setSpacing(10)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.set_theme(theme)
        self._retranslate()

    def set_state(self, state: SourceState) -> None:
        """Say whether the file is still as it was."""
        self._state = state
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        palette = theme.palette
        caption, field, side = theme.px(theme.CAPTION), theme.px(13), theme.px(_NUMBER)
        self._number.setFixedSize(side + 2, side)
        self.setStyleSheet(
            "#sourceRow { background: transparent; border: 1px solid transparent;"
            f" border-radius: {theme.RADIUS}px; }}"
            f" #sourceRow:hover {{ background: {palette.code}; }}"
            f" #sourceRow:focus {{ border-color: {palette.accent}; }}"
            f" #sourceNumber {{ background: {palette.wash}; color: {palette.accent};"
            f" border-radius: 4px; font-size: {theme.px(11)}px; font-weight: 600; }}"
            f" #sourceWhere {{ color: {palette.ink}; font-size: {field}px; font-weight: 500; }}"
            f" #sourceWords {{ color: {palette.soft}; font-size: {caption}px; }}"
            f" #sourceRemark {{ color: {palette.warn}; font-size: {caption}px; }}"
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        remarks = {
            SourceState.CHANGED: self.tr("Changed since it was read"),
            SourceState.MISSING: self.tr("No longer where it was"),
        }
        remark = remarks.get(self._state, "")
        self._where.setText(place_words(self.passage))
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        name = self.tr("Source {number}: {place}")
        told = name.format(number=self.passage.number, place=place_words(self.passage))
        self.setAccessibleName(told)
        self.setAccessibleDescription(remark)


class SourcesList(QWidget):
    """Hidden until it is asked for."""

    activated = Signal(int)  # number

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcesList")
        self._theme = theme
        self.rows: list[SourceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_passages(self, passages: tuple[Passage, ...]) -> None:
        """List these."""
        if passages == tuple(row.passage for row in self.rows):
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for passage in passages:
            row = SourceRow(passage, self._theme, self)
            row.activated.connect(lambda number=passage.number: self.activated.emit(number))
            self._column.addWidget(row)
            self.rows.append(row)

    def show_states(self, states: Mapping[int, SourceState]) -> None:
        """How it stands with the documents' files, by their ids."""
        for row in self.rows:
            row.set_state(states.get(row.passage.document_id, SourceState.SAME))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)


def snippet(text: str) -> str:
    """The beginning of a passage on one line or two."""
    words = " ".join(text.split())
    if len(words) <= _SNIPPET:
        return words
    cut = words[:_SNIPPET]
    head = cut[: cut.rfind(" ")] if cut.rfind(" ") > _SNIPPET // 2 else cut
    return f"{head.rstrip('.,;:。，；：')}…"


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
