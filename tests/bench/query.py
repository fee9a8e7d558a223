"""How long a search takes in a big index of documents: words, meaning, and both fused.

The index is filled with chunks made of the words of real texts (`--texts` names a folder of
retrieval sets, else words are drawn by their rank), half of them Chinese, with vectors drawn at
random; so the questions' embedding is timed apart, with `--embedder`. The baseline is the same
search without dropping words that are everywhere.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil

from qwq_desktop.documents.index import word_search
from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from tests.bench.embedder import DEFAULT, embedder_for
from tests.bench.result import Result, percentile
from tests.bench.retrieval import read_set

DIMENSIONS = 384
PER_DOCUMENT = 50
SIZES = {"en": 1200, "zh": 350}  # characters of a chunk
ROUNDS = 2


class RandomVectors:
    """An embedder that costs nothing: the search's own time is what is measured."""

    name = "random"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._draw = np.random.default_rng(3)

    def query(self, text: str) -> np.ndarray:
        vector = self._draw.standard_normal(DIMENSIONS, np.float32)
        return vector / np.linalg.norm(vector)

    def passages(self, texts: Sequence[str], stopped: object = None) -> list[np.ndarray]:
        return [self.query(text) for text in texts]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--texts", type=Path, help="a folder of retrieval sets")
    parser.add_argument("--embedder", default=DEFAULT, help="whose questions are timed, or none")
    parser.add_argument("--questions", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)


def run(options: argparse.Namespace) -> Result:
    """Fill an index, ask it."""
    dice = random.Random(options.seed)
    sources, questions = material(options.texts, dice)
    asked = dice.sample(questions, min(options.questions, len(questions)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.db"
        index = DocumentIndex(file)
        fill(index, options.chunks, sources, dice)
        embedder = RandomVectors()
        begun = time.perf_counter()
        index.search(asked[0], embedder=embedder)
        figures = {"chunks": index.progress("").total, "first_ms": since(begun)}
        figures |= times("", lambda q: index.search(q, embedder=embedder), asked)
        figures |= times("words_", index.search, asked)
        scope = dice.sample(sorted(index.fingerprints()), 20)
        figures |= times("scoped_", lambda q: index.search(q, scope, embedder), asked)
        figures["database_mb"] = file.stat().st_size / 1e6
        figures["memory_mb"] = psutil.Process().memory_info().rss / 1e6
        word_search.BIG = options.chunks * 2
        baseline = times("", lambda q: index.search(q, embedder=embedder), asked)
        index.close()
    figures |= embedding_times(options.embedder, asked)
    return Result(figures, baseline, {"p99_to_all_words": figures["p99_ms"] / baseline["p99_ms"]})


def times(name: str, search: Callable[[str], object], asked: list[str]) -> dict[str, float]:
    """Milliseconds by the clock and of the processor, each question asked twice."""
    clock, busy = [], []
    for question in asked * ROUNDS:
        begun, worked = time.perf_counter(), time.thread_time()
        search(question)
        clock.append(since(begun))
        busy.append((time.thread_time() - worked) * 1000)
    return {
        f"{name}p50_ms": percentile(clock, 0.5),
        f"{name}p99_ms": percentile(clock, 0.99),
        f"{name}p99_cpu_ms": percentile(busy, 0.99),
    }


def since(begun: float) -> float:
    """Milliseconds that went by."""
    return (time.perf_counter() - begun) * 1000


def embedding_times(setting: str, asked: list[str]) -> dict[str, float]:
    """What a question's vector costs by a real engine; nothing is remembered."""
    remembering = embedder_for(setting)
    if remembering is None:
        return {}
    embedder = remembering.plain
    embedder.query("warm")
    spent = []
    for number, question in enumerate(asked):
        begun = time.perf_counter()
        embedder.query(f"{number} {question}")
        spent.append(since(begun))
    remembering.close()
    return {"embed_p50_ms": percentile(spent, 0.5), "embed_p99_ms": percentile(spent, 0.99)}


def material(folder: Path | None, dice: random.Random) -> tuple[dict[str, list[str]], list[str]]:
    """Sentences by language, and questions."""
    if folder is None:
        return made_up(dice)
    sources: dict[str, list[str]] = {"en": [], "zh": []}
    questions: list[str] = []
    for one in sorted(path for path in folder.iterdir() if path.is_dir()):
        corpus, asked, _ = read_set(one)
        language = "zh" if one.name.startswith("zh") else "en"
        end = "。" if language == "zh" else ". "
        for _, text in corpus.values():
            sources[language] += [part + end for part in text.split(end) if part.strip()]
        questions += dice.sample(sorted(asked.values()), min(200, len(asked)))
    return sources, questions


def made_up(dice: random.Random) -> tuple[dict[str, list[str]], list[str]]:
    """Sentences whose words are as frequent as words are: by Zipf's law."""
    english = [syllables(dice) for _ in range(30_000)]
    chinese = [chr(0x4E00 + number) for number in dice.sample(range(20_000), 4_000)]
    weights = [1 / rank for rank in range(1, 30_001)]

    def sentence(words: list[str], length: int, gap: str) -> str:
        return gap.join(dice.choices(words, weights[: len(words)], k=length))

    sources = {
        "en": [sentence(english, 18, " ") + ". " for _ in range(20_000)],
        "zh": [sentence(chinese, 30, "") + "。" for _ in range(20_000)],
    }
    questions = [sentence(english, 9, " ") + "?" for _ in range(300)]
    return sources, questions + [sentence(chinese, 15, "") + "？" for _ in range(300)]


def syllables(dice: random.Random) -> str:
    """A word that can be said."""
    parts = dice.choices(("ba", "co", "di", "fu", "gel", "ham", "ir", "jo", "kun", "lep"), k=4)
    return "".join(parts[: dice.randint(1, 4)])


def fill(
    index: DocumentIndex, count: int, sources: dict[str, list[str]], dice: random.Random
) -> None:
    """Documents of some pages, a chunk each, and a vector for each chunk."""
    embedder = RandomVectors()
    for number in range(count // PER_DOCUMENT):
        language = ("en", "zh")[number % 2]
        blocks = tuple(
            Block(page, BlockKind.PARAGRAPH, passage(sources[language], SIZES[language], dice))
            for page in range(1, PER_DOCUMENT + 1)
        )
        read = DocumentText("text", f"Document {number}", PER_DOCUMENT, True, blocks, {})
        index.put(number, Fingerprint(number, 0), read)
        vectors = {chunk.id: embedder.query("") for chunk in index.chunks(number)}
        index.put_vectors(embedder.name, vectors)


def passage(sentences: list[str], size: int, dice: random.Random) -> str:
    """A text of about so many characters."""
    text = ""
    while len(text) < size:
        text += dice.choice(sentences)
    return text[: size * 5 // 4]
