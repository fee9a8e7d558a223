"""One window per home: a second start hands its wishes to the first and ends."""

import hashlib
import json
import logging

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

_CONNECT_MS = 1000
_LARGEST_MESSAGE = 1 << 20  # bytes


class SingleInstance(QObject):
    """Holds the home for one process, and passes messages from later ones to it.

    A lock file decides who is first: two starts at the same moment cannot both win, and a lock
    whose process is gone does not count. A local socket carries the messages. Both lie in the
    system's temporary folder under a name made from `identity` (`Paths.identity`).
    """

    message_received = Signal(str)

    def __init__(self, identity: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _server_name(identity)
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # however old: it counts as long as its process lives
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self._received: dict[QLocalSocket, bytearray] = {}

    def try_acquire(self) -> bool:
        """Return whether this process is now the home's only one."""
        if self._lock.isLocked():
            return True
        if not self._lock.tryLock(0):
            if self._lock.error() == QLockFile.LockError.LockFailedError:
                return False
            # A temporary folder that cannot be written must not keep the user from the program.
            _log.warning("Cannot lock %s: %s", self._name, self._lock.error())
            return True
        QLocalServer.removeServer(self._name)  # a socket that a killed process left behind
        if not self._server.listen(self._name):
            _log.warning("Cannot listen on %s: %s", self._name, self._server.errorString())
        return True

    def send(self, message: str) -> bool:
        """Hand a message to the process that holds the home; False if it cannot be reached.

        Waits for a second or two at most.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(json.dumps(message).encode("ascii") + b"\n")
        while socket.bytesToWrite():
            if not socket.waitForBytesWritten(_CONNECT_MS):
                return False
        socket.disconnectFromServer()
        return True

    def close(self) -> None:
        """Let go of the home."""
        for socket in list(self._received):
            socket.abort()
        self._server.close()
        self._lock.unlock()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._received[socket] = bytearray()
            socket.readyRead.connect(lambda s=socket: self._read(s))
            socket.disconnected.connect(lambda s=socket: self._forget(s))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        received = self._received.get(socket)
        if received is None:
            return
        received += bytes(socket.readAll().data())
        *lines, rest = bytes(received).split(b"\n")
        received[:] = rest
        for line in lines:
            message = _message(line)
            if message is not None:
                self.message_received.emit(message)
        if len(received) > _LARGEST_MESSAGE:
            socket.abort()

    def _forget(self, socket: QLocalSocket) -> None:
        self._read(socket)
        if self._received.pop(socket, None) is not None:
            socket.deleteLater()


def _server_name(identity: str) -> str:
    key = f"{QDir.homePath()}\0{identity}".encode("utf-8", "surrogateescape")
    return f"qwq-desktop-{hashlib.sha256(key).hexdigest()[:16]}"


def _message(line: bytes) -> str | None:
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, str) else None
