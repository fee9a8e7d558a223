"""The buttons on the cards of code in a text: look at it in a window, save it, copy it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QToolButton, QWidget

from qwq_desktop.ui.chat.markdown import styles
from qwq_desktop.ui.chat.markdown.render import CodeCard
from qwq_desktop.ui.chat.markdown.styles import Formats
from qwq_desktop.ui.chat.text_parts import TextParts

CONFIRMED_MS = 1_500
translate = QCoreApplication.translate
_ICON = 14


class CodeWish(StrEnum):
    """What others do for a card of code."""

    SAVE = "save"
    VIEW = "view"


@dataclass(frozen=True)
class _Placed:
    card: CodeCard
    language: str
    row: QWidget


class CodeButtons:
    """Lays buttons on the upper right corner of each card of code in a text browser."""

    def __init__(
        self,
        viewport: QWidget,
        parts: TextParts,
        formats: Formats,
        wish: Callable[[CodeWish, str, str], object],
    ) -> None:
        """`wish` is told what is wished, of which code, in which language."""
        self._viewport = viewport
        self._parts = parts
        self._formats = formats
        self._wish = wish
        self._placed: list[_Placed] = []

    def restyle(self, parts: TextParts, formats: Formats) -> None:
        """Follow another theme; the buttons are made anew with the text."""
        self._parts, self._formats = parts, formats

    def clear(self) -> None:
        """Take all buttons away."""
        for placed in self._placed:
            placed.row.deleteLater()
        self._placed = []

    def add(self, cards: Sequence[CodeCard]) -> None:
        """Make the buttons of the cards that have none yet; cards only ever come at the end."""
        for card in cards[len(self._placed) :]:
            block = self._browser().document().findBlock(card.position)
            language = str(block.blockFormat().property(styles.CODE_LANGUAGE) or "")
            placed = _Placed(card, language, self._row(card, language))
            self._placed.append(placed)
            self._place(placed)
            placed.row.show()

    def place_all(self) -> None:
        """Put the buttons where their cards are now."""
        for placed in self._placed:
            self._place(placed)

    def _row(self, card: CodeCard, language: str) -> QWidget:
        row = QWidget(self._viewport)
        copy = self._button("copyCodeButton", "copy", translate("CodeButtons", "Copy code"))
        save = self._button("saveCodeButton", "download", translate("CodeButtons", "Save as…"))
        view = self._button(
            "viewCodeButton", "maximize-2", translate("CodeButtons", "Open in a window")
        )
        copy.clicked.connect(lambda: self._copy(card, copy))
        save.clicked.connect(lambda: self._wish(CodeWish.SAVE, card.text, language))
        view.clicked.connect(lambda: self._wish(CodeWish.VIEW, card.text, language))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for button in (view, save, copy):
            line.addWidget(button)
        row.resize(row.sizeHint())
        return row

    def _button(self, name: str, icon: str, label: str) -> QToolButton:
        theme = self._parts.theme
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._parts.icons.put_on(button, icon, theme.palette.faint, theme.px(_ICON))
        button.setFixedSize(theme.px(26), theme.px(24))
        button.setToolTip(label)
        button.setAccessibleName(label)
        return button

    def _copy(self, card: CodeCard, button: QToolButton) -> None:
        QGuiApplication.clipboard().setText(card.text)
        theme, palette = self._parts.theme, self._parts.theme.palette
        self._parts.icons.put_on(button, "check", palette.accent, theme.px(_ICON))
        waiting = self._parts.icons.icon("copy", palette.faint, theme.px(_ICON))
        QTimer.singleShot(CONFIRMED_MS, button, lambda: button.setIcon(waiting))

    def _browser(self) -> QTextBrowser:
        browser = self._viewport.parent()
        assert isinstance(browser, QTextBrowser)
        return browser

    def _place(self, placed: _Placed) -> None:
        document = self._browser().document()
        block = document.findBlock(placed.card.position)
        rect = document.documentLayout().blockBoundingRect(block)
        formats, row = self._formats, placed.row
        if placed.language:
            top = rect.top() - formats.code_padding - formats.code_header
            top += (formats.code_header - row.height()) / 2
        else:
            top = rect.top() - formats.code_padding + 4
        row.move(round(document.textWidth()) - row.width() - 6, round(top))
