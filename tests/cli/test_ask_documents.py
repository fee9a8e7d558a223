"""`ask --doc`: real processes, the real parser, index and model, in a folder of three scripts."""

import json
import os
import subprocess
import sys

import pytest

from tests.documents.parser.odd_files import lines, pdf
from tests.doubles import dialects
from tests.doubles.dialects import QWQ
from tests.doubles.openai_server import OpenAiServer

NOTES = "The harbour of Lindo was built in 1874. Many people know it well."
PAGE = "<html><body><h1>Lease</h1><p>The rent is 1,250 euros a month.</p></body></html>"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "用户 数据 é"
    made.mkdir()
    return made


@pytest.fixture
def run(folder):
    """Run `qwq-desktop …` there; the finished process, with `.events` of its JSON lines."""

    def call(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "qwq_desktop", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            env={**os.environ, "QWQ_DESKTOP_HOME": str(folder / "home")},
        )
        assert "Traceback" not in done.stderr
        done.events = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


@pytest.fixture
def serve():
    servers = []

    def begin(answer):
        models = dialects.models(QWQ, max_model_len=40960)
        servers.append(OpenAiServer(dialects.vllm("", answer), models=models))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


@pytest.fixture
def write(folder):
    def made(name, text):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    return made


def citations(done):
    return [event for event in done.events if event["type"] == "citation"]


def test_a_real_model_answers_from_a_file_and_its_quote_is_proven(run, write):
    path = write("港口 notes.txt", NOTES)
    question = "When was the harbour of Lindo built?"
    done = run("ask", "--json", "--temp", "0", "--tools", "none", "--doc", path, question)
    assert done.returncode == 0, done.stderr
    (citation,) = citations(done)
    assert citation["document"] == "港口 notes.txt"
    assert citation["page"] is None
    assert citation["quote"] == "The harbour of Lindo was built in 1874."
    assert citation["verified"] is True
    assert [event["type"] for event in done.events[-2:]] == ["citation", "done"]
    assert run("documents", "list", "--json").events == []


def test_each_quote_has_its_line_with_document_and_verdict(run, write, serve):
    answer = (
        '"The rent is 1,250 euros a month." [1] Also "The rent is 1,350 euros a month." [1] '
        'It is said that "pets are welcome in every room" [1]. It is a lease [1]. See [7].'
    )
    server = serve(answer)
    path = write("lease.html", PAGE)
    done = run("ask", "--json", "--server", server.url, "--doc", path, "How much is the rent?")
    assert done.returncode == 0, done.stderr
    told = [(one["document"], one["number"], one["verified"]) for one in citations(done)]
    assert told == [
        ("lease.html", 1, True),
        ("lease.html", 1, False),
        ("lease.html", 1, False),
        (None, 7, False),
    ]
    assert "<passages>\n[1] lease.html" in server.posted[0]["messages"][-1]["content"]


def test_without_json_the_sources_follow_the_answer(run, write, serve):
    server = serve('"The rent is 1,250 euros a month." [1]')
    path = write("lease.html", PAGE)
    done = run("ask", "--server", server.url, "--doc", path, "How much is the rent?")
    answer, source = done.stdout.strip().splitlines()
    assert answer == '"The rent is 1,250 euros a month." [1]'
    assert source == "[1] lease.html  ✓ The rent is 1,250 euros a month."


def test_a_file_that_cannot_be_read_ends_it_with_the_reason(run, write, folder):
    good, bad = write("a.txt", NOTES), folder / "b.pdf"
    bad.write_bytes(b"\x00\x01\x02 no document")
    for path in (bad, folder / "missing.pdf"):
        done = run("ask", "--json", "--doc", good, "--doc", path, "When was it built?")
        assert (done.returncode, done.events) == (1, [])
        assert path.name in done.stderr
    assert run("documents", "list", "--json").events == []


def test_a_document_that_the_library_holds_stays_there(run, write, serve):
    path = write("lease.html", PAGE)
    run("documents", "add", path, "--no-vectors")
    server = serve("It is 1,250 euros [1].")
    done = run("ask", "--json", "--server", server.url, "--doc", path, "How much is the rent?")
    assert [one["verdict"] for one in citations(done)] == ["not_quoted"]
    assert len(run("documents", "list", "--json").events) == 1


def test_a_quote_from_a_pdf_has_its_page(run, folder, serve):
    path = folder / "租约 lease.pdf"
    pages = [
        lines(["This is the lease of a flat in Berlin.", "It has three pages in all."]),
        lines(["The rent is 1,250 euros", "a month, due on the third day."]),
        lines(["The lease ends on the last day of May.", "It ends by itself."]),
    ]
    path.write_bytes(pdf(pages))
    server = serve('"The rent is 1,250 euros a month" [2], and "It ends by itself" [2].')
    done = run("ask", "--json", "--server", server.url, "--doc", path, "How much is the rent?")
    assert done.returncode == 0, done.stderr
    told = [(one["quote"], one["page"], one["verified"]) for one in citations(done)]
    assert told == [("The rent is 1,250 euros a month", 2, True), ("It ends by itself", 3, True)]
