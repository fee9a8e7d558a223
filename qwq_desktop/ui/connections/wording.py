"""What a connection was for, and how much came, in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.platform.network import Connection, Purpose

_CONTEXT = "Connections"
translate = QCoreApplication.translate


def purpose_text(purpose: Purpose) -> str:
    """What a connection was for."""
    return {
        Purpose.SERVER_CHECK: translate(_CONTEXT, "Asked a model server what it offers"),
        Purpose.MODEL_HEADER: translate(_CONTEXT, "Read the beginning of a model's file"),
        Purpose.SERVER_CHAT: translate(_CONTEXT, "Sent your chat to a model server"),
        Purpose.DOWNLOAD: translate(_CONTEXT, "Downloaded a model"),
        Purpose.HUB: translate(_CONTEXT, "Asked a model hub what it has"),
    }[purpose]


def columns_of(connection: Connection) -> tuple[str, str, str, str]:
    """Time, host, purpose and amount of a connection."""
    time = datetime.fromtimestamp(connection.started_at).strftime("%H:%M:%S")
    host = connection.host
    if not connection.leaves_computer:
        host = translate(_CONTEXT, "{host} (this computer)").format(host=host)
    received = connection.received_bytes
    amount = "" if not received else format_bytes(received)
    return time, host, purpose_text(connection.purpose), amount
