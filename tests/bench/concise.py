"""Thinking with and without "think concisely": how long, and whether the answer is still right.

The questions have one right answer each and are asked with the same seeds both ways, so that each
pair differs in nothing else. A model that does not think by itself is given `--begin` as the start
of a thought. `hesitations` counts words such as "Wait" and "Hmm" in the thoughts; where a model
writes none, there is nothing to save.
"""

import argparse
import re
from pathlib import Path

from qwq_desktop.engine import protocol as p
from qwq_desktop.settings.schema import SamplingSettings
from tests.bench.driver import NANO, EngineDriver
from tests.bench.result import Result

WORDS = ("strawberry", "banana", "committee", "mississippi")
SUMS = ((17, 26), (48, 35), (123, 456), (99, 7), (52, 17), (90, 41))
QUESTIONS = (
    *((f'How many {w[2]}\'s are in the word "{w}"', str(w.count(w[2]))) for w in WORDS),
    *((f'How many {w[-1]}\'s are in the word "{w}"', str(w.count(w[-1]))) for w in WORDS),
    *((f"What is {a} + {b}?", str(a + b)) for a, b in SUMS),
)
_HESITATION = re.compile(
    r"\b(?:wait|alternatively|hmm|hold on|actually)\b|等等|不过", re.IGNORECASE
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=NANO)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--begin", default="", help="a start of the thought")
    parser.add_argument("--tokens", type=int, default=700)


def run(options: argparse.Namespace) -> Result:
    """Each question both ways."""
    driver = EngineDriver()
    totals = {False: Totals(), True: Totals()}
    try:
        driver.load(options.model)
        for question, right in QUESTIONS:
            for seed in range(options.seeds):
                for concise in (False, True):
                    ask(driver, options, question, seed, concise=concise).add_to(
                        totals[concise], right
                    )
    finally:
        driver.close()
    plain, short = totals[False], totals[True]
    return Result(
        short.figures(),
        {f"plain_{name}": value for name, value in plain.figures().items()},
        {"thinking": short.thinking / max(1, plain.thinking)},
    )


class Totals:
    """Sums over all questions of one way."""

    def __init__(self) -> None:
        self.asked = self.right = self.thinking = self.hesitations = 0

    def figures(self) -> dict[str, float]:
        """As shares and means."""
        return {
            "asked": self.asked,
            "right_share": self.right / max(1, self.asked),
            "thinking_tokens": self.thinking / max(1, self.asked),
            "hesitations": self.hesitations,
        }


class Asked:
    """What came of one question."""

    def __init__(self, thinking_tokens: int, thinking: str, answer: str) -> None:
        self._tokens, self._thinking, self._answer = thinking_tokens, thinking, answer

    def add_to(self, totals: Totals, right: str) -> None:
        """Count it."""
        totals.asked += 1
        totals.thinking += self._tokens
        totals.hesitations += len(_HESITATION.findall(self._thinking))
        totals.right += right in re.findall(r"-?\d+", self._answer)


def ask(
    driver: EngineDriver, options: argparse.Namespace, question: str, seed: int, *, concise: bool
) -> Asked:
    """One question, one way."""
    request = driver.send(
        p.GenerateRequest,
        messages=(p.ChatMessage("user", question),),
        sampling=SamplingSettings(temperature=0.6, seed=seed, max_tokens=options.tokens),
        thinking_so_far=options.begin,
        concise=concise,
    )
    done = driver.wait(request)
    assert isinstance(done, p.DoneEvent), done
    text = {p.Channel.THINKING: "", p.Channel.ANSWER: "", p.Channel.TOOL_CALL: ""}
    for _, event in driver.events[request]:
        if isinstance(event, p.DeltaEvent):
            text[event.channel] += event.text
    return Asked(done.usage.thinking, text[p.Channel.THINKING], text[p.Channel.ANSWER])
