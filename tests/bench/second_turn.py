"""How soon the second turn begins after a long document and a thinking, also after a restart.

The baseline is llama.cpp evaluating just the new message's tokens behind the same history, in this
process. Both alternate; medians are compared. `…_read` counts the tokens read after Enter.
"""

import argparse
import tempfile
import time
from pathlib import Path

from qwq_desktop.engine import protocol as p
from qwq_desktop.platform.priority import give_way
from tests.bench.driver import NANO, EngineDriver
from tests.bench.result import Result, percentile

TOWNS = "[{0}] The harbour of town {0} was built in {1} by the people of the coast. "
QUESTION = "And what of the harbour of town 12, is it older than that of town 7?"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=NANO)
    parser.add_argument("--tokens", type=int, default=3000, help="length of the document")
    parser.add_argument("--context", type=int, default=4096)
    parser.add_argument("--thinking", type=int, default=200, help="tokens of the first turn")
    parser.add_argument("--tries", type=int, default=9)


def run(options: argparse.Namespace) -> Result:
    """Time the second turn in one process, and in a second one after its end."""
    give_way()  # as the engine does: on a busy computer both must compete alike
    with tempfile.TemporaryDirectory() as folder:
        history = (document(options, folder), "")
        driver = start(options, folder)
        budget = {"max_tokens": options.thinking + 100, "max_thinking_tokens": options.thinking}
        first = driver.begin(history[0], chat_key="1", **budget)
        driver.wait(first)
        history = (history[0], answer_of(driver, first) or "In 1503.")
        native = Baseline(options, history)
        ours, alone = [], []
        for _ in range(options.tries):
            ours.append(second_turn(driver, history))
            alone.append(native.seconds())
        prewarm(driver, history)
        driver.close()
        again = start(options, folder)
        begun = time.perf_counter()
        prewarm(again, history)
        restored = time.perf_counter() - begun
        after, alone_after = [], []
        for _ in range(options.tries):
            after.append(second_turn(again, history, warm=bool(after)))
            alone_after.append(native.seconds())
        again.close()
    return result(ours, alone, after, alone_after, native, restored)


def result(ours, alone, after, alone_after, native, restored) -> Result:
    """Medians and their ratios."""
    first, bare, second, bare_after = (
        percentile(values, 0.5)
        for values in ([s for s, _ in ours], alone, [s for s, _ in after], alone_after)
    )
    figures = {
        "history_tokens": len(native.history),
        "first_token_s": first,
        "tokens_read": ours[-1][1],
        "restart_restore_s": restored,
        "restart_first_token_s": second,
        "restart_tokens_read": after[0][1],
    }
    baseline = {"new_tokens": len(native.new), "new_tokens_s": bare}
    return Result(
        figures, baseline, {"second_turn": first / bare, "after_restart": second / bare_after}
    )


class Baseline:
    """The same model in this process: the time that the new tokens take behind the history."""

    def __init__(self, options: argparse.Namespace, history: tuple[str, str]) -> None:
        from qwq_desktop.engine.loaded import LoadedModel
        from qwq_desktop.engine.native_log import NativeLog
        from qwq_desktop.settings.schema import ThinkingMode

        request = p.LoadRequest(1, str(options.model), options.context, threads=1)
        self.model = LoadedModel(request, NativeLog(), lambda _fraction: True)
        self.history = self.model.next_turn_prefix(turns(*history), ())
        prompt = self.model.render(turns(*history, QUESTION), (), ThinkingMode.AUTO)
        self.new = self.model.tokens(prompt)[len(self.history) :]
        self.model.cache.read(self.history, lambda *_: None, lambda: False)

    def seconds(self) -> float:
        """Evaluate the new tokens once."""
        self.model.native.truncate(len(self.history))
        began = time.perf_counter()
        self.model.native.decode(self.new)
        return time.perf_counter() - began


def start(options: argparse.Namespace, folder: str) -> EngineDriver:
    """An engine with the model and a place for states."""
    driver = EngineDriver()
    states = {"state_dir": folder, "state_limit_bytes": 4 * 10**9}
    driver.load(options.model, context_length=options.context, **states)
    return driver


def document(options: argparse.Namespace, folder: str) -> str:
    """A text of about as many tokens as asked for."""
    driver = start(options, folder)
    text = TOWNS.format(7, 1507)
    for _ in range(2):
        count = driver.wait(driver.send(p.CountRequest, messages=turns(text))).usage.prompt
        lines = max(1, round(options.tokens / count * text.count("[")))
        text = "".join(TOWNS.format(i, 1500 + i) for i in range(1, lines + 1))
    driver.close()
    return f"{text}When was the harbour of town 3 built?"


def turns(*texts: str) -> tuple[p.ChatMessage, ...]:
    """A conversation."""
    return tuple(p.ChatMessage(("user", "assistant")[i % 2], t) for i, t in enumerate(texts))


def answer_of(driver: EngineDriver, request: int) -> str:
    """What was answered."""
    events = [event for _, event in driver.events[request] if event.kind == "delta"]
    return "".join(event.text for event in events if event.channel is p.Channel.ANSWER)


def prewarm(driver: EngineDriver, history: tuple[str, str]) -> None:
    """Read the history as the next turn will render it."""
    driver.wait(driver.send(p.PrewarmRequest, messages=turns(*history), chat_key="1"))


def second_turn(
    driver: EngineDriver, history: tuple[str, str], *, warm: bool = True
) -> tuple[float, int]:
    """(seconds from Enter to the first token, tokens read)."""
    if warm:
        prewarm(driver, history)
    began = time.perf_counter()
    request = driver.begin(*history, QUESTION, chat_key="1")
    events = driver.events[request]
    driver.until(lambda: any(event.kind in ("delta", "done") for _, event in events))
    first = next(moment for moment, event in events if event.kind in ("delta", "done"))
    driver.engine.cancel(request)
    usage = driver.wait(request).usage
    return first - began, usage.prompt - usage.cached
