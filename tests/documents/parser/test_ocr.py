"""Pages that are pictures, read by a program that speaks as Tesseract does."""

import os
import stat
import sys

import pytest

from qwq_desktop.documents.parser_client import DocumentParser
from qwq_desktop.platform.errors import QwQError
from tests.documents.parser.odd_files import ENGLISH, lines, pdf, picture_page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the double is a script")

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)
WORDS = [
    "5\t1\t1\t1\t1\t1\t100\t100\t200\t40\t96.5\tScanned",
    "5\t1\t1\t1\t1\t2\t320\t104\t180\t36\t95\twords",
]
ODD_WORDS = [
    "5\t1\t1\t1\t2\t1\t100\t160\t180\t40\t91\tsecond",
    '5\t1\t1\t1\t2\t2\t300\t160\t90\t40\t90\t"line"',
    "5\t1\t1\t1\t3\t1\t100\t220\t90\t40\t3\tdoubtful",
    "5\t1\t1\t1\t3\t2\tx\ty\tz\t40\t90\tbroken",
    "4\t1\t1\t1\t3\t0\t1\t1\t1\t1\t-1\t",
]


def install(folder, monkeypatch, rows, exit_code=0):
    """Puts a program named tesseract first in PATH: it wants a picture and writes these rows."""
    script = folder / "tesseract"
    table = "\n".join([HEAD, *rows])
    script.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        "if '--list-langs' in sys.argv:\n"
        "    print('List of available languages (2):\\neng\\nchi_sim\\nosd')\n"
        "    sys.exit(0)\n"
        "assert sys.argv[1:] == ['stdin', 'stdout', '-l', 'eng+chi_sim', 'tsv'], sys.argv\n"
        "assert sys.stdin.buffer.read(3) == b'P6 '\n"
        f"print({table!r})\n"
        f"sys.exit({exit_code})\n",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "扫描.pdf"
    path.write_bytes(pdf([picture_page, lines([ENGLISH] * 3)]))
    return path


def test_a_picture_of_text_is_read_and_its_words_have_places(scan, tmp_path, monkeypatch):
    install(tmp_path, monkeypatch, WORDS + ODD_WORDS)
    with DocumentParser() as parser:
        document = parser.parse(scan)
        page = parser.page_boxes(scan, 1)
    assert document.pages()[1] == 'Scanned words\nsecond "line"'
    assert [(f.code, f.facts) for f in document.findings] == [("document_recognised", {"pages": 1})]
    assert page.text == document.pages()[1]
    start = page.text.index("words")
    (box,) = page.rectangles(start, start + 5)
    assert box[0] < box[2]
    assert box[3] < 0.1


def test_a_scan_on_which_nothing_is_recognised_is_no_document(tmp_path, monkeypatch):
    install(tmp_path, monkeypatch, [])
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([picture_page]))
    with DocumentParser() as parser, pytest.raises(QwQError) as caught:
        parser.parse(path)
    assert caught.value.code == "document_scanned_unread"


def test_a_recogniser_that_fails_leaves_the_pages_that_have_text(scan, tmp_path, monkeypatch):
    install(tmp_path, monkeypatch, WORDS, exit_code=1)
    with DocumentParser() as parser:
        document = parser.parse(scan)
    assert list(document.pages()) == [2]
    assert [finding.code for finding in document.findings] == ["document_pages_unrecognised"]
