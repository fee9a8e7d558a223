"""How many PDF pages a second one parser process reads, on one core.

Pages are full ones: 3 500 characters, or 900 in Chinese. The baseline is what pdfium alone takes to
give a page's text, without order, headings or tables, in the same run. Seconds are those of the
processor, so that a busy machine counts little; `wall_pages_per_s` is what a user waits for,
through the real process and its client.
"""

import argparse
import tempfile
import time
from pathlib import Path

import psutil
import pypdfium2

from qwq_desktop.documents.parser import reading
from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser_client import DocumentParser
from tests.bench.result import Result
from tests.documents.parser.odd_files import CHINESE, ENGLISH, heading, lines, pdf, together


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--file", type=Path, help="a PDF to read instead of made ones")


def run(options: argparse.Namespace) -> Result:
    """Read the PDFs in this process and through the real one."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [options.file] if options.file else made(Path(folder), options.pages)
        first = [cpu_rate(path) for path in paths]
        bare = [bare_rate(path) for path in paths]
        figures = {"pages_per_cpu_s": min(first)}
        if not options.file:
            figures["chinese_pages_per_cpu_s"] = first[1]
        with DocumentParser() as parser:
            parser.parse(paths[0])  # start-up is not counted
            begun = time.perf_counter()
            count = sum(parser.parse(path).page_count for path in paths)
            figures["wall_pages_per_s"] = count / (time.perf_counter() - begun)
            memory = [child.memory_info().rss for child in psutil.Process().children()]
            figures["process_mb"] = sum(memory) / 1e6
    ratios = {"to_pdfium_alone": min(first) / bare[first.index(min(first))]}
    return Result(figures, {"pdfium_pages_per_cpu_s": min(bare)}, ratios)


def made(folder: Path, count: int) -> list[Path]:
    """A PDF in English and one in Chinese."""
    english = together(heading("Termination"), lines([ENGLISH[:70]] * 50, y=770))
    chinese = lines([CHINESE[:36]] * 25, font="STSong-Light")
    paths = [folder / "english.pdf", folder / "chinese.pdf"]
    for path, page in zip(paths, (english, chinese), strict=True):
        path.write_bytes(pdf([page] * count))
    return paths


def cpu_rate(path: Path) -> float:
    """Pages a second of the processor's time, all that the parser does counted."""
    draft = Draft(lambda _blocks, _names: None)
    begun = time.process_time()
    reading.read(path, "", draft)
    return draft.page_count / (time.process_time() - begun)


def bare_rate(path: Path) -> float:
    """The same for pdfium's own text."""
    begun = time.process_time()
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document) / (time.process_time() - begun)
