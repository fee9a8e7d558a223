"""Quiet lines between messages: what left the model's view, and what was brought back into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.chat.context_cut import happened_at, newest_cut, parted
from qwq_desktop.chat.recall import Passage, recalled_passages
from qwq_desktop.storage.records import ContextCut, Message, Role
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.theme.style import set_role

_ABOVE, _BELOW = 6, 6


class ContextWish(StrEnum):
    """What can be done about the model's view."""

    SUMMARISE = "summarise"
    ENLARGE = "enlarge"


class NoteKind(StrEnum):
    """What a line says."""

    CUT = "cut"  # here older messages left the view
    BOUNDARY = "boundary"  # from here on the model sees the chat
    RECALLED = "recalled"  # quotes of what had left


@dataclass(frozen=True)
class ContextNote:
    """One line. `messages` counts those that left; `offers` gives it buttons."""

    kind: NoteKind
    messages: int = 0
    summary: str = ""
    passages: tuple[Passage, ...] = ()
    offers: bool = False


def notes_for(cuts: Sequence[ContextCut], path: Sequence[Message]) -> dict[int, ContextNote]:
    """The lines of a branch, by the message that each stands above."""
    notes: dict[int, ContextNote] = {}
    newest = newest_cut(cuts, path)
    for cut in cuts:
        gone, _ = parted(path, cut)
        note = ContextNote(NoteKind.CUT, len(gone), cut.summary, offers=cut == newest)
        notes[happened_at(cut, path)] = note
    if newest is not None and newest.message_id not in notes:
        notes[newest.message_id] = ContextNote(NoteKind.BOUNDARY)
    for question, answer in pairwise(path):
        passages = recalled_passages(question.turn.recalled)
        if passages and answer.role is Role.ASSISTANT:
            notes[answer.id] = ContextNote(NoteKind.RECALLED, passages=passages)
    return notes


class NoteLine(QWidget):
    """Shows a note; what it stands for unfolds below it."""

    height_changed = Signal()
    wished = Signal(object)  # ContextWish

    def __init__(self, note: ContextNote, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contextNote")
        self.note = note
        self._parts = parts
        self._words = QLabel(self)
        self._fold = _link(self, "contextNoteFold")
        self._summarise = _link(self, "contextSummarise")
        self._enlarge = _link(self, "contextEnlarge")
        self._more = QLabel(self)
        self._lay_out()
        self._fold.clicked.connect(self._toggle)
        self._summarise.clicked.connect(lambda: self.wished.emit(ContextWish.SUMMARISE))
        self._enlarge.clicked.connect(lambda: self.wished.emit(ContextWish.ENLARGE))
        self._retranslate()

    def fit(self, width: int) -> int:
        """Lay out for a width; the height it takes then."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return layout.totalHeightForWidth(width)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        color = QColor(self._parts.theme.palette.line)
        if self.note.kind is NoteKind.RECALLED:
            painter.fillRect(0, _ABOVE, 2, self.height() - _ABOVE - _BELOW, color)
        else:
            painter.fillRect(0, 0, self.width(), 1, color)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        indent = 12 if self.note.kind is NoteKind.RECALLED else 0
        column = QVBoxLayout(self)
        column.setContentsMargins(indent, _ABOVE, 0, _BELOW)
        column.setSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        for button in (self._fold, self._summarise, self._enlarge):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._more)
        column.addLayout(buttons)
        for label, role in ((self._words, "caption"), (self._more, "note")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_role(label, role)
        self._more.hide()
        has_more = bool(self.note.summary or self.note.passages)
        self._fold.setVisible(has_more)
        self._summarise.setVisible(self.note.offers and not self.note.summary)
        self._enlarge.setVisible(self.note.offers)

    def _toggle(self) -> None:
        self._more.setVisible(self._more.isHidden())
        self._retranslate()
        self.height_changed.emit()

    def _retranslate(self) -> None:
        is_open = not self._more.isHidden()
        self._words.setText(self._said())
        self._more.setText(self.note.summary or self._quoted())
        shut = self.tr("Show summary") if self.note.summary else self.tr("Show")
        self._fold.setText(self.tr("Hide") if is_open else shut)
        self._summarise.setText(self.tr("Summarise them"))
        self._summarise.setToolTip(self.tr("The model writes a summary and keeps it in view"))
        self._enlarge.setText(self.tr("Longer view…"))
        self._enlarge.setToolTip(self.tr("Load the model with a longer context"))

    def _said(self) -> str:
        note = self.note
        match note.kind:
            case NoteKind.BOUNDARY:
                return self.tr("The model's view begins here.")
            case NoteKind.RECALLED:
                return self.tr("%n older passages brought back", "", len(note.passages))
        if note.summary:
            return self.tr(
                "The %n oldest messages are no longer in the model's view; a summary stands for "
                "them.",
                "",
                note.messages,
            )
        return self.tr(
            "The %n oldest messages are no longer in the model's view; what you ask about is "
            "brought back.",
            "",
            note.messages,
        )

    def _quoted(self) -> str:
        passages = (f"{p.question}\n{p.answer}".strip() for p in self.note.passages)
        return "\n\n".join(passages)


def _link(parent: QWidget, name: str) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    set_role(button, "link")
    button.setStyleSheet("QPushButton { padding: 2px 0; }")  # its words stand below the text
    return button
