"""Documents from the terminal: real processes, the real parser, the real index."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.models.references import package_folder
from tests.documents.parser.odd_files import PASSWORD, encrypted
from tests.doubles.ranker_file import write_ranker


@pytest.fixture
def home(tmp_path):
    """A home where words alone find: what vectors add would hang on what is installed."""
    folder = tmp_path / "用户 数据 é"
    for name in ("files", "qwq"):
        (folder / name).mkdir(parents=True)
    (folder / "qwq" / "settings.json").write_text('{"embedding_model": "none"}')
    return folder


@pytest.fixture
def command(home):
    """How a `documents` command is started: arguments and environment."""

    def made(*arguments):
        program = [sys.executable, "-m", "qwq_desktop", "documents", *map(str, arguments)]
        return program, {**os.environ, "QWQ_DESKTOP_HOME": str(home / "qwq")}

    return made


@pytest.fixture
def run(command):
    """Run `qwq-desktop documents …` in that home; the finished process with its JSON lines."""

    def call(*arguments):
        program, environment = command(*arguments)
        done = subprocess.run(
            program,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            env=environment,
        )
        assert "Traceback" not in done.stderr
        done.lines = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


@pytest.fixture
def ranker(home):
    """A re-ranker among the models; it likes lighthouses."""
    folder = home / "qwq" / "models"
    folder.mkdir()
    return write_ranker(folder / "排序 ranker.gguf")


@pytest.fixture
def write(home):
    def made(name, text):
        path = home / "files" / name
        path.write_text(text, encoding="utf-8")
        return path

    return made


def test_a_re_ranker_puts_what_is_found_in_order_unless_it_is_left_out(run, write, home, ranker):
    write("harbour.txt", "where is the harbour where is the harbour town harbour")
    write("lighthouse.txt", "the harbour lighthouse lighthouse lighthouse lighthouse")
    assert run("add", home / "files").returncode == 0
    best, other = run("search", "where is the harbour", "--json").lines
    assert best["document"] == "lighthouse.txt"
    assert best["ranked"] > other["ranked"] > 0
    assert best["score"] > other["score"]
    settings = {"embedding_model": "none", "reranking_model": "none"}
    (home / "qwq" / "settings.json").write_text(json.dumps(settings))
    best, other = run("search", "where is the harbour", "--json").lines
    assert best["document"] == "harbour.txt"
    assert best["ranked"] is other["ranked"] is None


def test_a_folder_is_added_and_searched(run, write, home):
    write("租约.md", "# Lease\n\nThe lease ends in May.")
    write("说明.txt", "光合作用是植物利用阳光的过程。")
    added = run("add", home / "files", "--json")
    assert added.returncode == 0
    assert {line["document"]: line["state"] for line in added.lines} == {
        "租约.md": "ready",
        "说明.txt": "ready",
    }
    (hit,) = run("search", "when does the lease end", "--json").lines
    assert hit.keys() >= {"document", "page", "text", "score"}
    assert (hit["document"], hit["page"]) == ("租约.md", None)
    assert "ends in May" in hit["text"]
    assert run("search", "光合作用", "--top", "1", "--json").lines[0]["document"] == "说明.txt"
    assert run("search", "nothing of this kind", "--json").lines == []


def test_each_file_that_cannot_be_read_has_its_reason(run, write, home):
    good, bad = write("a.txt", "words"), write("b.pdf", "\x00\x01\x02 no document")
    added = run("add", good, bad, home / "missing.pdf", "--json")
    assert added.returncode == 0
    assert [line["trouble"] is None for line in added.lines] == [True, False]
    assert "b.pdf" in added.stderr
    assert "missing.pdf" in added.stderr
    assert run("add", bad).returncode == 1
    assert run("add", home / "missing.pdf").returncode == 1


@pytest.fixture
def locked(home):
    path = home / "files" / "locked 锁.pdf"
    path.write_bytes(encrypted(PASSWORD))
    return path


def test_a_file_is_opened_with_the_password_in_a_file(run, write, locked):
    good = write("password.txt", f"{PASSWORD}\n")
    (line,) = run("add", locked, "--password-file", good, "--json").lines
    assert line["state"] == "ready"


def test_without_the_right_password_its_reason_is_told(run, write, locked, home):
    assert run("add", locked, "--json").lines[0]["trouble"] == "document_password"
    wrong = run("add", locked, "--password-file", write("wrong.txt", "no"), "--json")
    assert (wrong.returncode, wrong.lines[0]["trouble"]) == (1, "document_password_wrong")
    assert run("add", locked, "--password-file", home / "missing").returncode == 1


def test_a_password_is_asked_for_only_at_a_terminal(run, locked):
    done = run("add", locked, "--password")
    assert done.returncode == 1
    assert "--password-file" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal as POSIX has them")
def test_at_a_terminal_the_password_is_typed_unseen_until_it_is_right(command, locked):
    program, environment = command("add", locked, "--password", "--json", "--no-vectors")
    terminal, its_end = os.openpty()
    process = subprocess.Popen(
        program,
        env=environment,
        stdin=its_end,
        stdout=its_end,
        stderr=its_end,
        start_new_session=True,
    )
    os.close(its_end)
    prompt, all_said = f"{locked.name}: ".encode(), b""
    for typed in ("wrong", PASSWORD):
        said = b""
        while prompt not in said:
            said += os.read(terminal, 1000)
        os.write(terminal, typed.encode() + b"\n")
        all_said += said
    said = b""
    while b'"state": "ready"' not in said:
        said += os.read(terminal, 1000)
    assert b"does not open" in all_said
    assert PASSWORD.encode() not in all_said + said
    assert process.wait(100) == 0
    os.close(terminal)


def test_collections_are_made_and_looked_into(run, write):
    run("add", write("a.txt", "alpha lease"), "--collection", "论文 Thesis")
    run("add", write("b.txt", "beta lease"))
    (listed,) = run("list", "--collection", "论文 Thesis", "--json").lines
    assert (listed["document"], listed["collections"]) == ("a.txt", ["论文 Thesis"])
    (hit,) = run("search", "lease", "--collection", "论文 Thesis", "--json").lines
    assert hit["document"] == "a.txt"
    assert run("search", "lease", "--collection", "no such").returncode == 1
    assert len(run("list", "--json").lines) == 2


def test_a_document_is_removed_by_its_number_or_its_file(run, write):
    path = write("a.txt", "alpha")
    (first, second) = run("add", path, write("b.txt", "beta"), "--json").lines
    assert run("remove", path).returncode == 0
    assert run("remove", second["id"], "--json").lines[0]["document"] == "b.txt"
    assert run("list").stdout == ""
    assert run("search", "alpha beta").stdout == ""
    assert run("remove", first["id"]).returncode == 1
    assert path.exists()


def test_a_changed_file_is_read_again_when_it_is_added_again(run, write):
    path = write("a.txt", "alpha")
    run("add", path)
    write("a.txt", "gamma and more")
    assert run("list", "--json").lines[0]["state"] == "changed"
    assert run("add", path, "--json").lines[0]["state"] == "ready"
    assert run("search", "gamma", "--json").lines[0]["document"] == "a.txt"
    assert run("search", "alpha").stdout == ""


@pytest.mark.skipif(package_folder("qwq_embedder") is None, reason="the set-up made no embedder")
def test_a_question_in_another_language_finds_by_meaning(run, write, home):
    (home / "qwq" / "settings.json").unlink()
    run("add", write("a.txt", "The car was repaired on Tuesday."), write("b.txt", "I like cheese."))
    (hit,) = run("search", "汽车什么时候修好的？", "--top", "1", "--json").lines
    assert (hit["document"], hit["words"]) == ("a.txt", 0.0)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_program_that_is_killed_while_it_indexes_leaves_an_index_that_is_right(
    command, run, write, home
):
    words = " ".join(f"word{n}" for n in range(3000))
    for number in range(40):
        write(f"{number:02}.txt", f"document number {number}.\n\n{words}")
    program, environment = command("add", home / "files", "--json")
    process = subprocess.Popen(program, env=environment, stdout=subprocess.PIPE)
    index = home / "qwq" / "documents.db"
    while process.poll() is None and not (index.exists() and _count(index) >= 3):
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    states = {line["state"] for line in run("list", "--json").lines}
    assert states <= {"waiting", "ready"}
    added = run("add", home / "files", "--json")
    assert [line["state"] for line in added.lines] == ["ready"] * 40
    with closing(DocumentIndex(index)) as opened:
        assert len(opened.fingerprints()) == 40
        assert opened.notices == ()
        for line in added.lines:
            assert opened.page_text(line["id"], 1).endswith("word2999")
    hits = run("search", "document number 7", "--top", "40", "--json").lines
    assert {hit["document"] for hit in hits} == {f"{number:02}.txt" for number in range(40)}


def _count(index):
    """How many documents are whole in an index that another process writes."""
    import sqlite3

    try:
        with closing(sqlite3.connect(f"file:{index}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.Error:
        return 0
