"""The parser process and its client: crashes, limits, stops, lies, and the end of either."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from qwq_desktop.documents import parser_process
from qwq_desktop.documents.parser_client import DocumentParser, ParserLimits
from qwq_desktop.platform.errors import QwQError
from tests.documents.parser.odd_files import ENGLISH, lines, nested_forms, pdf


@pytest.fixture
def parser():
    with DocumentParser() as parser:
        yield parser


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good 好.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.fixture
def endless(tmp_path):
    path = tmp_path / "endless.pdf"
    path.write_bytes(nested_forms())
    return path


def children():
    return [
        child
        for child in psutil.Process().children()
        if any("documents.parser" in part for part in child.cmdline())
    ]


def code_of(call):
    with pytest.raises(QwQError) as caught:
        call()
    return caught.value.code


def test_one_process_serves_many_files(parser, good):
    assert parser.parse(good).pages() == {1: ENGLISH}
    (first,) = children()
    assert parser.parse(good).pages() == {1: ENGLISH}
    assert children() == [first]


def test_of_a_pdf_is_told_which_page_is_read(parser, tmp_path):
    path = tmp_path / "two.pdf"
    path.write_bytes(pdf([lines([ENGLISH])] * 2))
    told = []
    assert parser.parse(path, progress=lambda *page: told.append(page)).page_count == 2
    assert told[0] == (1, 2)
    assert sorted(told) == told


def test_a_process_killed_in_the_middle_costs_only_its_file(parser, good, endless):
    def kill():
        for child in children():
            child.kill()
        return False

    assert code_of(lambda: parser.parse(endless, stopped=kill)) == "document_crashed"
    assert parser.parse(good).pages() == {1: ENGLISH}


def test_a_process_that_ended_for_want_of_work_is_replaced_unnoticed(parser, good):
    parser.parse(good)
    (child,) = children()
    child.kill()
    child.wait()
    assert parser.parse(good).pages() == {1: ENGLISH}


def test_a_file_without_end_is_given_up(good, endless):
    with DocumentParser(ParserLimits(silence_s=2.0)) as parser:
        reasons = ("document_time", "document_memory", "document_crashed")
        assert code_of(lambda: parser.parse(endless)) in reasons
        assert parser.parse(good).pages() == {1: ENGLISH}


def test_a_file_that_hogs_memory_is_given_up(good, tmp_path):
    hog = tmp_path / "hog.txt"
    hog.write_bytes(b"word " * 19_000_000)
    with DocumentParser(ParserLimits(memory_bytes=280_000_000)) as parser:
        assert code_of(lambda: parser.parse(hog)) == "document_memory"
        assert parser.parse(good).pages() == {1: ENGLISH}


def test_a_stop_ends_the_work_at_once(parser, good, endless):
    assert code_of(lambda: parser.parse(endless, stopped=lambda: True)) == "cancelled"
    assert not children()
    assert parser.parse(good).pages() == {1: ENGLISH}


def test_closing_ends_a_call_that_waits(endless):
    parser = DocumentParser()
    begun = threading.Event()
    codes = []

    def work():
        codes.append(code_of(lambda: parser.parse(endless, stopped=told)))

    def told():
        begun.set()
        return False

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(60)
    parser.close()
    thread.join(60)
    assert codes == ["cancelled"]
    assert not children()
    assert code_of(lambda: parser.parse(endless)) == "cancelled"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_process_ends_with_its_parent(endless):
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from qwq_desktop.documents.parser_client import DocumentParser\n"
        "def told():\n"
        "    print('working', flush=True)\n"
        "    return False\n"
        "DocumentParser().parse(Path(sys.argv[1]), stopped=told)\n"
    )
    command = [sys.executable, "-c", script, str(endless)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"working\n"
        started = psutil.Process(parent.pid).children(recursive=True)
        assert started
        os.kill(parent.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(started, timeout=60)
    assert not alive


@pytest.mark.parametrize(
    "said",
    [
        "print('no json')",
        "print('[1]')",
        "print('{}')",
        "print('{\"done\": 1}')",
        'print(\'{"error": {"code": "rm -rf"}}\')',
        'print(\'{"page": 3, "pages": 2}\')',
        'print(\'{"blocks": [[1, "paragraph", 0, 5]], "names": []}\')',
        'print(\'{"blocks": [[0, "paragraph", 0, "x"]], "names": []}\')',
        "print('[' * 1000000)",
        "sys.stdout.write('x' * 40_000_000)",
    ],
)
def test_lies_are_refused(said, good, monkeypatch):
    script = f"import sys\nsys.stdin.readline()\n{said}\nsys.stdout.flush()\nsys.stdin.readline()"
    command = (sys.executable, ["-c", script])
    monkeypatch.setattr(parser_process, "child_command", lambda _module: command)
    with DocumentParser() as parser:
        assert code_of(lambda: parser.parse(good)) == "document_bad_answer"
        assert not children()


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("parser.__main__", "PySide6 llama_cpp numpy lxml openpyxl selectolax pypdfium2 email"),
        ("parser_client", "PySide6 lxml openpyxl selectolax pypdfium2 charset_normalizer"),
    ],
)
def test_what_is_heavy_is_imported_only_when_a_format_needs_it(module, absent):
    script = (
        f"import sys, qwq_desktop.documents.{module}\n"
        f"print([name for name in {absent.split()} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_a_pipe_or_device_is_never_read(parser):
    assert code_of(lambda: parser.parse(Path(os.devnull))) == "document_not_file"
