"""One passage that the model was given: why, its words to be edited, to be pinned or dropped."""

import math
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.documents.passages import Passage
from qwq_desktop.ui.chat.citations.score_bars import ScoreBars, has_reasons
from qwq_desktop.ui.chat.citations.wording import place_words
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_MOST_LINES = 9
_ICON = 16
_AROUND = 14  # the field's edges and its document's margins


class _Words(QPlainTextEdit):
    """Tells when its lines may have become others."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class PassageCard(QFrame):
    """Keeps what the user makes of a passage; `passage` is that, None once it was dropped."""

    changed = Signal()
    opened = Signal(object)  # Passage, as it was given

    def __init__(
        self,
        passage: Passage,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_beside: bool = False,
    ) -> None:
        """`is_beside` tells that it wasn't found itself, but stands beside one that was."""
        super().__init__(parent)
        self.setObjectName("passageCard")
        self._given = passage
        self._icons = icons
        self._theme = theme
        self._is_dropped = False
        self.where = QPushButton()
        self.where.setObjectName("openPassageButton")
        self.pin = QPushButton()
        self.pin.setObjectName("pinPassageButton")
        self.pin.setCheckable(True)
        self.pin.setChecked(passage.is_pinned)
        self.drop = QPushButton()
        self.drop.setObjectName("dropPassageButton")
        self.bars = ScoreBars(passage.score, theme)
        self.why = QLabel()
        set_role(self.why, "caption")
        self._is_beside = is_beside
        self.text = _Words(passage.text)
        self.text.setTabChangesFocus(True)
        self._number = QLabel(str(passage.number))
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.where.clicked.connect(lambda: self.opened.emit(self._given))
        self.pin.toggled.connect(lambda _on: self._on_pinned())
        self.drop.clicked.connect(self._on_drop)
        self.text.textChanged.connect(self._fit)
        self.text.resized.connect(self._fit)
        self.text.textChanged.connect(self.changed)
        self.set_theme(theme)
        self._retranslate()

    @property
    def passage(self) -> Passage | None:
        """What is to go in now; None for nothing."""
        text = self.text.toPlainText()
        if self._is_dropped or not text.strip():
            return None
        words = self._given.text if text == _plain(self._given.text) else text
        return replace(self._given, text=words, is_pinned=self.pin.isChecked())

    @property
    def is_changed(self) -> bool:
        """Whether the user made something else of it."""
        return self.passage != self._given

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        palette = theme.palette
        self.setStyleSheet(
            f"#passageCard {{ background: {palette.card}; border: 1px solid {palette.line};"
            f" border-radius: {theme.RADIUS_CARD}px; }}"
            f" QPlainTextEdit {{ background: transparent; border: 1px solid transparent;"
            f" border-radius: 6px; color: {palette.ink}; font-size: {theme.px(13)}px; }}"
            f" QPlainTextEdit:focus {{ border-color: {palette.accent}; }}"
        )
        side = theme.px(18)
        self._number.setFixedSize(side + 4, side)
        self._number.setStyleSheet(
            f"background: {palette.wash}; color: {palette.accent}; border-radius: 4px;"
            f" font-size: {theme.px(11)}px; font-weight: 600;"
        )
        self.bars.set_theme(theme)
        self._show_state()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        for button, role in ((self.where, "link"), (self.pin, "icon"), (self.drop, "icon")):
            set_role(button, role)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.where.setStyleSheet("text-align: left; padding: 2px 0;")
        self.where.setMinimumWidth(20)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._number)
        head.addWidget(self.where, 1)
        head.addWidget(self.pin)
        head.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.bars)
        column.addWidget(self.why)
        column.addWidget(self.text)

    def _on_pinned(self) -> None:
        self._show_state()
        self._retranslate()
        self.changed.emit()

    def _on_drop(self) -> None:
        self._is_dropped = not self._is_dropped
        self._show_state()
        self._retranslate()
        self.changed.emit()

    def _show_state(self) -> None:
        palette = self._theme.palette
        pin_color = palette.accent if self.pin.isChecked() else palette.faint
        self._icons.put_on(self.pin, "pin", pin_color, self._theme.px(_ICON))
        drop = "undo-2" if self._is_dropped else "x"
        self._icons.put_on(self.drop, drop, palette.soft, self._theme.px(_ICON))
        self.pin.setEnabled(not self._is_dropped)
        self.text.setHidden(self._is_dropped)
        self.bars.setHidden(self._is_dropped or not has_reasons(self._given.score))
        self.why.setHidden(self._is_dropped or not self._is_beside)
        self._number.setEnabled(not self._is_dropped)

    def _fit(self) -> None:
        """As high as its words, up to some lines."""
        heights: list[float] = []  # Chinese lines are higher than the font's own
        block = self.text.document().firstBlock()
        while block.isValid() and len(heights) < _MOST_LINES:
            self.text.document().documentLayout().blockBoundingRect(block)  # lays it out
            layout = block.layout()
            heights += [layout.lineAt(one).height() for one in range(layout.lineCount())]
            block = block.next()
        height = math.ceil(sum(heights[:_MOST_LINES])) or self.text.fontMetrics().lineSpacing()
        self.text.setFixedHeight(height + _AROUND)

    def _retranslate(self) -> None:
        place = place_words(self._given)
        words = self.tr("Dropped: {place}").format(place=place) if self._is_dropped else place
        self.where.setText(words.replace("&", "&&"))
        self.where.setToolTip(self.tr("Open it in the document"))
        self.why.setText(self.tr("Beside a passage that was found"))
        pin = self.tr("Unpin") if self.pin.isChecked() else self.tr("Keep this passage in")
        drop = self.tr("Put it back") if self._is_dropped else self.tr("Leave this passage out")
        for button, label in ((self.pin, pin), (self.drop, drop)):
            button.setToolTip(label)
            button.setAccessibleName(label)
        told = self.tr("Words of passage {number}").format(number=self._given.number)
        self.text.setAccessibleName(told)


def _plain(text: str) -> str:
    """A text as the editor gives it back when nobody changed it."""
    for break_ in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(break_, "\n")
    return text.replace("\u00a0", " ")
