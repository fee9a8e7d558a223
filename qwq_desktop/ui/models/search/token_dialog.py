"""Asks for a hub's token, or takes away the one that is kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.style import set_role

_WIDTH = 460


class TokenDialog(QDialog):
    """Shown with `open`; stays open until the keyring took the token. Never shows one."""

    given = Signal(str)
    held_wished = Signal(str)  # keep it until the program ends
    page_wished = Signal()
    removed = Signal()

    def __init__(self, host: str, parent: QWidget, *, has_token: bool) -> None:
        super().__init__(parent)
        self.setObjectName("tokenDialog")
        self.setWindowTitle(self.tr("Token for {host}").format(host=host))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.field = QLineEdit()
        self.field.setObjectName("tokenField")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Token"))
        self.field.setPlaceholderText(self.tr("Paste the token here"))
        self._text = text_label("body", self._words(host, has_token=has_token))
        self._kept = text_label(
            "note",
            self.tr(
                "It is kept in this system's keyring, never in a file, and sent to {host} alone."
            ).format(host=host),
        )
        self._error = text_label("danger")
        self._error.setObjectName("tokenError")
        self._error.hide()
        self._page = self._button("tokenPageButton", self.tr("Open the hub's page for tokens"))
        set_role(self._page, "link")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._added("tokenSaveButton", self.tr("Keep token"))
        self._hold = self._added("tokenHoldButton", self.tr("Use until the program ends"))
        self._remove = self._added("tokenRemoveButton", self.tr("Remove token"))
        self._hold.hide()
        self._remove.setVisible(has_token)
        self._lay_out()
        self._connect()
        self._follow(self.field.text())

    def show_error(self, error: QwQError) -> None:
        """Say why it wasn't kept; without a keyring, offer to hold it for this run."""
        self._set_busy(busy=False)
        show_text(self._error, explain(error.code, error.facts).whole)
        self._hold.setVisible(error.code in ("keyring_missing", "keyring_refused"))
        self._follow(self.field.text())

    def _words(self, host: str, *, has_token: bool) -> str:
        if has_token:
            return self.tr("There is a token for {host}. A new one takes its place.").format(
                host=host
            )
        return self.tr(
            "A token tells {host} who you are. It is needed for models of your own and for those "
            "whose licence you accepted there; one that may only read is enough."
        ).format(host=host)

    def _give(self) -> None:
        self._act(lambda: self.given.emit(self.field.text().strip()))

    def _hold_it(self) -> None:
        self._act(lambda: self.held_wished.emit(self.field.text().strip()))

    def _act(self, act: Callable[[], None]) -> None:
        self._error.hide()
        self._set_busy(busy=True)
        act()

    def _set_busy(self, *, busy: bool) -> None:
        for part in (self.field, self._save, self._hold, self._remove):
            part.setEnabled(not busy)

    def _follow(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))
        self._hold.setEnabled(bool(text.strip()))

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        return button

    def _added(self, name: str, text: str) -> QPushButton:
        button = self._button(name, text)
        self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return button

    def _lay_out(self) -> None:
        set_role(self._save, "primary")
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Cancel"))
        cancel.setIcon(QIcon())  # some desktops put a picture on it
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for part in (self._text, self.field, self._kept):
            column.addWidget(part)
        column.addWidget(self._page, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._error)
        column.addSpacing(4)
        column.addWidget(self._buttons)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self._save.click)
        self._page.clicked.connect(self.page_wished)
        self._save.clicked.connect(self._give)
        self._hold.clicked.connect(self._hold_it)
        self._remove.clicked.connect(lambda: self._act(self.removed.emit))
        self._buttons.rejected.connect(self.reject)
