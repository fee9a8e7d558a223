"""How long the window's event loop is held up while a file comes, against the same loop at rest.

The whole application runs, with the page of models open, so that each progress is drawn. A gap
counts all that keeps the loop from turning; `busiest_ms` counts what the window's thread computed
in one: on few cores the server, the download and the hash take their share of the clock.
"""

import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer

from qwq_desktop.app import App, build
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.ui.models.manager import Section
from qwq_desktop.ui.models.ways import show_section

FRAME_S = 0.016


class GapMeter:
    """Ticks as often as the loop lets it.

    `longest_s` is the longest time without a tick, `busiest_s` the most CPU time of one.
    """

    def __init__(self) -> None:
        self.longest_s = self.busiest_s = 0.0
        self.over_a_frame = 0
        self._last = self._last_cpu = 0.0
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin anew."""
        self.longest_s = self.busiest_s = 0.0
        self.over_a_frame = 0
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        gap, self._last = now - self._last, now
        busy, self._last_cpu = cpu - self._last_cpu, cpu
        self.longest_s = max(self.longest_s, gap)
        self.busiest_s = max(self.busiest_s, busy)
        self.over_a_frame += gap > FRAME_S


def gaps_while_fetching(file: RemoteFile, home: Path) -> tuple[dict[str, float], dict[str, float]]:
    """(figures, baseline) of one download in the window."""
    app = build(["qwq-desktop"], home=str(home))
    app.window.show()
    try:
        _wait_until_ready(app)
        show_section(app.window, Section.LIBRARY)  # where the list of downloads is on show
        meter, loop = GapMeter(), QEventLoop()
        QTimer.singleShot(1500, loop.quit)  # the page is built, its list has been looked up
        loop.exec()
        meter.start()
        QTimer.singleShot(3000, loop.quit)
        loop.exec()
        at_rest = {"idle_longest_gap_ms": 1000 * meter.longest_s}
        meter.start()
        _fetch(app, file, home, loop)
        QTimer.singleShot(1500, loop.quit)  # the end is told, the list shows the new model
        loop.exec()
        meter.stop()
        figures = {
            "longest_gap_ms": 1000 * meter.longest_s,
            "busiest_ms": 1000 * meter.busiest_s,
            "gaps_over_16_ms": float(meter.over_a_frame),
        }
        return figures, at_rest
    finally:
        app.shutdown()


def _wait_until_ready(app: App) -> None:
    loop = QEventLoop()
    models = app.services.models

    def look() -> None:
        if models.state.status in (ModelStatus.READY, ModelStatus.FAILED):
            loop.quit()

    models.state_changed.connect(look)
    QTimer.singleShot(0, look)
    loop.exec()
    QTimer.singleShot(1500, loop.quit)  # what follows a start has passed
    loop.exec()


def _fetch(app: App, file: RemoteFile, home: Path, loop: QEventLoop) -> None:
    ends: list[DownloadItem] = []

    def on_changed(item: DownloadItem) -> None:
        if item.state in (DownloadState.DONE, DownloadState.FAILED, DownloadState.STALLED):
            ends.append(item)
            loop.quit()

    app.services.downloads.changed.connect(on_changed)
    app.services.downloads.add("bench", [file], home / "models", {"source": "address"})
    loop.exec()
    assert ends[0].state is DownloadState.DONE, ends
