"""How soon Stop is obeyed while loading, while reading a long prompt, while generating.

Figures are milliseconds from the cancel to the `done` event. No baseline: the limit is 300 ms.
"""

import argparse
import random
import time
from pathlib import Path

from qwq_desktop.engine import protocol as p
from tests.bench.driver import NANO, EngineDriver
from tests.bench.result import Result, percentile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=NANO)
    parser.add_argument("--tries", type=int, default=100)


def run(options: argparse.Namespace) -> Result:
    """Cancel at random moments of each phase."""
    chance = random.Random(5)
    figures = {}
    for phase, measure in (("loading", loading), ("reading", reading), ("generating", generating)):
        waits = [
            wait
            for _ in range(options.tries)
            if (wait := measure(options.model, chance)) is not None
        ]
        if waits:
            figures |= {
                f"{phase}_tries": len(waits),
                f"{phase}_p50_ms": percentile(waits, 0.5),
                f"{phase}_p99_ms": percentile(waits, 0.99),
            }
    return Result(figures)


def cancelled_after(driver: EngineDriver, request: int) -> float | None:
    """Milliseconds from a cancel sent now to its `done`; None when the request was over before."""
    sent = time.perf_counter()
    driver.engine.cancel(request)
    event = driver.wait(request)
    stopped = event.kind == "done" and event.stop is p.StopReason.CANCELLED
    return (driver.events[request][-1][0] - sent) * 1000 if stopped else None


def pause(driver: EngineDriver, seconds: float) -> None:
    """Let the event loop run for a while."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        driver.application.processEvents()
        time.sleep(0.001)


def loading(model: Path, chance: random.Random) -> float | None:
    """Cancel a load."""
    driver = EngineDriver()
    try:
        driver.wait(driver.send(p.ProbeRequest))
        request = driver.send(p.LoadRequest, path=str(model), context_length=4096, threads=1)
        pause(driver, chance.random() * 0.05)
        return cancelled_after(driver, request)
    finally:
        driver.close()


def reading(model: Path, chance: random.Random) -> float | None:
    """Cancel while a long prompt is read."""
    driver = EngineDriver()
    try:
        driver.load(model)
        request = driver.begin("word " * 3500)
        driver.until(lambda: bool(driver.events[request]))
        pause(driver, chance.random() * 0.05)
        return cancelled_after(driver, request)
    finally:
        driver.close()


def generating(model: Path, chance: random.Random) -> float | None:
    """Cancel while tokens are drawn."""
    driver = EngineDriver()
    try:
        driver.load(model)
        request = driver.begin("Count from 1 to 300")
        driver.until(lambda: any(e.kind == "delta" for _, e in driver.events[request]))
        pause(driver, chance.random() * 0.1)
        return cancelled_after(driver, request)
    finally:
        driver.close()
