"""How many pages a second become searchable by their words, and how quick an unchanged folder is.

Every text file, and every retrieval set (corpus.jsonl, packed or not), under the folder is read as
a document with pages of about 3 000 characters (Chinese 1 200); then the index takes them in. Where
the program can read other formats, so does this. The baseline is FTS5 alone with the same texts,
uncut and on one table. Re-opening compares size and time of 1 000 files with the index.
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
from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from tests.bench.result import Result
from tests.bench.retrieval import records

PAGE = 3_000
PAGE_HAN = 1_200
REOPENED = 1_000
TEXT_ENDINGS = {".txt", ".md", ".rst", ".py", ".csv", ".html"}
HAN = re.compile("[\u3400-\u9fff]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=4_000, help="at most so many")


def run(options: argparse.Namespace) -> Result:
    """Index the folder's texts; open 1 000 unchanged files again."""
    read = list(documents(options.folder, options.pages))
    pages = sum(one.page_count for one in read)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.db"
        index = DocumentIndex(file)
        begun, worked = time.perf_counter(), time.process_time()
        for number, document in enumerate(read):
            index.put(number, Fingerprint(number, 0), document)
        spent, busy = time.perf_counter() - begun, time.process_time() - worked
        figures = {
            "pages": pages,
            "documents": len(read),
            "chunks": index.progress("").total,
            "pages_per_s": pages / spent,
            "pages_per_cpu_s": pages / busy,
            "database_mb": file.stat().st_size / 1e6,
            "memory_mb": psutil.Process().memory_info().rss / 1e6,
        }
        index.close()
        figures["reopen_s"] = reopening(Path(folder))
        alone = words_alone(Path(folder) / "plain.db", read)
    return Result(
        figures, {"fts5_pages_per_s": pages / alone}, {"time_to_fts5_alone": spent / alone}
    )


def documents(folder: Path, limit: int) -> Iterator[DocumentText]:
    """The texts as documents, until there are so many pages."""
    for text in texts(folder):
        if limit <= 0:
            return
        document = paged(text, limit)
        limit -= document.page_count
        if document.page_count:
            yield document


def texts(folder: Path) -> Iterator[str]:
    """The texts of the folder; those of a set joined by tens."""
    for path in sorted(folder.rglob("*")):
        if path.name.startswith("corpus.jsonl"):
            found = [record["text"] for record in records(path.parent, "corpus.jsonl")]
            yield from ("\n\n".join(found[at : at + 50]) for at in range(0, len(found), 50))
        elif path.suffix in TEXT_ENDINGS and path.is_file():
            yield path.read_text("utf-8", errors="replace")


def paged(text: str, limit: int) -> DocumentText:
    """A text in pages of paragraphs."""
    is_han = len(HAN.findall(text[:2000])) > 200
    blocks: list[Block] = []
    page, size = 1, 0
    for part in filter(str.strip, text.split("\n\n")):
        if size > (PAGE_HAN if is_han else PAGE):
            page, size = page + 1, 0
            if page > limit:
                page -= 1
                break
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
        index.put(number, fingerprint(path), paged(path.read_text("utf-8"), 1))
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
