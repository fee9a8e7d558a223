"""What streaming text costs the UI thread, update by update, to the end of a long answer.

The text (120 kB if no file is given: what models really wrote) comes at 60 updates a second into a
chat of 500 messages, in an offscreen window. Times are CPU times of the UI thread from the arrival
of a piece to the next one: parsing, writing, layout, scrolling; first with painting switched off,
then with it. `last_tenth_over_first` also has in it that the two are other texts;
`last_tenth_over_itself_alone` compares the end with the same words in an empty answer. The baseline
is the naive way: `setMarkdown` of the whole text for each update, taken at 20 points of the text.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QTextBrowser

from qwq_desktop.engine.protocol import Channel
from qwq_desktop.platform.paths import resources_dir
from qwq_desktop.storage.records import Message, MessageStatus, Role
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.theme import fonts, style
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import LIGHT, Theme
from tests.bench.result import Result, percentile

STREAMS = Path(__file__).resolve().parents[1] / "ui" / "chat" / "data" / "streams.json"
SIZE = 120_000  # bytes of the text made here
MESSAGES = 500
PIECE = 100  # characters an update: 120 kB in 20 s
TICK_S = 1 / 60
NAIVE_POINTS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--text", type=Path, help="the text to stream, UTF-8")
    parser.add_argument("--channel", choices=("answer", "thinking"), default="answer")


def run(options: argparse.Namespace) -> Result:
    """Stream twice, then the naive way."""
    qt_app = QApplication.instance() or QApplication(["bench"])
    theme = Theme(LIGHT, reduced_motion=True)
    fonts.load_bundled(resources_dir())
    style.apply(qt_app, theme)
    text = options.text.read_text("utf-8") if options.text else real_text()
    channel = Channel(options.channel)
    plain = stream(theme, text, channel, paints=False)
    painted = stream(theme, text, channel, paints=True)
    naive = list(naive_updates(text))
    tenth = max(1, len(plain) // 10)
    first, last = mean(plain[:tenth]), mean(plain[-tenth:])
    alone = stream(theme, text[-tenth * PIECE :], channel, paints=False)
    p50 = percentile(plain, 0.5)
    figures = {
        "p50_ms": p50,
        "p99_ms": percentile(plain, 0.99),
        "max_ms": max(plain),
        "last_tenth_over_first": last / first,
        "last_tenth_over_itself_alone": last / mean(alone),
        "painted_p50_ms": percentile(painted, 0.5),
        "painted_p99_ms": percentile(painted, 0.99),
        "updates": len(plain),
        "text_kb": len(text.encode()) / 1000,
    }
    naive_p50 = percentile(naive, 0.5)
    baseline = {"naive_p50_ms": naive_p50, "naive_last_over_first": naive[-1] / naive[0]}
    return Result(figures, baseline, {"p50_to_naive": p50 / naive_p50})


def stream(theme: Theme, text: str, channel: Channel, *, paints: bool) -> list[float]:
    """Milliseconds of the UI thread for each update."""
    view = ChatView(theme, Icons(resources_dir()))
    view.resize(1000, 760)
    view.set_messages(chat())
    view.show()
    settle()
    view.setUpdatesEnabled(paints)
    times = []
    due = time.perf_counter()
    for start in range(0, len(text), PIECE):
        begun = time.thread_time()
        view.append_delta(MESSAGES, channel, text[start : start + PIECE], start // 4)
        QApplication.processEvents()
        due += TICK_S
        while (left := due - time.perf_counter()) > 0.001:
            time.sleep(left)
            QApplication.processEvents()
        times.append((time.thread_time() - begun) * 1000)
    view.setUpdatesEnabled(True)
    view.deleteLater()
    settle()
    return times


def naive_updates(text: str) -> Iterator[float]:
    """Milliseconds to show the whole of a growing text again."""
    browser = QTextBrowser()
    browser.resize(720, 760)
    browser.show()
    for point in range(1, NAIVE_POINTS + 1):
        begun = time.thread_time()
        browser.setMarkdown(text[: len(text) * point // NAIVE_POINTS])
        browser.document().size()
        yield (time.thread_time() - begun) * 1000


def chat() -> list[Message]:
    """Messages before, and the answer that streams."""
    turns = [
        Message(n, 1, n - 1 or None, Role.USER, "And what about this?")
        if n % 2
        else Message(n, 1, n - 1, Role.ASSISTANT, "A **short** answer.\n\n- one\n- two")
        for n in range(1, MESSAGES + 1)
    ]
    turns[-1] = replace(turns[-1], text="", status=MessageStatus.STREAMING)
    return turns


def real_text() -> str:
    """What models really wrote, in English and Chinese, with formulas, code and tables.

    Paragraphs of all texts in turn, so that no tenth is of another kind than the others.
    """
    records = json.loads(STREAMS.read_text("utf-8"))
    texts = [r["text"].replace("<think>", "").replace("</think>", "") for r in records]
    sources = [iter(sections(text)) for text in texts]
    pieces, size = [], 0
    while size < SIZE:
        for number, source in enumerate(sources):
            piece = next(source, None)
            if piece is None:
                sources[number] = iter(sections(texts[number]))
                continue
            pieces.append(piece)
            size += len(piece.encode())
    return "".join(pieces).encode()[:SIZE].decode("utf-8", "ignore")


def sections(text: str) -> list[str]:
    """A text in runs of whole paragraphs of about 800 characters."""
    found, current = [], ""
    for paragraph in text.split("\n\n"):
        current += paragraph[:1500] + "\n\n"
        if len(current) > 800:
            found.append(current)
            current = ""
    return [*found, current] if current.strip() else found


def settle() -> None:
    """Let everything that waits happen."""
    for _ in range(20):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def mean(values: list[float]) -> float:
    """The arithmetic mean."""
    return sum(values) / len(values)
