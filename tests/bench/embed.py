"""Texts to vectors by the whole chain, against llama.cpp's bare embedding loop in this process.

The texts are what models really wrote, in English and Chinese, in chunks of some 300 tokens. Both
sides use the same threads and run in turn; figures are medians. `pages_per_cpu_s` counts 800
tokens a page against the time that the process had a processor, so that a busy computer tells the
same; `first_query_ms` starts the process and loads the model.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from qwq_desktop.documents.embedding.engine_embedder import EngineEmbedder
from qwq_desktop.documents.embedding.model import EmbedderModel, find_embedder
from qwq_desktop.documents.embedding.process import few_threads
from qwq_desktop.documents.embedding.texts import text_for
from qwq_desktop.engine import protocol as p
from qwq_desktop.models.beside import EMBEDDER_TOKENS, Beside
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.paths import resources_dir
from qwq_desktop.platform.priority import give_way
from tests.bench.result import Result, percentile

STREAMS = Path(__file__).resolve().parents[1] / "ui" / "chat" / "data" / "streams.json"
ENGLISH, CHINESE = 1200, 450  # characters of a chunk
PAGE_TOKENS = 800
MIB = 2**20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", default="", help="id or file, the default embedder without")
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--tries", type=int, default=3)


def run(options: argparse.Namespace) -> Result:
    """Ours and llama.cpp's own, in turn."""
    give_way()
    model = chosen(options.model)
    texts = chunks(options.texts)
    questions = [f"What is told of {text[7:40]}?" for text in texts]
    questions = [f"{n}: {questions[n % len(questions)]}" for n in range(options.queries)]
    bare = Bare(model)
    ours, theirs = [], []
    embedder = EngineEmbedder(model)
    try:
        began = time.perf_counter()
        embedder.query("wake up")
        first_ms = 1000 * (time.perf_counter() - began)
        (process,) = psutil.Process().children()
        for _ in range(options.tries):
            theirs.append(bare.texts_per_second(texts))
            ours.append(through_the_chain(embedder, process, texts))
        asked = [timed_ms(embedder.query, question) for question in questions]
        alone = [timed_ms(bare.query, question) for question in questions]
        held = process.memory_info().rss
    finally:
        embedder.close()
    tokens = bare.tokens(texts)
    planned = Beside(embedder=read_metadata(model.path)).embedder_bytes()
    return Result(
        {
            "texts_per_s": median(one.texts_per_s for one in ours),
            "tokens_per_s": median(one.texts_per_s for one in ours) * tokens / len(texts),
            "pages_per_cpu_s": tokens / PAGE_TOKENS / median(one.cpu_s for one in ours),
            "query_p50_ms": median(asked),
            "query_p99_ms": percentile(asked, 0.99),
            "first_query_ms": first_ms,
            "memory_mb": held / MIB,
            "planned_mb": planned / MIB,
        },
        {"bare_texts_per_s": median(theirs), "bare_query_p50_ms": median(alone)},
        {
            "texts": median(one.texts_per_s for one in ours) / median(theirs),
            "query": median(asked) / median(alone),
        },
    )


def chosen(reference: str) -> EmbedderModel:
    """The model to measure."""
    resources = resources_dir()
    model = find_embedder(ModelLibrary(Catalogue.load(resources), resources, resources), reference)
    assert model is not None
    return model


def chunks(count: int) -> list[str]:
    """Texts of a chunk's size, English and Chinese in turn as they were written."""
    streams = json.loads(STREAMS.read_text(encoding="utf-8"))
    written = " ".join(stream["text"] for stream in streams)
    found, at = [], 0
    while len(found) < count:
        start = at % max(1, len(written) - ENGLISH)
        size = CHINESE if not written[start : start + 200].isascii() else ENGLISH
        found.append(written[start : start + size])
        at = start + size
    return found


@dataclass(frozen=True)
class Measured:
    """One pass over the texts."""

    texts_per_s: float
    cpu_s: float


def through_the_chain(
    embedder: EngineEmbedder, process: psutil.Process, texts: Sequence[str]
) -> Measured:
    """Our speed, with the processor time that the embedder's process took."""
    before, began = sum(process.cpu_times()[:2]), time.perf_counter()
    embedder.passages(texts)
    seconds = time.perf_counter() - began
    return Measured(len(texts) / seconds, sum(process.cpu_times()[:2]) - before)


def timed_ms(call: Callable[[str], object], text: str) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    call(text)
    return 1000 * (time.perf_counter() - began)


class Bare:
    """llama.cpp in this process: one text a computation and no work between them."""

    def __init__(self, model: EmbedderModel) -> None:
        from qwq_desktop.engine.native import NativeModel
        from qwq_desktop.engine.native_log import NativeLog

        request = p.LoadRequest(
            0, str(model.path), EMBEDDER_TOKENS, embeddings=True, threads=few_threads()
        )
        self._native = NativeModel(request, NativeLog(), lambda _fraction: True)
        self._wording = model.wording

    def tokens(self, texts: Sequence[str]) -> int:
        """How many tokens the texts have with their prefix."""
        return sum(map(len, self._tokenised(texts)))

    def texts_per_second(self, texts: Sequence[str]) -> float:
        """The speed of the bare loop; tokenising counts."""
        began = time.perf_counter()
        for tokens in self._tokenised(texts):
            self._native.embed([tokens])
        return len(texts) / (time.perf_counter() - began)

    def query(self, text: str) -> None:
        """Embed a question."""
        tokens = self._native.vocabulary.tokenize_whole(text_for(text, self._wording.query_prefix))
        self._native.embed([tokens])

    def _tokenised(self, texts: Sequence[str]) -> list[list[int]]:
        whole = self._native.vocabulary.tokenize_whole
        prefix, limit = self._wording.document_prefix, self._native.longest_text
        return [whole(text_for(text, prefix))[:limit] for text in texts]
