"""See inside: what the model was given for a question, why, and the way to ask with other words."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.documents.passages import Passage
from qwq_desktop.ui.chat.citations.passage_card import PassageCard
from qwq_desktop.ui.chat.citations.score_bars import has_reasons
from qwq_desktop.ui.header import HEIGHT
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_AT_A_TIME = 6  # cards that are made before the window gets to breathe
_SIDE = 18


class InsidePane(QFrame):
    """Shows the passages of one question as cards."""

    ask_again_requested = Signal(int, object)  # question's id, tuple[Passage, ...]
    close_requested = Signal()
    passage_opened = Signal(object)  # Passage

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("insidePane")
        set_role(self, "pane")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons = icons
        self._theme = theme
        self._question_id = 0
        self._is_busy = False
        self._is_searched = False
        self._due: list[Passage] = []
        self.cards: list[PassageCard] = []
        self._header = QFrame()
        self._title = QLabel()
        self._close = QPushButton()
        self._lead = QLabel()
        self._scroll = QScrollArea()
        self._column = QVBoxLayout()
        self.ask = QPushButton()
        self.ask.setObjectName("askAgainButton")
        self._note = QLabel()
        self._making = QTimer(self)
        self._making.setInterval(0)
        self._making.timeout.connect(self._make_some)
        self._lay_out()
        self._close.clicked.connect(self.close_requested)
        self.ask.clicked.connect(self._on_ask)
        self.set_theme(theme)
        self._retranslate()

    @property
    def question_id(self) -> int:
        """The question whose passages are shown."""
        return self._question_id

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What would go in now."""
        made = tuple(one for card in self.cards if (one := card.passage) is not None)
        return (*made, *self._due)

    def show_passages(self, question_id: int, passages: tuple[Passage, ...]) -> None:
        """Show another question's passages."""
        self._question_id = question_id
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards, self._due = [], list(passages)
        self._is_searched = any(
            has_reasons(one.score) for one in passages
        )  # else the documents went in whole
        self._make_some()
        self._making.start()
        self._scroll.verticalScrollBar().setValue(0)
        self._retranslate()

    def set_busy(self, is_busy: bool) -> None:
        """Whether an answer is under way: nothing can be asked meanwhile."""
        self._is_busy = is_busy
        self._show_note()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._header.setFixedHeight(theme.px(HEIGHT))
        self._icons.put_on(self._close, "x", theme.palette.soft, theme.px(ICON_SIZE))
        for card in self.cards:
            card.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        set_role(self._header, "header")
        set_role(self._title, "title")
        set_role(self._close, "icon")
        set_role(self._lead, "note")
        set_role(self._note, "caption")
        set_role(self.ask, "primary")
        for button in (self._close, self.ask):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lead.setWordWrap(True)
        self._note.setWordWrap(True)
        head = QHBoxLayout(self._header)
        head.setContentsMargins(self._theme.EDGE, 0, 14, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        page = QWidget()
        set_role(page, "page")
        self._column.setContentsMargins(_SIDE, 14, _SIDE, 14)
        self._column.setSpacing(10)
        self._column.addWidget(self._lead)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QFrame()
        line.setFixedHeight(1)
        set_role(line, "line")
        foot = QHBoxLayout()
        foot.setContentsMargins(_SIDE, 12, _SIDE, 14)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._scroll, 1)
        column.addWidget(line)
        column.addLayout(foot)
        QShortcut(
            QKeySequence("Esc"),
            self,
            self.close_requested.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _make_some(self) -> None:
        for passage in self._due[:_AT_A_TIME]:
            is_found = has_reasons(passage.score) or passage.is_pinned
            is_beside = self._is_searched and not is_found
            card = PassageCard(passage, self._icons, self._theme, is_beside=is_beside)
            card.changed.connect(self._show_note)
            card.opened.connect(self.passage_opened)
            self._column.addWidget(card)
            self.cards.append(card)
        del self._due[:_AT_A_TIME]
        if not self._due:
            self._making.stop()

    def _on_ask(self) -> None:
        self.ask_again_requested.emit(self._question_id, self.passages)

    def _show_note(self) -> None:
        count = len(self.passages)
        self.ask.setEnabled(count > 0 and not self._is_busy)
        if self._is_busy:
            self._note.setText(self.tr("An answer is being written."))
        elif not count:
            self._note.setText(self.tr("Nothing is left to ask with."))
        elif any(card.is_changed for card in self.cards):
            self._note.setText(self.tr("%n passages will go in", "", count))
        else:
            self._note.setText("")

    def _retranslate(self) -> None:
        self._title.setText(self.tr("What the model was given"))
        self.setAccessibleName(self.tr("What the model was given"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._lead.setText(
            self.tr(
                "These passages of your documents went in with the question. Edit them, leave"
                " some out, and ask again: the new answer becomes another version."
            )
        )
        self.ask.setText(self.tr("Ask again with these"))
        self._show_note()
