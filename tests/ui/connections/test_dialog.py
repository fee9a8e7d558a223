"""The list of connections."""

import pytest
from PySide6.QtWidgets import QWidget

from qwq_desktop.platform.network import NetworkGuard, Purpose
from qwq_desktop.ui.connections.dialog import ConnectionsDialog


def shown(dialog):
    rows = [dialog.list.topLevelItem(i) for i in range(dialog.list.topLevelItemCount())]
    return [tuple(row.text(column) for column in (1, 2, 3)) for row in rows]


@pytest.fixture
def dialog(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ConnectionsDialog(parent)
    dialog.show()
    yield dialog
    dialog.close()


def test_without_connections_it_says_so(dialog):
    assert not dialog._empty.isHidden()
    assert dialog.list.isHidden()


def test_the_newest_connection_stands_first_with_what_it_was_for(dialog):
    guard = NetworkGuard()
    hub = guard.begin("https://huggingface.co/api/models", Purpose.HUB)
    guard.begin("http://127.0.0.1:8080/v1", Purpose.SERVER_CHAT)
    dialog.show_connections(guard.connections)
    guard.end(hub, 2500)
    dialog.show_connections(guard.connections)
    assert shown(dialog) == [
        ("127.0.0.1:8080 (this computer)", "Sent your chat to a model server", ""),
        ("huggingface.co", "Asked a model hub what it has", "2 kB"),
    ]
