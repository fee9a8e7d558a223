"""The lines above a source that isn't what it was: what happened, and what can be done."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.documents.sources import SourceState
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.documents.viewer.loader import LoadedPage
from qwq_desktop.ui.theme.style import set_role


class SourceRemark(QFrame):
    """Hidden while there is nothing to say."""

    folder_requested = Signal()
    locate_requested = Signal()
    open_requested = Signal()
    read_again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceRemark")
        set_role(self, "banner")
        self._page: LoadedPage | None = None
        self._is_reading = False
        self.words = QLabel()
        self.words.setWordWrap(True)
        set_role(self.words, "body")
        self.read_again = self._button("readAgainButton")
        self.locate = self._button("locateSourceButton")
        self.open = self._button("openSourceButton")
        self.folder = self._button("showFolderButton")
        self.read_again.clicked.connect(self.read_again_requested)
        self.locate.clicked.connect(self.locate_requested)
        self.open.clicked.connect(self.open_requested)
        self.folder.clicked.connect(self.folder_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.read_again, self.locate, self.open, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(row)
        self.hide()

    def show_page(self, page: LoadedPage) -> None:
        """Say what there is to say of a page."""
        self._page, self._is_reading = page, False
        self._retranslate()

    def show_reading(self) -> None:
        """The document is being read again."""
        self._is_reading = True
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._page is not None:
            self._retranslate()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        return button

    def _retranslate(self) -> None:
        assert self._page is not None
        page = self._page
        is_changed = page.state is SourceState.CHANGED
        self.words.setText(self._sentence(page))
        self.read_again.setText(self.tr("Read it again"))
        self.read_again.setVisible(is_changed and not self._is_reading)
        is_missing = page.state is SourceState.MISSING
        self.locate.setText(self.tr("Find it…"))
        self.locate.setVisible(bool(page.path) and is_missing)
        self.open.setText(self.tr("Open the file"))
        self.open.setVisible(bool(page.path) and not is_missing)
        self.folder.setText(self.tr("Show the folder"))
        self.folder.setVisible(bool(page.path))
        self.setVisible(bool(self.words.text()))

    def _sentence(self, page: LoadedPage) -> str:
        if self._is_reading:
            return self.tr("Reading it again…")
        if not page.path:
            return self.tr(
                "This document is no longer in your library."
                " Here is the passage that was kept with the question."
            )
        match page.state:
            case SourceState.CHANGED:
                return self.tr(
                    "This file has changed since it was read. Here is its text as it was."
                )
            case SourceState.MISSING:
                return self.tr(
                    "This file is no longer where it was. Here is its text as it was read."
                )
        if page.trouble is not None:
            reason = explain(page.trouble.code, page.trouble.facts).whole
            return self.tr("{reason} Here is its text as it was read.").format(reason=reason)
        if page.source.cited.spans and not page.content.spans and self._was_here(page):
            return self.tr("The cited words could not be found on this page.")
        if page.content.spans and page.content.image is not None and not page.content.rectangles:
            return self.tr("The cited words can’t be marked on this page.")
        return ""

    def _was_here(self, page: LoadedPage) -> bool:
        return any(span.page == page.source.page for span in page.source.cited.spans)
