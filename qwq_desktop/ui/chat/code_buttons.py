"""The copy buttons on the cards of code in a text."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextBrowser, QToolButton, QWidget

from qwq_desktop.ui.chat.markdown import styles
from qwq_desktop.ui.chat.markdown.render import CodeCard
from qwq_desktop.ui.chat.markdown.styles import Formats
from qwq_desktop.ui.chat.text_parts import TextParts

CONFIRMED_MS = 1_500


class CodeButtons:
    """Lays a button on the upper right corner of each card of code in a text browser."""

    def __init__(self, viewport: QWidget, parts: TextParts, formats: Formats) -> None:
        self._viewport = viewport
        self._parts = parts
        self._formats = formats
        self._placed: list[tuple[CodeCard, QToolButton]] = []

    def restyle(self, parts: TextParts, formats: Formats) -> None:
        """Follow another theme; the buttons are made anew with the text."""
        self._parts, self._formats = parts, formats

    def clear(self) -> None:
        """Take all buttons away."""
        for _card, button in self._placed:
            button.deleteLater()
        self._placed = []

    def add(self, cards: Sequence[CodeCard]) -> None:
        """Make the buttons of the cards that have none yet; cards only ever come at the end."""
        for card in cards[len(self._placed) :]:
            button = self._button(card)
            self._placed.append((card, button))
            self._place(card, button)
            button.show()

    def place_all(self) -> None:
        """Put the buttons where their cards are now."""
        for card, button in self._placed:
            self._place(card, button)

    def _button(self, card: CodeCard) -> QToolButton:
        theme = self._parts.theme
        button = QToolButton(self._viewport)
        button.setObjectName("copyCodeButton")
        button.setAutoRaise(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIcon(self._parts.icons.icon("copy", theme.palette.faint, 14))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(theme.px(26), theme.px(24))
        label = QCoreApplication.translate("CodeButtons", "Copy code")
        button.setToolTip(label)
        button.setAccessibleName(label)
        button.clicked.connect(lambda: self._copy(card, button))
        return button

    def _copy(self, card: CodeCard, button: QToolButton) -> None:
        QGuiApplication.clipboard().setText(card.text)
        palette = self._parts.theme.palette
        button.setIcon(self._parts.icons.icon("check", palette.accent, 14))
        waiting = self._parts.icons.icon("copy", palette.faint, 14)
        QTimer.singleShot(CONFIRMED_MS, button, lambda: button.setIcon(waiting))

    def _place(self, card: CodeCard, button: QToolButton) -> None:
        browser = self._viewport.parent()
        assert isinstance(browser, QTextBrowser)
        document = browser.document()
        block = document.findBlock(card.position)
        rect = document.documentLayout().blockBoundingRect(block)
        formats = self._formats
        if block.blockFormat().property(styles.CODE_LANGUAGE):
            top = rect.top() - formats.code_padding - formats.code_header
            top += (formats.code_header - button.height()) / 2
        else:
            top = rect.top() - formats.code_padding + 4
        button.move(round(document.textWidth()) - button.width() - 6, round(top))
