"""How many pages a second become searchable by their words, and how quick an unchanged folder is.

Every file under the folder that the program can read goes through the real parser process, then
into the index. A retrieval set there (corpus.jsonl, packed or not) becomes documents with pages of
about 3 000 characters, Chinese 1 200. The baseline is FTS5 alone with the same texts, uncut and in
one table. Re-opening compares size and time of 1 000 files with the index.
"""

import argparse
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.parser_client import DocumentParser
from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from qwq_desktop.platform.errors import QwQError
from tests.bench.result import Result
from tests.bench.retrieval import records

PAGE = 3_000
PAGE_HAN = 1_200
TEXTS_A_DOCUMENT = 50
REOPENED = 1_000
HAN = re.compile("[\u3400-\u9fff]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=4_000, help="at most about so many")


def run(options: argparse.Namespace) -> Result:
    """Index the folder's files; open 1 000 unchanged ones again."""
    me = psutil.Process()
    with tempfile.TemporaryDirectory() as folder, DocumentParser() as parser:
        worked = cpu_s(me)
        begun = time.perf_counter()
        read = list(documents(options.folder, parser, options.pages))
        read_s = time.perf_counter() - begun
        pages = max(1, sum(one.page_count for one in read))
        file = Path(folder) / "documents.db"
        index = DocumentIndex(file)
        begun = time.perf_counter()
        for number, document in enumerate(read):
            index.put(number, Fingerprint(number, 0), document)
        put_s = time.perf_counter() - begun
        figures = {
            "pages": pages,
            "documents": len(read),
            "chunks": index.progress("").total,
            "pages_per_s": pages / (read_s + put_s),
            "read_pages_per_s": pages / read_s,
            "put_pages_per_s": pages / put_s,
            "pages_per_cpu_s": pages / (cpu_s(me) - worked),
            "memory_mb": sum(one.memory_info().rss for one in [me, *me.children()]) / 1e6,
            "database_mb": sum(one.stat().st_size for one in file.parent.glob("documents.db*"))
            / 1e6,
        }
        index.close()
        figures["reopen_s"] = reopening(Path(folder))
        alone = words_alone(Path(folder) / "plain.db", read)
    return Result(
        figures, {"fts5_pages_per_s": pages / alone}, {"put_time_to_fts5_alone": put_s / alone}
    )


def cpu_s(me: psutil.Process) -> float:
    """Processor time of this process and its children that run."""
    times = [one.cpu_times() for one in [me, *me.children()]]
    return sum(one.user + one.system for one in times)


def documents(folder: Path, parser: DocumentParser, limit: int) -> Iterator[DocumentText]:
    """What the folder's files hold, until there are so many pages; what can't be read is passed."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for document in read_file(path, parser):
            if limit <= 0:
                return
            limit -= document.page_count
            if document.page_count:
                yield document


def read_file(path: Path, parser: DocumentParser) -> Iterator[DocumentText]:
    """The document in a file, or those of a set."""
    if path.name.startswith("corpus.jsonl"):
        texts = [record["text"] for record in records(path.parent, "corpus.jsonl")]
        for start in range(0, len(texts), TEXTS_A_DOCUMENT):
            yield paged("\n\n".join(texts[start : start + TEXTS_A_DOCUMENT]))
        return
    try:
        yield parser.parse(path)
    except QwQError as error:
        print(f"{path.name}: {error}")


def paged(text: str) -> DocumentText:
    """A text in pages of paragraphs."""
    size_of_page = PAGE_HAN if len(HAN.findall(text[:2000])) > 200 else PAGE
    blocks: list[Block] = []
    page, size = 1, 0
    for part in filter(str.strip, text.split("\n\n")):
        if size > size_of_page:
            page, size = page + 1, 0
        blocks.append(Block(page, BlockKind.PARAGRAPH, part))
        size += len(part)
    return DocumentText("text", "", page if blocks else 0, True, tuple(blocks), {})


def reopening(folder: Path) -> float:
    """Seconds to open an index and know of 1 000 files that none has changed."""
    files = folder / "files"
    files.mkdir()
    index = DocumentIndex(folder / "reopened.db")
    for number in range(REOPENED):
        path = files / f"{number}.txt"
        path.write_text(f"File {number} is short.", "utf-8")
        index.put(number, fingerprint(path), paged(path.read_text("utf-8")))
    index.close()
    begun = time.perf_counter()
    index = DocumentIndex(folder / "reopened.db")
    known = index.fingerprints()
    changed = [n for n in known if known[n] != fingerprint(files / f"{n}.txt")]
    spent = time.perf_counter() - begun
    index.close()
    assert not changed
    return spent


def fingerprint(path: Path) -> Fingerprint:
    """Of a file as it is."""
    status = path.stat()
    return Fingerprint(status.st_size, status.st_mtime_ns)


def words_alone(file: Path, read: list[DocumentText]) -> float:
    """Seconds that SQLite takes with the same texts and nothing of ours."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    begun = time.perf_counter()
    for document in read:
        connection.execute("BEGIN")
        rows = [(text,) for text in document.pages().values()]
        connection.executemany("INSERT INTO words (text) VALUES (?)", rows)
        connection.execute("COMMIT")
    spent = time.perf_counter() - begun
    connection.close()
    return spent
