"""Opens the list of connections, and keeps it and the status line true."""

from PySide6.QtCore import QObject, Qt, QTimer

from qwq_desktop.platform.network import Connection, NetworkGuard
from qwq_desktop.ui.connections.dialog import ConnectionsDialog
from qwq_desktop.ui.window import MainWindow

_REFRESH_MS = 300  # a download with many connections changes the list once for all of them


class ConnectionsPresenter(QObject):
    """Counts what goes to other computers, and lists everything on demand."""

    def __init__(self, network: NetworkGuard, window: MainWindow) -> None:
        super().__init__(window)
        self._network = network
        self._window = window
        self._dialog: ConnectionsDialog | None = None
        self._count = 0
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._show)
        network.connection_made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)
        window.status_line.connections_requested.connect(self.open)
        window.settings_pane.connections_requested.connect(self.open)

    def open(self) -> None:
        """Show the list."""
        if self._dialog is None:
            dialog = self._dialog = ConnectionsDialog(self._window)
            dialog.finished.connect(self._on_closed)
            self._show()
            self._refresh.start()
            dialog.open()

    def _on_made(self, connection: Connection) -> None:
        if connection.leaves_computer:
            self._count += 1
            self._window.status_line.set_connections(self._count)

    def _show(self) -> None:
        if self._dialog is not None:
            self._dialog.show_connections(self._network.connections)

    def _on_closed(self, _result: int) -> None:
        self._refresh.stop()
        self._dialog = None
