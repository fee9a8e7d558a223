"""A good guest: tokens a second with the window shown against with the window hidden.

The whole application with its real engine process answers the same question in turn with the window
on the screen (the thinking unfolded, following the end) and without it; medians of both, and the
median of the pairs' ratios. Run it where there is a screen, or with QT_QPA_PLATFORM=offscreen.

On a computer that others use as well, wall time says little: `per_cpu_second` is the ratio of the
tokens that the engine draws for a second of its own processor time, and `app_cpu_share` what the
application itself takes of one core.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from qwq_desktop.app import App, build
from qwq_desktop.settings.schema import SamplingPreset, SamplingSettings
from qwq_desktop.storage.records import Message
from tests.bench.driver import NANO
from tests.bench.result import Result

QUESTION = "Tell me a very long story about a harbour, a lighthouse and three ships."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=NANO)
    parser.add_argument("--tokens", type=int, default=600)
    parser.add_argument("--tries", type=int, default=9)


def run(options: argparse.Namespace) -> Result:
    """Shown and hidden, in turn; the first pair warms up."""
    runs: dict[bool, list[Run]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as home:
        guest = Guest(options, Path(home))
        try:
            for number in range(options.tries + 1):
                for is_shown in (True, False) if number % 2 else (False, True):
                    asked = guest.ask(is_shown=is_shown, seed=number)
                    if number:
                        runs[is_shown].append(asked)
        finally:
            guest.app.shutdown()
    shown, hidden = (Medians(runs[is_shown]) for is_shown in (True, False))
    pairs = [a.speed / b.speed for a, b in zip(runs[True], runs[False], strict=True)]
    return Result(
        {"shown_tokens_per_second": shown.speed, "shown_app_cpu_share": shown.app_share},
        {"hidden_tokens_per_second": hidden.speed, "hidden_app_cpu_share": hidden.app_share},
        {
            "shown": shown.speed / hidden.speed,
            "shown_in_pairs": median(pairs),
            "per_cpu_second": shown.per_cpu_second / hidden.per_cpu_second,
        },
    )


@dataclass(frozen=True)
class Run:
    """One answer: tokens a second, tokens for a second of the engine's processor time, and what
    the application took of one core meanwhile.
    """

    speed: float
    per_cpu_second: float
    app_share: float


class Medians:
    """Of several runs."""

    def __init__(self, runs: list[Run]) -> None:
        self.speed = median(run.speed for run in runs)
        self.per_cpu_second = median(run.per_cpu_second for run in runs)
        self.app_share = median(run.app_share for run in runs)


class Guest:
    """The application, asked and waited for."""

    def __init__(self, options: argparse.Namespace, home: Path) -> None:
        self._qt = QApplication.instance() or QApplication(["bench"])
        self._tokens = options.tokens
        self.app: App = build(["bench", "--model", str(options.model.resolve())], home=str(home))
        self._finished: list[Message] = []
        self.app.chats.message_finished.connect(self._finished.append)
        self._until(lambda: self.app.services.models.state.status == "ready")

    def ask(self, *, is_shown: bool, seed: int) -> Run:
        """One answer in a chat of its own."""
        settings = self.app.services.settings
        sampling = SamplingSettings(temperature=0.8, seed=seed, max_tokens=self._tokens)
        settings.update(
            replace(
                settings.value,
                preset=SamplingPreset.OWN,
                sampling=sampling,
                tools_enabled=False,
                idle_minutes=0,
            )
        )
        self.app.window.setVisible(is_shown)
        self.app.chats.new_chat()
        count = len(self._finished)
        began, app, engine = time.perf_counter(), *self._cpu_seconds()
        self.app.chats.submit(QUESTION)
        self._until(lambda: len(self._finished) > count)
        turn, took = self._finished[-1].turn, time.perf_counter() - began
        app_after, engine_after = self._cpu_seconds()
        tokens = turn.thinking_tokens + turn.answer_tokens
        return Run(
            turn.tokens_per_second,
            tokens / max(0.01, engine_after - engine),
            (app_after - app) / took,
        )

    def _cpu_seconds(self) -> tuple[float, float]:
        """Processor time so far: the application's, the engine's."""
        own = psutil.Process()
        engines = [c for c in own.children(recursive=True) if "engine" in " ".join(c.cmdline())]
        times = [sum(process.cpu_times()[:2]) for process in (own, *engines)]
        return times[0], sum(times[1:])

    def _until(self, condition: Callable[[], bool], timeout_s: float = 300) -> None:
        end = time.perf_counter() + timeout_s
        alarm = QTimer()
        alarm.start(500)
        while not condition():
            if time.perf_counter() > end:
                raise TimeoutError
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
