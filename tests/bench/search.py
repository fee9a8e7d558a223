"""How long a search over all chats takes, among many messages.

The chats are made of texts that models really wrote, in English and Chinese, cut into questions,
thinking and answers. Queries are what somebody types: prefixes of one letter and more, words found
everywhere and nowhere, phrases, Chinese. The baseline is what a program without an index does: LIKE
over the same texts. Writing is timed too: what a message costs with the index, and the size.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from qwq_desktop.platform.words import index_text
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database, transaction
from qwq_desktop.storage.records import MessageStatus, Role
from tests.bench.result import Result, percentile

STREAMS = Path(__file__).resolve().parents[1] / "ui" / "chat" / "data" / "streams.json"
PER_CHAT = 40
SIZES = {"question": 90, "answer": 500, "thinking": 900}  # characters
FIXED = (
    *("a", "t", "th", "the", "the a", "s", "so", "wait", '"let me', "zebra", "0", "1 2 3"),
    *("the the of and", "的", "我们", "特征值", "不是", "问题 方法", "qqqqqq", "e", "矩阵 the"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=11)


def run(options: argparse.Namespace) -> Result:
    """Fill a database, search it."""
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chats.db"
        repository = ChatRepository(open_database(path).connection)
        begun = time.perf_counter()
        texts = fill(repository, options.messages, dice)
        filled_s = time.perf_counter() - begun
        asked = queries(texts, dice)
        times = [timed(lambda q=q: repository.search(q)) for q in asked for _ in range(3)]
        busy = [timed(lambda q=q: repository.search(q), time.thread_time) for q in asked]
        found = sum(bool(repository.search(q)) for q in asked)
        baseline = [timed(lambda q=q: scan(repository, q)) for q in FIXED[:6]]
        worst = max(asked, key=lambda q: timed(lambda: repository.search(q)))
        figures = {
            "p50_ms": percentile(times, 0.5),
            "p99_ms": percentile(times, 0.99),
            "max_ms": max(times),
            "p99_cpu_ms": percentile(busy, 0.99),
            "queries": len(asked),
            "queries_with_hits": found,
            "write_ms_per_message": 1000 * filled_s / options.messages,
            "database_mb": path.stat().st_size / 1e6,
            "text_mb": sum(map(len, texts)) / 1e6,
        }
        repository.close()
        if not options.json:
            print(f"slowest query: {worst!r}")
    scanned = percentile(baseline, 0.5)
    return Result(figures, {"like_p50_ms": scanned}, {"p50_to_like": figures["p50_ms"] / scanned})


def fill(repository: ChatRepository, count: int, dice: random.Random) -> list[str]:
    """Write chats; some of their texts, for the queries."""
    source = [record["text"] for record in json.loads(STREAMS.read_text("utf-8"))]
    kept: list[str] = []
    connection = repository._connection
    for start in range(0, count, PER_CHAT):
        chat = repository.create_chat(piece(source, dice, 40), "bench")
        with transaction(connection):
            for number in range(min(PER_CHAT, count - start)):
                is_user = number % 2 == 0
                text = piece(source, dice, SIZES["question" if is_user else "answer"])
                thinking = "" if is_user else piece(source, dice, SIZES["thinking"])
                connection.execute(
                    "INSERT INTO messages (chat_id, role, status, created_at, turn, text, thinking)"
                    " VALUES (?, ?, ?, 0, '{}', ?, ?)",
                    (
                        chat.id,
                        Role.USER if is_user else Role.ASSISTANT,
                        MessageStatus.COMPLETE,
                        text,
                        thinking,
                    ),
                )
                kept.append(text)
    return kept


def piece(source: list[str], dice: random.Random, size: int) -> str:
    """A cutting of some text, half to one and a half times as long as asked for."""
    text = dice.choice(source)
    length = round(size * dice.uniform(0.5, 1.5))
    start = dice.randrange(max(1, len(text) - length))
    return text[start : start + length]


def queries(texts: list[str], dice: random.Random) -> list[str]:
    """The fixed ones, and words as they are typed: letter by letter, one to four words."""
    asked = list(FIXED)
    for text in dice.sample(texts, 40):
        words = text.split()
        if len(words) < 3:
            continue
        start = dice.randrange(len(words) - 1)
        typed = " ".join(words[start : start + dice.randint(1, 4)])
        asked += [typed[:end] for end in range(1, min(len(typed), 24), 4)]
    for first, second in pairwise(dice.sample(texts, 20)):
        both = [*first.split()[1:2], *second.split()[1:2]]
        asked.append(" ".join(both))
    return [query for query in asked if index_text(query)]


def scan(repository: ChatRepository, query: str) -> None:
    """What a program without an index does."""
    like = f"%{query}%"
    statement = "SELECT id FROM messages WHERE text LIKE ? OR thinking LIKE ? ORDER BY id DESC"
    repository._connection.execute(statement, (like, like)).fetchall()


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How many milliseconds a call takes."""
    begun = clock()
    work()
    return (clock() - begun) * 1000
