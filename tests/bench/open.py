"""How long it takes to open a chat of many messages, from the wish to the first paint.

The whole application in an offscreen window, a stored chat of texts that models really wrote, a
click's worth of work: the database reads it, the view shows it, its end is painted. Then somebody
scrolls through it. The baseline opens a chat of four messages in the same program. Memory is the
window's process (resident, Linux), with the long chat open and after the scrolling.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from qwq_desktop.app import App, build
from qwq_desktop.platform.paths import Paths
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database, transaction
from qwq_desktop.storage.records import Role
from tests.bench.result import Result, percentile

STREAMS = Path(__file__).resolve().parents[1] / "ui" / "chat" / "data" / "streams.json"
TRIES = 5
STEP = 120  # pixels of a notch of a wheel


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--messages", type=int, default=1000)


def run(options: argparse.Namespace) -> Result:
    """Open both chats in turn, then scroll."""
    with tempfile.TemporaryDirectory() as home:
        path = Paths.find(home).database_file
        path.parent.mkdir(parents=True, exist_ok=True)
        repository = ChatRepository(open_database(path).connection)
        short, long = fill(repository, 4), fill(repository, options.messages)
        repository.close()
        app = build(["qwq-desktop", "--offline"], home=home)
        try:
            return measure(app, short, long)
        finally:
            app.shutdown()


def measure(app: App, short: int, long: int) -> Result:
    """The figures of one program."""
    app.window.show()
    until(lambda: app.services.models.state.status == "ready")
    settle()
    begun = resident_mb()
    opened: dict[int, list[tuple[float, float]]] = {short: [], long: []}
    for _ in range(TRIES):
        for chat in (short, long):
            opened[chat].append(first_paint(app, chat))
            settle()
    memory = resident_mb()
    scrolled = scroll(app)
    first = percentile([wall for wall, _cpu in opened[short]], 0.5)
    ours = percentile([wall for wall, _cpu in opened[long]], 0.5)
    return Result(
        {
            "first_paint_ms": ours,
            "worst_first_paint_ms": max(wall for wall, _cpu in opened[long]),
            "first_paint_cpu_ms": percentile([cpu for _wall, cpu in opened[long]], 0.5),
            "resident_mb": memory,
            "resident_mb_after_scrolling": resident_mb(),
            "scroll_step_p50_ms": percentile(scrolled, 0.5),
            "scroll_step_p99_ms": percentile(scrolled, 0.99),
            "messages_with_widgets": len(app.view.made_widgets()),
        },
        {"short_chat_first_paint_ms": first, "resident_mb_before": begun},
        {"to_short_chat": ours / first, "memory": memory / begun},
    )


class PaintWatch(QObject):
    """Notes when a widget was painted first after it was armed."""

    def __init__(self) -> None:
        super().__init__()
        self.at: float | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.at is None:
            self.at = time.perf_counter()
        return False


def first_paint(app: App, chat: int) -> tuple[float, float]:
    """From the wish to see a chat until its last message is painted.

    Milliseconds, and those of CPU in all threads of the window's process.
    """
    watch = PaintWatch()

    def shown(*_: object) -> None:
        app.view.made_widgets()[-1][1].installEventFilter(watch)

    connection = app.chats.chat_opened.connect(shown)
    begun, worked = time.perf_counter(), time.process_time()
    app.chats.open_chat(chat)
    until(lambda: watch.at is not None)
    QApplication.processEvents()
    took = (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000
    app.chats.chat_opened.disconnect(connection)
    return took


def scroll(app: App) -> list[float]:
    """Milliseconds that each notch of the wheel takes, painted, from the end to the beginning."""
    bar = app.view._scroll.verticalScrollBar()
    times = []
    while bar.value() > 0 and len(times) < 1500:
        begun = time.perf_counter()
        bar.setValue(max(0, bar.value() - STEP))
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def fill(repository: ChatRepository, count: int) -> int:
    """Write a chat of questions and answers; its id."""
    source = [record["text"] for record in json.loads(STREAMS.read_text("utf-8"))]
    dice = random.Random(5)
    chat = repository.create_chat(f"{count} messages", "bench")
    turn = '{"model_name": "QwQ-32B", "thinking_seconds": 12.0, "thinking_tokens": 900}'
    parent = None
    with transaction(repository._connection):
        for number in range(count):
            thinking, _, answer = dice.choice(source).rpartition("</think>")
            is_user = number % 2 == 0
            parent = repository._insert(
                "INSERT INTO messages (chat_id, parent_id, role, status, created_at, turn, text,"
                " thinking) VALUES (?, ?, ?, 'complete', 0, ?, ?, ?)",
                chat.id,
                parent,
                Role.USER if is_user else Role.ASSISTANT,
                "{}" if is_user else turn,
                answer[:200] if is_user else answer[: dice.choice((300, 1000, 4000))],
                "" if is_user else thinking[:3000],
            )
        repository._update_chat(chat.id, "leaf_id", parent)
    return chat.id


def until(condition: Callable[[], bool], timeout_s: float = 60) -> None:
    """Run the event loop until something holds. Raises TimeoutError."""
    end = time.perf_counter() + timeout_s
    alarm = QTimer()
    alarm.start(1000)
    while not condition():
        if time.perf_counter() > end:
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle() -> None:
    """Let everything that waits happen, also what was to be deleted."""
    for _ in range(20):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def resident_mb() -> float:
    """The pages that this process holds."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
