"""The whole application in a real (offscreen) window, with the real engine process."""

from dataclasses import replace

import psutil
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from qwq_desktop.app import build
from qwq_desktop.settings.schema import SamplingPreset, SamplingSettings
from tests.doubles.qwq_hub import qwq_hub

STEADY = SamplingSettings(temperature=0.1, seed=7, max_tokens=3000)


class Program:
    """The application as a user meets it: by its widgets' names, keys and clicks."""

    def __init__(self, qtbot, home, *arguments):
        self.qtbot = qtbot
        self.app = build(["qwq-desktop", *map(str, arguments)], home=str(home))
        self.window = self.app.window
        qtbot.addWidget(
            self.window
        )  # deleted at the end: each live window slows the styling of the next
        self.settings = self.app.services.settings
        self.settings.update(
            self.replaced(preset=SamplingPreset.OWN, sampling=STEADY, tools_enabled=False)
        )
        self.window.show()
        self.finished = []
        self.app.chats.message_finished.connect(self.finished.append)

    def replaced(self, **values):
        return replace(self.settings.value, **values)

    def find(self, name):
        widget = self.window.findChild(QObject, name)
        assert widget is not None, name
        return widget

    def find_all(self, name):
        return [w for w in self.window.findChildren(QObject, name) if w.isVisible()]

    def until(self, condition, timeout=30_000):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def click(self, name):
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def write(self, text):
        self.find("composer").setPlainText(text)

    def send(self, text):
        self.write(text)
        self.click("sendButton")

    def ask(self, text):
        count = len(self.finished)
        self.send(text)
        self.until(lambda: len(self.finished) > count)
        return self.finished[-1]

    def answers(self):
        return [w.toPlainText() for w in self.find_all("messageAnswer")]

    def is_ready(self):
        return self.app.services.models.state.status == "ready"

    def engines(self):
        children = psutil.Process().children(recursive=True)
        return [p for p in children if "qwq_desktop.engine" in " ".join(p.cmdline())]


@pytest.fixture
def hub(nano_model, monkeypatch):
    """The only hub there is; it has the demonstration model under QwQ-32B's name."""
    with qwq_hub(nano_model.read_bytes(), monkeypatch) as hub:
        yield hub


@pytest.fixture
def start(qtbot, home):
    """Start the program, again if need be; each is shut down at the end."""
    programs = []

    def start_one(*arguments):
        programs.append(Program(qtbot, home, *arguments))
        return programs[-1]

    yield start_one
    for program in programs:
        program.app.shutdown()
    assert not any(program.engines() for program in programs)


@pytest.fixture
def program(start):
    program = start()
    program.until(program.is_ready)
    return program
