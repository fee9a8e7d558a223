"""Progress in the taskbar: only visible changes, and the signal that Linux desktops know."""

import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection

from qwq_desktop.platform.taskbar import (
    DESKTOP_ENTRY,
    LAUNCHER_INTERFACE,
    LAUNCHER_PATH,
    BadgeBackend,
    LauncherBackend,
    Taskbar,
    WindowsBackend,
    system_taskbar,
)

needs_bus = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a message bus"
)


class Recorder:
    def __init__(self):
        self.shown = []

    def show(self, percent):
        self.shown.append(percent)


def test_only_changes_that_one_sees_are_shown():
    recorder = Recorder()
    taskbar = Taskbar(recorder)
    for share in (None, 0.0, 0.001, 0.5, 0.501, 1.7, None, None):
        taskbar.show_progress(share)
    assert recorder.shown == [0, 50, 100, None]


def test_the_dock_has_a_number():
    numbers = []
    taskbar = Taskbar(BadgeBackend(numbers.append))
    taskbar.show_progress(0.43)
    taskbar.show_progress(None)
    assert numbers == [43, 0]


def test_this_system_takes_progress_without_a_complaint(qapp):
    taskbar = system_taskbar(lambda: 0, lambda _number: None)
    taskbar.show_progress(0.5)
    taskbar.show_progress(None)
    WindowsBackend(lambda: 0).show(50)


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    @Slot(str, "QVariantMap")
    def hear(self, entry, facts):
        self.heard.append([entry, facts])


@pytest.fixture
def bus():
    command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.communicate()


@needs_bus
def test_linux_desktops_hear_the_signal_of_launchers(qtbot, bus):
    sender = QDBusConnection.connectToBus(bus, "taskbar-sender")
    receiver = QDBusConnection.connectToBus(bus, "taskbar-receiver")
    listener = Listener()
    assert receiver.connect(
        "", LAUNCHER_PATH, LAUNCHER_INTERFACE, "Update", listener, "1hear(QString,QVariantMap)"
    )
    taskbar = Taskbar(LauncherBackend(sender))
    taskbar.show_progress(0.25)
    taskbar.show_progress(None)
    qtbot.waitUntil(lambda: len(listener.heard) == 2, timeout=10_000)
    assert listener.heard == [
        [DESKTOP_ENTRY, {"progress": 0.25, "progress-visible": True}],
        [DESKTOP_ENTRY, {"progress": 0.0, "progress-visible": False}],
    ]
    for name in ("taskbar-sender", "taskbar-receiver"):
        QDBusConnection.disconnectFromBus(name)
