"""What went wrong with a hub, and the buttons that help: again, a token, the hub's own page."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.settings.controls import text_label
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

WANTS_TOKEN = frozenset(
    {
        "repository_needs_token",
        "repository_forbidden",
        "download_needs_token",
        "download_forbidden",
    }
)
_NO_USE_AGAIN = frozenset(
    {
        "offline",
        "download_address",
        "download_name",
        "repository_name",
        "file_not_in_repository",
        "file_ambiguous",
    }
)


class TroubleCard(QFrame):
    """Hidden while nothing is wrong."""

    page_wished = Signal()
    retry_wished = Signal()
    token_wished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hubTrouble")
        self.error: QwQError | None = None
        set_role(self, "toast-danger")
        self._title = text_label("title")
        self._text = text_label("body")
        self._retry = self._button("hubRetryButton", self.retry_wished)
        self._token = self._button("hubTokenButton", self.token_wished)
        self._page = self._button("hubPageButton", self.page_wished)
        row = WrappingRow(8)
        for button in (self._token, self._page, self._retry):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addLayout(row)
        self.hide()

    def show_error(self, error: QwQError, *, has_page: bool = False) -> None:
        """Say what went wrong; `has_page` offers the repository's page."""
        self.error = error
        self._has_page = has_page and error.code in WANTS_TOKEN
        self._show()
        self.show()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.error = None
        self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        if self.error is None:
            return
        said = explain(self.error.code, self.error.facts)
        self._title.setText(said.title)
        self._text.setText(said.text)
        self.setAccessibleName(said.whole)
        self._retry.setText(self.tr("Try again"))
        self._token.setText(self.tr("Enter a token…"))
        self._page.setText(self.tr("Open its page in the browser"))
        self._retry.setVisible(self.error.code not in _NO_USE_AGAIN)
        self._token.setVisible(self.error.code in WANTS_TOKEN)
        self._page.setVisible(self._has_page)

    def _button(self, name: str, asked: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(asked)
        return button
