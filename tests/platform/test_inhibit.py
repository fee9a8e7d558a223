"""Staying awake: who holds it, and what the services of a Linux desktop are asked on a real bus."""

import os
import shutil
import subprocess
import sys
from dataclasses import astuple

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtDBus import QDBusConnection

from qwq_desktop.platform.inhibit import (
    LOGIND,
    POWER,
    SCREEN,
    BusBackend,
    CaffeinateBackend,
    Inhibitor,
)

needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon")
SERVICE = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

bus_name, path, interface, count = sys.argv[1:]

@ClassInfo({"D-Bus Interface": interface})
class Service(QObject):
    @Slot(*[str] * int(count), result="uint")
    def Inhibit(self, *arguments):
        print("asked", *arguments, flush=True)
        return 7

application, service = QCoreApplication([]), Service()
bus = QDBusConnection.sessionBus()
bus.registerObject(path, service, QDBusConnection.RegisterOption.ExportAllSlots)
print("ready" if bus.registerService(bus_name) else "refused", flush=True)
application.exec()
"""


class Recorder:
    """A backend that remembers."""

    def __init__(self):
        self.calls = []

    def begin(self, reason):
        self.calls.append(reason)

    def end(self):
        self.calls.append("end")


def test_it_is_held_from_the_first_reason_to_the_last():
    recorder = Recorder()
    inhibitor = Inhibitor(recorder)
    inhibitor.set_held("answering", False)
    inhibitor.set_held("answering", True)
    inhibitor.set_held("answering", True)
    inhibitor.set_held("downloading", True)
    inhibitor.set_held("answering", False)
    assert (recorder.calls, inhibitor.is_held) == (["answering"], True)
    inhibitor.close()
    inhibitor.close()
    assert (recorder.calls, inhibitor.is_held) == (["answering", "end"], False)


@pytest.fixture
def bus():
    """A message bus of its own: its address."""
    command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.communicate()


@pytest.fixture
def serve(bus):
    """Start a service on the bus: what it prints is what it was asked."""
    started = []

    def start(service, arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", SERVICE, *astuple(service), str(arguments)],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process.stdout

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@needs_bus
@pytest.mark.parametrize("service", [POWER, SCREEN])
def test_logind_and_the_desktop_are_asked_and_freed_by_leaving_the_bus(qtbot, bus, serve, service):
    logind, desktop = serve(LOGIND, 4), serve(service, 2)
    inhibitor = Inhibitor(BusBackend(system=bus, session=bus))
    inhibitor.set_held("answering", True)
    assert read_line_while_events_run(qtbot, desktop) == "asked QwQ Desktop answering\n"
    assert logind.readline() == "asked idle QwQ Desktop answering block\n"
    watching = QDBusConnection.connectToBus(bus, "watching")
    clients = [
        QDBusConnection(name).baseService() for name in ("qwq-awake-system", "qwq-awake-session")
    ]
    assert all(watching.interface().isServiceRegistered(c).value() for c in clients)
    inhibitor.set_held("answering", False)
    qtbot.waitUntil(
        lambda: not any(watching.interface().isServiceRegistered(c).value() for c in clients)
    )
    QDBusConnection.disconnectFromBus("watching")


def read_line_while_events_run(qtbot, stream):
    """A line of another process, whose question may wait for our event loop."""
    os.set_blocking(stream.fileno(), False)
    lines = []

    def arrived():
        line = stream.readline()
        lines.extend([line] if line else [])
        return bool(lines)

    qtbot.waitUntil(arrived, timeout=10_000)
    return lines[0]


@needs_bus
def test_without_any_service_nothing_happens(qtbot, bus):
    inhibitor = Inhibitor(BusBackend(system=bus, session=bus))
    inhibitor.set_held("answering", True)
    qtbot.wait(50)
    inhibitor.close()


def test_without_a_bus_nothing_happens(qtbot, tmp_path):
    nowhere = f"unix:path={tmp_path}/nothing"
    inhibitor = Inhibitor(BusBackend(system=nowhere, session=nowhere))
    inhibitor.set_held("answering", True)
    inhibitor.set_held("answering", False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the tool")
def test_caffeinate_lives_as_long_as_it_is_held(qtbot, tmp_path):
    tool, arguments = tmp_path / "caffeinate", tmp_path / "arguments"
    tool.write_text(f'#!/bin/sh\necho "$@" > "{arguments}"\nexec sleep 60\n')
    tool.chmod(0o755)
    parent = QObject()
    backend = CaffeinateBackend(str(tool), parent)
    backend.begin("answering")
    qtbot.waitUntil(lambda: arguments.exists() and bool(arguments.read_text()))
    assert arguments.read_text() == f"-i -w {os.getpid()}\n"
    (process,) = backend.findChildren(QProcess)
    first = process.processId()
    backend.end()
    backend.begin("answering again")
    qtbot.waitUntil(lambda: process.processId() not in (0, first))
    backend.end()
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)


@needs_bus
def test_many_short_answers_leave_nothing_behind(qtbot, bus, serve):
    serve(SCREEN, 2)
    backend = BusBackend(system=bus, session=bus)
    for number in range(60):
        backend.begin("answering")
        if number % 3:
            qtbot.wait(number % 7)
        backend.end()
    with qtbot.waitSignal(backend.destroyed):
        backend.deleteLater()
