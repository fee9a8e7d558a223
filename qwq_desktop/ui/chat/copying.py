"""What copies of a whole answer put on the clipboard: as Markdown, or as text."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from qwq_desktop.ui.exporting.html_text import HtmlText
from qwq_desktop.ui.exporting.plain_text import plain_text


def markdown_data(markdown: str) -> QMimeData:
    """A text as its author wrote it."""
    data = QMimeData()
    data.setText(markdown.strip())
    return data


def text_data(markdown: str) -> QMimeData:
    """A text as it is read, and for word processors with its tables and formulas."""
    data = QMimeData()
    data.setText(plain_text(markdown))
    data.setHtml(HtmlText().text(markdown))
    return data


class CopyActions:
    """The entries of a message's menu that copy it. They never touch its thinking."""

    def __init__(self, menu: QMenu, text: Callable[[], str]) -> None:
        """`text` gives the message's own words (Markdown) when one of the entries is chosen."""
        self._markdown = menu.addAction("")
        self._text = menu.addAction("")
        self._markdown.setObjectName("copyAsMarkdown")
        self._text.setObjectName("copyAsText")
        self._markdown.triggered.connect(lambda: _put(markdown_data(text())))
        self._text.triggered.connect(lambda: _put(text_data(text())))
        self.retranslate()

    def set_visible(self, is_visible: bool) -> None:
        """Whether there is something to copy."""
        self._markdown.setVisible(is_visible)
        self._text.setVisible(is_visible)

    def retranslate(self) -> None:
        """Name the entries in the language that is installed."""
        self._markdown.setText(QCoreApplication.translate("CopyActions", "Copy as Markdown"))
        self._text.setText(QCoreApplication.translate("CopyActions", "Copy as text"))


def _put(data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
