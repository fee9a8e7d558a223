"""The empty chat: a question to the user, and a few questions to begin with."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.style import mixed, set_role

_WIDTH = 640
_NARROW = 520  # below it the cards stand in one column
_GAP = 10
_MOST_CARDS = 4  # two even rows


@dataclass(frozen=True)
class Example:
    """A question to try, and what it shows. One `wants_files` to be chosen before it is asked."""

    text: str
    caption: str
    wants_files: bool = False


class EmptyState(QWidget):
    """One click on a card asks its question."""

    example_chosen = Signal(str)
    files_wanted = Signal()
    link_activated = Signal()

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._parts = parts
        self._cards: list[_Card] = []
        self._head: QWidget | None = None
        self._has_subtitle = False
        self._title = QLabel(self)
        self._subtitle = QLabel(self)
        self._link = QPushButton(self)
        self._grid = QGridLayout()
        self._set_up()
        self._style()

    def show_content(
        self, title: str, subtitle: str, examples: Sequence[Example], link_text: str = ""
    ) -> None:
        """Change what is shown. `link_text` empty hides the link."""
        self._title.setText(title)
        self._subtitle.setText(f'<p style="line-height: 126%">{html.escape(subtitle)}</p>')
        self._has_subtitle = bool(subtitle)
        self._link.setText(link_text)
        self._show_words()
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._card(example) for example in examples[:_MOST_CARDS]]
        self._place_cards()

    def set_head(self, head: QWidget | None) -> None:
        """Put something in the place of the words above the cards; None brings the words back."""
        if self._head is not None:
            self._column.removeWidget(self._head)
            self._head.hide()
        self._head = head
        if head is not None:
            self._column.insertWidget(0, head)
            head.show()
        self._show_words()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        for card in self._cards:
            card.set_parts(parts)
        self._style()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place_cards()

    def _set_up(self) -> None:
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._subtitle.setTextFormat(Qt.TextFormat.RichText)  # plain text has no line height
        for label in (self._title, self._subtitle):
            label.setWordWrap(True)
        set_role(self._link, "link")
        self._link.setObjectName("introLink")
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._link.setCursor(Qt.CursorShape.PointingHandCursor)
        self._link.clicked.connect(self.link_activated)
        self._grid.setSpacing(_GAP)
        self._inner = QWidget()
        self._column = column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addWidget(self._subtitle)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(24)
        column.addLayout(self._grid)
        self._page = QWidget()
        set_role(self._page, "page")
        outer = QVBoxLayout(self._page)
        edge = self._parts.theme.EDGE
        outer.setContentsMargins(edge, 16, edge, 16)
        outer.addStretch(5)
        outer.addWidget(self._inner)
        outer.addStretch(6)
        self._let_scroll()

    def _let_scroll(self) -> None:
        """In a low window the cards are reached by scrolling; the composer keeps its room."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _show_words(self) -> None:
        has_head = self._head is not None
        self._title.setVisible(not has_head)
        self._subtitle.setVisible(self._has_subtitle and not has_head)
        self._link.setVisible(bool(self._link.text()) and not has_head)

    def _style(self) -> None:
        theme = self._parts.theme
        font = fonts.interface_font(theme, theme.EMPTY_TITLE)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._title.setStyleSheet(
            f"font-size: {theme.px(theme.EMPTY_TITLE)}px; font-weight: 600;"
            f" color: {theme.palette.ink};"
        )
        self._subtitle.setStyleSheet(
            f"font-size: {theme.px(theme.TEXT)}px; color: {theme.palette.soft};"
        )
        self._link.setStyleSheet(
            f"font-size: {theme.px(theme.TEXT)}px; padding: 2px 0; text-align: left;"
            " font-weight: 400;"
        )

    def _card(self, example: Example) -> "_Card":
        card = _Card(example, self._parts, self._inner)
        card.clicked.connect(lambda: self._choose(example))
        card.show()
        return card

    def _choose(self, example: Example) -> None:
        if example.wants_files:
            self.files_wanted.emit()
        else:
            self.example_chosen.emit(example.text)

    def _place_cards(self) -> None:
        theme = self._parts.theme
        room = self.width() - 2 * theme.EDGE
        width = max(200, min(theme.px(_WIDTH), room))
        side = (self.width() - width) // 2
        layout = self._page.layout()
        assert layout is not None
        layout.setContentsMargins(side, 16, side, 16)
        columns = 2 if width >= theme.px(_NARROW) else 1
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)


class _Card(QAbstractButton):
    """A card with a question and, fainter, what it shows."""

    def __init__(self, example: Example, parts: TextParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._example = example
        self.setObjectName("exampleCard")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(example.text)
        self.setAccessibleDescription(example.caption)
        self.setToolTip(example.text)
        self.set_parts(parts)

    def set_parts(self, parts: TextParts) -> None:
        self._parts = parts
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._parts.theme.px(63))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, palette = self._parts.theme, self._parts.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = mixed(palette.ink, palette.card, 0.04) if self.underMouse() else palette.card
        edge = palette.accent if self.hasFocus() else palette.line
        painter.setPen(QPen(QColor(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS_CARD + 2, theme.RADIUS_CARD + 2)
        middle = self.height() / 2
        self._line(
            painter, middle - theme.px(20), theme.TEXT - 0.5, palette.ink, self._example.text
        )
        self._line(
            painter, middle + theme.px(1), theme.CAPTION, palette.faint, self._example.caption
        )
        painter.end()

    def _line(self, painter: QPainter, top: float, size: float, color: str, text: str) -> None:
        theme = self._parts.theme
        font = QFont(self._parts.answer.font)
        font.setPixelSize(theme.px(size))
        painter.setFont(font)
        painter.setPen(QColor(color))
        room = self.width() - 2 * theme.px(15)
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        area = QRectF(theme.px(15), top, room, theme.px(20))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
