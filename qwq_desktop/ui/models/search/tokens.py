"""Takes hubs' tokens to the keyring and away from it, off the UI thread."""

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.worker import Worker
from qwq_desktop.ui.models.search.token_dialog import TokenDialog

_PAGES = {
    HubSource.HUGGINGFACE: "{endpoint}/settings/tokens",
    HubSource.MODELSCOPE: "{endpoint}/my/myaccesstoken",
}


class Tokens(QObject):
    """Opens the dialog for a hub and does what is wished in it."""

    changed = Signal()  # a token came or went

    def __init__(
        self,
        secrets: Secrets,
        worker: Worker,
        over: QWidget,
        open_page: Callable[[str], None] | None = None,
    ) -> None:
        """`open_page` shows an address in the user's browser."""
        super().__init__(over)
        self._secrets = secrets
        self._worker = worker
        self._over = over
        self._open_page = open_page or show_in_browser

    def ask(self, source: HubSource, endpoint: str) -> None:
        """Show the dialog for a hub, once it is known whether there is a token."""
        host = urlsplit(endpoint).netloc.rpartition("@")[2].lower()
        self._worker.submit(
            self._secrets.hosts,
            done=lambda hosts: self._show(source, endpoint, host, host in hosts),
        )

    def _show(self, source: HubSource, endpoint: str, host: str, has_token: bool) -> None:
        dialog = TokenDialog(host, self._over.window(), has_token=has_token)
        page = _PAGES[source].format(endpoint=endpoint)
        dialog.page_wished.connect(lambda: self._open_page(page))
        secrets = self._secrets
        dialog.given.connect(lambda token: self._do(dialog, lambda: secrets.put(host, token)))
        dialog.held_wished.connect(
            lambda token: self._do(dialog, lambda: secrets.hold(host, token))
        )
        dialog.removed.connect(lambda: self._do(dialog, lambda: secrets.remove(host)))
        dialog.open()

    def _do(self, dialog: TokenDialog, act: Callable[[], None]) -> None:
        self._worker.submit(
            act,
            done=lambda _none: self._on_done(dialog),
            failed=lambda error: self._on_failed(dialog, error),
        )

    def _on_done(self, dialog: TokenDialog) -> None:
        dialog.accept()
        self.changed.emit()

    def _on_failed(self, dialog: TokenDialog, error: Exception) -> None:
        if not isinstance(error, QwQError):
            error = QwQError("unexpected", reason=repr(error))
        dialog.show_error(error)


def show_in_browser(address: str) -> None:
    """Hand an address to the user's browser."""
    QDesktopServices.openUrl(QUrl(address))
