"""How well the index finds what belongs to a question, against BM25 over the same texts.

A set is a folder with corpus.jsonl(.gz), queries.jsonl and qrels.tsv. Every text goes through the
real index as a document of one page, cut into chunks like any other; the best chunk stands for its
document. BM25 sees the whole texts: English words with Porter's endings cut and stop words dropped,
Chinese in pairs of characters, k1 1.2, b 0.75. `--embedder` is the setting of the program: nothing
for its default, an id, a GGUF's path, or "none" for words alone. Where not all vectors are known
yet, `--at-query` lets only the best by words get theirs. With `--rerank` a re-ranker (a GGUF's
path) puts the best in order, without the limit of time that the program sets it; what that is worth
is told against the same run without it (`fused_ndcg_at_10`), and how long a question takes.
"""

import argparse
import gzip
import json
import math
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from qwq_desktop.documents.embedder import Embedder
from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.index.words import WordCutter
from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.ranking import Ranker
from qwq_desktop.documents.reranker import RerankerRoom
from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from tests.bench.embedder import CACHE, DEFAULT, embedder_for, reranker_at
from tests.bench.result import Result

DEPTH = 10
K1, B = 1.2, 0.75
AT_ONCE = 64
CHUNKS_READ = 40  # of which the first of each document count

Run = dict[str, list[str]]
Judgements = dict[str, dict[str, int]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--set", type=Path, required=True)
    parser.add_argument("--embedder", default=DEFAULT, help="an id, a GGUF, or none")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where vectors are remembered")
    parser.add_argument("--at-query", action="store_true", help="embed the best by words only")
    parser.add_argument("--rerank", type=Path, help="a re-ranker's GGUF")
    parser.add_argument("--queries", type=int, default=0, help="take a sample of so many")


def run(options: argparse.Namespace) -> Result:
    """Index the set, ask all of its questions."""
    corpus, queries, judged = read_set(options.set)
    asked = sample(queries, judged, options.queries)
    judged = {query: judged[query] for query in asked}
    embedder = embedder_for(options.embedder, options.cache)
    with tempfile.TemporaryDirectory() as folder:
        index = DocumentIndex(Path(folder) / "documents.db")
        names = fill(index, corpus)
        by_words = {q: documents(index, text, names, None) for q, text in asked.items()}
        found = by_words
        if embedder is not None:
            if not options.at_query:
                embed_all(index, embedder)
            found = {q: documents(index, text, names, embedder) for q, text in asked.items()}
        ranked, seconds = (
            (None, [])
            if options.rerank is None
            else run_ranked(options.rerank, index, asked, names, embedder)
        )
        chunk_count = index.progress("").total
        index.close()
    if embedder is not None:
        embedder.close()
    bm25 = Bm25(corpus)
    base = {query: bm25.search(text) for query, text in asked.items()}
    whole = result(ranked or found, by_words, base, judged, chunk_count)
    return whole if ranked is None else with_ranking(whole, found, judged, seconds)


def run_ranked(
    path: Path,
    index: DocumentIndex,
    asked: dict[str, str],
    names: list[str],
    embedder: Embedder | None,
) -> tuple[Run, list[float]]:
    """The documents in a re-ranker's order, and the seconds that each question's ranking took."""
    reranker = reranker_at(path)
    ranker = Ranker(RerankerRoom(lambda: reranker))
    ranker.prepare()
    seconds: list[float] = []

    def rank(question: str, hits: list[Hit]) -> list[Hit]:
        begin = time.perf_counter()
        found = ranker.ranked(question, hits, lambda: False, math.inf)
        seconds.append(time.perf_counter() - begin)
        return found

    run = {q: documents(index, text, names, embedder, rank) for q, text in asked.items()}
    reranker.close()
    return run, seconds


def with_ranking(whole: Result, fused: Run, judged: Judgements, seconds: list[float]) -> Result:
    """The figures, with what ranking is worth and takes."""
    before = statistics.fmean(ndcg(fused, judged))
    figures = {
        **whole.figures,
        "fused_ndcg_at_10": before,
        "gain_over_fused": whole.figures["ndcg_at_10"] - before,
        "rank_median_s": statistics.median(seconds),
    }
    return Result(figures, whole.baseline, whole.ratios)


def result(found: Run, by_words: Run, base: Run, judged: Judgements, chunk_count: int) -> Result:
    """The figures, the gain with its interval (bootstrap over the questions)."""
    mine, theirs = ndcg(found, judged), ndcg(base, judged)
    gains = [a - b for a, b in zip(mine, theirs, strict=True)]
    low, high = interval(gains)
    figures = {
        "ndcg_at_10": statistics.fmean(mine),
        "words_ndcg_at_10": statistics.fmean(ndcg(by_words, judged)),
        "gain_over_bm25": statistics.fmean(gains),
        "gain_low_95": low,
        "gain_high_95": high,
        "queries": len(judged),
        "chunks": chunk_count,
    }
    baseline = {"bm25_ndcg_at_10": statistics.fmean(theirs)}
    ratio = figures["ndcg_at_10"] / max(baseline["bm25_ndcg_at_10"], 1e-9)
    return Result(figures, baseline, {"ndcg_to_bm25": ratio})


def read_set(folder: Path) -> tuple[dict[str, tuple[str, str]], dict[str, str], Judgements]:
    """Texts with titles, questions, and grades of documents by question."""
    corpus = {d["id"]: (d.get("title", ""), d["text"]) for d in records(folder, "corpus.jsonl")}
    queries = {q["id"]: q["text"] for q in records(folder, "queries.jsonl")}
    judged: Judgements = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        judged[query][document] = int(grade)
    return corpus, queries, dict(judged)


def records(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The lines of a file, which may be packed."""
    plain = folder / name
    if plain.exists():
        data = plain.read_bytes()
    else:
        data = gzip.decompress(plain.with_name(f"{name}.gz").read_bytes())
    return (json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip())


def sample(queries: dict[str, str], judged: Judgements, count: int) -> dict[str, str]:
    """The questions that were judged, or some of them."""
    known = [query for query in queries if query in judged]
    if 0 < count < len(known):
        known = random.Random(5).sample(known, count)
    return {query: queries[query] for query in known}


def fill(index: DocumentIndex, corpus: dict[str, tuple[str, str]]) -> list[str]:
    """Put the texts; their names by number."""
    for number, (title, text) in enumerate(corpus.values()):
        index.put(number, Fingerprint(len(text), 0), as_document(title, text))
    return list(corpus)


def as_document(title: str, text: str) -> DocumentText:
    """A text as a document of one paragraph."""
    block = Block(1, BlockKind.PARAGRAPH, text)
    return DocumentText("text", title.strip(), 1, False, (block,), {})


def embed_all(index: DocumentIndex, embedder: Embedder) -> None:
    """Give every chunk its vector."""
    while wanted := index.unembedded(embedder.name, AT_ONCE):
        vectors = embedder.passages([one.text for one in wanted])
        numbers = [one.chunk_id for one in wanted]
        index.put_vectors(embedder.name, dict(zip(numbers, vectors, strict=True)))


def documents(
    index: DocumentIndex,
    question: str,
    names: list[str],
    embedder: Embedder | None,
    rank: Callable[[str, list[Hit]], list[Hit]] = lambda _, hits: hits,
) -> list[str]:
    """The documents of the best chunks."""
    hits = rank(question, index.search(question, embedder=embedder, top=CHUNKS_READ))
    return list(dict.fromkeys(names[hit.document_id] for hit in hits))[:DEPTH]


class Bm25:
    """BM25 over whole texts, with Lucene's idf; words as measured best without a dictionary."""

    def __init__(self, corpus: dict[str, tuple[str, str]]) -> None:
        self._cutter = WordCutter({})
        self._stemmer = Stemmer()
        self._stems: dict[str, str] = {}
        self._names = list(corpus)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for number, (title, text) in enumerate(corpus.values()):
            words = self._stemmed(self._cutter.index_text(f"{title} {text}").split())
            self._lengths.append(len(words))
            for word, count in Counter(words).items():
                self._postings[word].append((number, count))
        self._mean = statistics.fmean(self._lengths)

    def search(self, question: str) -> list[str]:
        """The best documents."""
        scores: dict[int, float] = defaultdict(float)
        terms = dict.fromkeys(term.word for term in self._cutter.question(question))
        for word in dict.fromkeys(self._stemmed(terms)):
            found = self._postings.get(word, [])
            idf = math.log(1 + (len(self._names) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                norm = K1 * (1 - B + B * self._lengths[number] / self._mean)
                scores[number] += idf * count * (K1 + 1) / (count + norm)
        best = sorted(scores, key=lambda number: -scores[number])[:DEPTH]
        return [self._names[number] for number in best]

    def _stemmed(self, words: Iterable[str]) -> list[str]:
        listed = list(words)
        if new := {word for word in listed if word not in self._stems}:
            self._stems |= self._stemmer.stems(new)
        return [self._stems.get(word, word) for word in listed]


class Stemmer:
    """Cuts English endings, by the code that does so in the index (SQLite's)."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (word, content = '', tokenize = 'porter ascii')"
        )
        self._connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (words, 'instance')")

    def stems(self, words: Iterable[str]) -> dict[str, str]:
        """The stem of each word."""
        listed = list(dict.fromkeys(words))
        execute = self._connection.execute
        execute("INSERT INTO words (words) VALUES ('delete-all')")
        self._connection.executemany(
            "INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed)
        )
        found = execute("SELECT doc, term FROM stems").fetchall()
        return {listed[number]: stem for number, stem in found}


def ndcg(run: Run, judged: Judgements) -> list[float]:
    """nDCG at 10 of each question, with linear gains, as trec_eval has it."""
    values = []
    for query, grades in judged.items():
        gains = [grades.get(name, 0) for name in run.get(query, [])[:DEPTH]]
        best = discounted(sorted(grades.values(), reverse=True)[:DEPTH])
        values.append(discounted(gains) / best if best else 0.0)
    return values


def discounted(gains: Iterable[int]) -> float:
    """The sum of gains, each worth less the further down it stands."""
    return sum(max(gain, 0) / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def interval(values: list[float], draws: int = 2000) -> tuple[float, float]:
    """The 95 % interval of the mean."""
    dice = random.Random(1)
    means = sorted(statistics.fmean(dice.choices(values, k=len(values))) for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws)]
