"""Endless loops over recorded outputs: how many of the real ones are noticed, and false alarms.

`--streams FILE` is a .jsonl.gz of records with `id`, `text` and `category`; without it the
selection that the tests use. A record counts as endless where its category says so; one that never
ends may go on in ever other words, which is no repeated tail. Tokens are those of `--vocabulary`,
which should be the vocabulary of the model that wrote them. No baseline.
"""

import argparse
import gzip
import json
from pathlib import Path

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.loops import LoopWatch
from tests.bench.driver import NANO
from tests.bench.result import Result

SELECTION = Path(__file__).resolve().parents[1] / "data" / "streams-selection.jsonl.gz"
_ENDLESS = ("endless", "loops", "repetition", "never ends")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--streams", type=Path, default=SELECTION)
    parser.add_argument("--vocabulary", type=Path, default=NANO)
    parser.add_argument("--list", action="store_true", help="name the records")


def run(options: argparse.Namespace) -> Result:
    """Let each output grow token by token, as it did, and note whether a loop is told."""
    from qwq_desktop.engine.native import NativeLog, NativeModel

    request = p.LoadRequest(1, str(options.vocabulary), 512, vocab_only=True)
    vocabulary = NativeModel(request, NativeLog(), lambda _: True).vocabulary
    with gzip.open(options.streams, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    found, missed, alarms, shares = [], [], [], []
    for record in records:
        tokens = vocabulary.tokenize(record["text"])
        place = first_loop(tokens)
        is_endless = any(word in record.get("category", "") for word in _ENDLESS)
        if place is None:
            missed += [record["id"]] if is_endless else []
            continue
        (found if is_endless else alarms).append(record["id"])
        shares.append(place / len(tokens))
    if options.list:
        print(f"found {found}\nnot a repeated tail {missed}\nbeyond the category {alarms}")
    return Result(
        {
            "records": len(records),
            "called_endless": len(found) + len(missed),
            "found": len(found),
            "without_a_repeated_tail": len(missed),
            "beyond_the_category": len(alarms),
            "noticed_after_share": sum(shares) / len(shares) if shares else 0.0,
        }
    )


def first_loop(tokens: list[int]) -> int | None:
    """Where in the growing output a loop is told first."""
    watch = LoopWatch()
    for place in range(32, len(tokens) + 1, 32):
        if watch.look(tokens[:place]) is not None:
            return place
    return None
