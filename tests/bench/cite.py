"""How long it takes to prove an answer with 50 quotes against a long document.

`en_ms`, `zh_ms`: the whole examination in CPU time, the document's text folded for the first time;
a third of the quotes are altered, `en_wrong` and `zh_wrong` are judged wrongly. The baseline: the
same text through NFKC and a search for each quote as it is, which finds no changed form and no
place in the original.
"""

import argparse
import unicodedata
from collections.abc import Callable
from time import process_time

from qwq_desktop.documents.citing.examining import examine
from qwq_desktop.documents.citing.verdicts import Verdict
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span
from tests.bench.result import Result

QUOTES = 50
LINES = 30  # of a page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--bytes", type=int, default=1_000_000, help="of the document's text")


def run(options: argparse.Namespace) -> Result:
    """Examine an English and a Chinese answer once each."""
    figures: dict[str, float] = {}
    baseline: dict[str, float] = {}
    for language, line, quote in (("en", english, english_quote), ("zh", chinese, chinese_quote)):
        pages = document(options.bytes, line)
        quotes = [quote(i * 7, is_altered=i % 3 == 2) for i in range(QUOTES)]
        text = " ".join(f"“{words}” [{i % 8 + 1}]." for i, words in enumerate(quotes))
        passages = [
            Passage(n, 1, "long.pdf", Span(n, 0, len(pages[n])), pages[n]) for n in range(1, 9)
        ]
        start = process_time()
        found = examine(text, passages, {1: pages})
        figures[f"{language}_ms"] = (process_time() - start) * 1000
        right = [q.verdict is Verdict.VERIFIED for q in found.quotes]
        figures[f"{language}_wrong"] = sum(
            told != (i % 3 != 2) for i, told in enumerate(right)
        ) + abs(QUOTES - len(right))
        start = process_time()
        whole = unicodedata.normalize("NFKC", "\n\n".join(pages.values()))
        for words in quotes:
            whole.find(words)
        baseline[f"{language}_ms"] = (process_time() - start) * 1000
    ratios = {f"{name}_ms": figures[f"{name}_ms"] / baseline[f"{name}_ms"] for name in ("en", "zh")}
    return Result(figures, baseline, ratios)


def document(size_bytes: int, line: Callable[[int], str]) -> dict[int, str]:
    """Pages of different lines, so long in UTF-8 or a little longer."""
    pages: dict[int, str] = {}
    size = 0
    while size < size_bytes:
        begin = len(pages) * LINES
        page = "".join(map(line, range(begin, begin + LINES)))
        pages[len(pages) + 1] = page
        size += len(page.encode())
    return pages


def english(i: int) -> str:
    """A line as a PDF gives it."""
    return (
        f"Clause {i} says that the tenant of the “upper” flat pays {i * 7}.50 euros for the well-\n"
        f"kept rooms on the first day of month {i}, and that the land-\nlord repairs the roof.\n"
    )


def english_quote(i: int, *, is_altered: bool) -> str:
    """Words of that line, as a model writes them."""
    amount = f"{i * 7}.{'40' if is_altered else '50'}"
    return f"the tenant of the 'upper' flat pays {amount} euros for the well-kept rooms"


def chinese(i: int) -> str:
    """A line as a PDF gives it."""
    return f"第{i}条　乙方不得将房屋转租给第三方，月租金为 {i * 7} 元，\n自签订之日起生效。\n"


def chinese_quote(i: int, *, is_altered: bool) -> str:
    """Words of that line, as a model writes them."""
    unit = "美元" if is_altered else "元"
    return f"乙方不得将房屋转租给第三方,月租金为{i * 7}{unit}，自签订之日起生效"
