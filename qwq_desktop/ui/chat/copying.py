"""What copies of a whole answer put on the clipboard. They never touch its thinking."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtWidgets import QMenu

from qwq_desktop.ui.chat.document_view import DocumentView


class CopyForm(StrEnum):
    """What an answer is copied as."""

    WHOLE = "whole"  # as Markdown where plain text is wanted, else with its tables and formulas
    MARKDOWN = "markdown"  # as its author wrote it, everywhere
    TEXT = "text"  # as it is read


def markdown_data(markdown: str) -> QMimeData:
    """A text as its author wrote it."""
    data = QMimeData()
    data.setText(markdown.strip())
    return data


def answer_data(view: DocumentView, form: CopyForm) -> QMimeData:
    """All that stands in a view, in a form."""
    match form:
        case CopyForm.WHOLE:
            return view.whole_as_mime(view.markdown.strip())
        case CopyForm.MARKDOWN:
            return markdown_data(view.markdown)
        case CopyForm.TEXT:
            return view.whole_as_mime()


class CopyActions:
    """The entries of a message's menu that copy it."""

    def __init__(self, menu: QMenu, copy: Callable[[CopyForm], object]) -> None:
        """`copy` is called when one of the entries is chosen."""
        self._markdown = menu.addAction("")
        self._text = menu.addAction("")
        self._markdown.setObjectName("copyAsMarkdown")
        self._text.setObjectName("copyAsText")
        self._markdown.triggered.connect(lambda: copy(CopyForm.MARKDOWN))
        self._text.triggered.connect(lambda: copy(CopyForm.TEXT))
        self.retranslate()

    def set_visible(self, is_visible: bool) -> None:
        """Whether there is something to copy."""
        self._markdown.setVisible(is_visible)
        self._text.setVisible(is_visible)

    def retranslate(self) -> None:
        """Name the entries in the language that is installed."""
        self._markdown.setText(QCoreApplication.translate("CopyActions", "Copy as Markdown"))
        self._text.setText(QCoreApplication.translate("CopyActions", "Copy as text"))
