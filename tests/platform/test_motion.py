"""What the system says about movement, asked of a real bus."""

import shutil
import subprocess
import sys

import pytest

from qwq_desktop.platform.motion import MotionWish

pytestmark = [
    pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="asks a Linux desktop"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon"),
]
PORTAL = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusVariant

@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Settings"})
class Settings(QObject):
    @Slot(str, str, result="QDBusVariant")
    def Read(self, namespace, key):
        return QDBusVariant(QDBusVariant(sys.argv[1] == "moves"))

application, settings = QCoreApplication([]), Settings()
bus = QDBusConnection.sessionBus()
path, option = "/org/freedesktop/portal/desktop", QDBusConnection.RegisterOption.ExportAllSlots
bus.registerObject(path, settings, option)
print("ready" if bus.registerService("org.freedesktop.portal.Desktop") else "no", flush=True)
application.exec()
"""


@pytest.fixture
def bus():
    """The address of a bus of the test's own."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.wait()


@pytest.fixture
def portal(bus):
    """Start a portal that says this."""
    running = []

    def start(answer):
        process = subprocess.Popen(
            [sys.executable, "-c", PORTAL, answer],
            stdout=subprocess.PIPE,
            text=True,
            env={"DBUS_SESSION_BUS_ADDRESS": bus, "PATH": "/usr/bin:/bin"},
        )
        running.append(process)
        assert process.stdout.readline().strip() == "ready"

    yield start
    for process in running:
        process.kill()
        process.wait()


def test_less_movement_is_heard(qtbot, bus, portal):
    portal("still")
    wish = MotionWish(bus=bus)
    with qtbot.waitSignal(wish.changed):
        wish.refresh()
    assert wish.is_reduced


def test_without_a_portal_everything_moves(qtbot, bus):
    wish = MotionWish(bus=bus)
    wish.refresh()
    with qtbot.waitSignal(wish._watcher.finished):
        pass
    assert not wish.is_reduced
