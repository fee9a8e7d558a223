"""How long it takes to take a chat's state back from disk, against reading its tokens again.

Both through the engine process, request to `done`: once in the process that saved it, after another
chat, and once in a fresh one. The files are in the system's cache.
"""

import argparse
import tempfile
import time
from pathlib import Path

from qwq_desktop.engine import protocol as p
from tests.bench.driver import NANO, EngineDriver
from tests.bench.result import Result
from tests.bench.second_turn import document, start, turns


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=NANO)
    parser.add_argument("--tokens", type=int, default=3500, help="length of the chat")
    parser.add_argument("--context", type=int, default=4096)


def run(options: argparse.Namespace) -> Result:
    """Read two chats, return to the first, and once more after a restart."""
    with tempfile.TemporaryDirectory() as folder:
        text = document(options, folder)
        driver = start(options, folder)
        read_s, tokens, _ = prewarm(driver, text, "1")
        saved(driver, folder, 1)
        prewarm(driver, f"Another. {text}", "2")
        saved(driver, folder, 2)
        back_s, _, back_read = prewarm(driver, text, "1")
        driver.close()
        size = sum(path.stat().st_size for path in Path(folder).glob("*.state")) / 2
        again = start(options, folder)
        fresh_s, _, fresh_read = prewarm(again, text, "1")
        again.close()
    figures = {
        "tokens": tokens,
        "state_mb": size / 1e6,
        "restore_s": back_s,
        "restore_after_restart_s": fresh_s,
        "tokens_read": max(back_read, fresh_read),
    }
    ratios = {"restore": back_s / read_s, "restore_after_restart": fresh_s / read_s}
    return Result(figures, {"read_s": read_s}, ratios)


def prewarm(driver: EngineDriver, text: str, key: str) -> tuple[float, int, int]:
    """(seconds, tokens of the chat, tokens read)."""
    messages = turns(text, "In 1503.")
    began = time.perf_counter()
    request = driver.send(p.PrewarmRequest, messages=messages, chat_key=key)
    usage = driver.wait(request).usage
    return driver.events[request][-1][0] - began, usage.prompt, usage.prompt - usage.cached


def saved(driver: EngineDriver, folder: str, count: int) -> None:
    """Wait until so many states are on disk; `until` looks every second."""
    driver.until(lambda: len(list(Path(folder).glob("*.json"))) >= count)
