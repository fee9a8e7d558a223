"""How long it takes from the command to a window, and to a model that answers.

The baseline is a bare QWidget shown by the same Python and Qt.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

from tests.bench.result import Result, percentile

WINDOW = """
import os, sys, time
begin = float(sys.argv[1])
from qwq_desktop.app import build
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
app = build(["qwq-desktop"])
app.window.show(); QApplication.processEvents()
shown = time.time() - begin
while app.services.models.state.status != "ready":
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
print(shown, time.time() - begin)
app.shutdown()
"""
BARE = """
import sys, time
begin = float(sys.argv[1])
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([]); window = QWidget(); window.show(); QApplication.processEvents()
print(time.time() - begin, 0)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--tries", type=int, default=7)


def run(options: argparse.Namespace) -> Result:
    """Start both in turn."""
    ours, bare = [], []
    for _ in range(options.tries):
        ours.append(started(WINDOW))
        bare.append(started(BARE))
    shown = percentile([s for s, _ in ours], 0.5)
    plain = percentile([s for s, _ in bare], 0.5)
    return Result(
        {"window_s": shown, "model_ready_s": percentile([r for _, r in ours], 0.5)},
        {"bare_window_s": plain},
        {"window": shown / plain},
    )


def started(code: str) -> tuple[float, float]:
    """Seconds to the window, and to the model."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QWQ_DESKTOP_HOME": tempfile.mkdtemp(),
    }
    command = [sys.executable, "-c", code, str(time.time())]
    out = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout
    first, second = out.split()
    return float(first), float(second)
