"""Documents brought, read, found, changed and removed; with a real index and a real database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.documents import DocumentRepository


def codes(notices):
    return [notice.code for notice in notices]


def test_a_file_is_found_by_its_words(bench, library):
    added = bench.add(bench.write("租约 lease.txt", "The lease ends in May.\fSecond page"))
    (entry,) = library.entries
    assert added.document_ids == (entry.document.id,)
    assert (entry.status.state, entry.status.pages) == (DocumentState.READY, 2)
    assert entry.is_paged
    (hit,) = bench.result(library.asking.search, "May")
    assert (hit.document_id, hit.span.page) == (entry.document.id, 1)


def test_a_folder_brings_what_can_be_read_and_tells_the_rest(bench, library):
    bench.write("a.txt"), bench.write("sub/b.md"), bench.write("c.png")
    added = bench.add(bench.files)
    assert bench.states() == {"a.txt": "ready", "b.md": "ready"}
    assert codes(added.refused) == ["documents_other_files"]


def test_each_faulty_file_costs_its_own_reason_and_no_other_file(bench, library):
    bench.write("a.txt", "BROKEN"), bench.write("b.txt", "EMPTY"), bench.write("c.txt", "fine")
    added = bench.add(bench.files, bench.files / "no.txt")
    assert bench.states() == {"a.txt": "failed", "b.txt": "failed", "c.txt": "ready"}
    troubles = [entry.status.trouble.code for entry in library.entries[:2]]
    assert troubles == ["document_damaged", "document_empty"]
    assert codes(added.refused) == ["document_missing"]


def test_a_finding_stays_with_a_document_that_is_ready(bench, library):
    bench.add(bench.write("a.txt", "BLURRED words"))
    assert library.entries[0].status.has_findings
    bench.again()
    assert bench.library.entries[0].status.has_findings


def test_what_did_not_change_is_not_read_again(bench, library):
    for n in range(20):
        bench.write(f"{n}.txt", f"words {n}")
    bench.write("bad.txt", "BROKEN")
    bench.add(bench.files)
    bench.parser.read.clear()
    bench.again()
    bench.settle()
    assert bench.parser.read == []
    assert list(bench.states().values()).count("ready") == 20
    assert bench.states()["bad.txt"] == "failed"


def test_a_file_that_failed_is_read_again_when_it_is_brought_again(bench, library):
    path = bench.write("a.txt", "BROKEN")
    bench.add(path)
    path.write_text("mended words", encoding="utf-8")
    bench.add(path)
    assert bench.states() == {"a.txt": "ready"}
    assert bench.found("mended") == ["a.txt"]


def test_a_password_is_asked_for_and_kept_in_memory_only(bench, library):
    bench.add(bench.write("a.txt", "LOCKED secret words"))
    (entry,) = library.entries
    assert entry.status.state is DocumentState.NEEDS_PASSWORD
    library.set_password(entry.document.id, "wrong")
    bench.settle()
    assert library.entries[0].status.trouble.code == "document_password_wrong"
    library.set_password(entry.document.id, "sesame")
    bench.settle()
    assert bench.states() == {"a.txt": "ready"}
    assert library.password(entry.document.id) == "sesame"
    bench.close()
    kept = b"".join(path.read_bytes() for path in bench.home.iterdir() if path.is_file())
    assert b"sesame" not in kept


def test_a_changed_file_is_told_and_read_again_by_wish(bench, library, older):
    path = bench.write("a.txt", "first words")
    bench.add(path)
    path.write_text("second words", encoding="utf-8")
    older(path)
    bench.again()
    assert bench.states() == {"a.txt": "changed"}
    assert bench.found("first") == ["a.txt"]
    bench.library.read_again([bench.library.entries[0].document.id])
    bench.settle()
    assert bench.states() == {"a.txt": "ready"}
    assert bench.found("second") == ["a.txt"]
    assert bench.found("first") == []


def test_a_file_that_vanished_is_said_so_and_still_found(bench, library):
    path = bench.write("a.txt", "the words")
    bench.add(path)
    path.unlink()
    bench.again()
    assert bench.states() == {"a.txt": "missing"}
    assert bench.found("words") == ["a.txt"]
    path.write_text("BROKEN", encoding="utf-8")
    bench.library.refresh()
    bench.wait(lambda: bench.states() == {"a.txt": "changed"})


def test_a_file_that_vanishes_before_its_turn_is_missing(bench, library):
    bench.parser.may_read.clear()
    first, second = bench.write("a.txt"), bench.write("b.txt")
    library.add([first, second])
    bench.wait(bench.parser.has_begun.is_set)
    second.unlink()
    bench.parser.may_read.set()
    bench.settle()
    assert bench.states() == {"a.txt": "ready", "b.txt": "missing"}


def test_a_removed_document_leaves_nothing_but_its_file(bench, library):
    path = bench.write("a.txt", "unmistakable")
    bench.add(path, bench.write("b.txt", "other"))
    library.remove([library.entries[0].document.id])
    assert bench.found("unmistakable") == []
    assert bench.states() == {"b.txt": "ready"}
    bench.again()
    assert bench.states() == {"b.txt": "ready"}
    assert path.exists()


def test_a_document_that_is_removed_while_it_is_read_does_not_come_back(bench, library):
    bench.parser.may_read.clear()
    library.add([bench.write("a.txt", "unmistakable")])
    bench.wait(bench.parser.has_begun.is_set)
    library.remove([library.entries[0].document.id])
    bench.parser.may_read.set()
    bench.settle()
    bench.add(bench.write("b.txt", "other"))
    assert bench.states() == {"b.txt": "ready"}
    assert bench.found("unmistakable") == []


def test_a_pasted_text_is_a_document_and_goes_with_it(bench, library):
    came = bench.result(library.add_text, "# Minutes / 会议\n\nWe agreed on Tuesday.")
    bench.settle()
    entry = library.entry(came.document_ids[0])
    assert entry.document.name == "Minutes 会议.md"
    assert bench.found("Tuesday") == ["Minutes 会议.md"]
    kept = bench.home / "documents" / entry.document.name
    assert kept.exists()
    library.remove(came.document_ids)
    bench.wait(lambda: not kept.exists())


def test_pausing_stops_the_file_that_is_read_and_going_on_reads_it(bench, library):
    bench.parser.may_read.clear()
    library.add([bench.write("a.txt"), bench.write("b.txt")])
    bench.wait(bench.parser.has_begun.is_set)
    assert bench.inhibitor.is_held
    library.pause()
    assert set(bench.states().values()) == {"waiting"}
    assert library.is_busy
    assert not bench.inhibitor.is_held
    bench.parser.may_read.set()
    library.resume()
    bench.settle()
    assert set(bench.states().values()) == {"ready"}
    assert not bench.inhibitor.is_held


class FullDisk(DocumentIndex):
    """An index on a disk that is full until someone makes room."""

    is_full = True

    def put(self, document_id, fingerprint, document):
        if FullDisk.is_full:
            raise QwQError("disk_full", path="/")
        super().put(document_id, fingerprint, document)


def test_a_full_disk_pauses_the_reading_and_costs_no_document(bench):
    bench.index_class = FullDisk
    FullDisk.is_full = True
    library = bench.open()
    library.add([bench.write("a.txt"), bench.write("b.txt")])
    bench.wait(lambda: library.is_paused)
    assert codes(bench.notices) == ["disk_full"]
    assert set(bench.states().values()) == {"waiting"}
    FullDisk.is_full = False
    library.resume()
    bench.settle()
    assert set(bench.states().values()) == {"ready"}


def damage(file):
    file.write_bytes(b"no database" * 1000)
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def make_newer(file):
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 99")


@pytest.mark.log_errors_expected("is damaged")
@pytest.mark.parametrize("happen", [damage, make_newer, Path.unlink])
def test_an_index_that_cannot_be_used_is_made_from_the_files_again(bench, library, happen):
    bench.add(bench.write("a.txt", "the lease"))
    bench.close()
    happen(bench.home / "documents.db")
    bench.open()
    bench.settle()
    assert codes(bench.notices) == ([] if happen is Path.unlink else ["index_renewed"])
    assert bench.states() == {"a.txt": "ready"}
    assert bench.found("lease") == ["a.txt"]


def test_an_index_that_breaks_while_it_is_used_is_made_again_too(bench, library):
    bench.add(bench.write("a.txt", "the lease"))

    class Breaks(DocumentIndex):
        broken = True

        def put(self, document_id, fingerprint, document):
            if Breaks.broken:
                Breaks.broken = False
                raise QwQError("index_damaged", path="x")
            super().put(document_id, fingerprint, document)

    bench.close()
    bench.index_class = Breaks
    bench.open()
    bench.add(bench.write("b.txt", "the rent"))
    bench.settle()
    assert codes(bench.notices) == ["index_renewed"]
    assert bench.states() == {"a.txt": "ready", "b.txt": "ready"}
    assert sorted(bench.found("lease rent")) == ["a.txt", "b.txt"]


def test_texts_of_documents_that_are_gone_leave_the_index(bench, library):
    bench.add(bench.write("a.txt", "orphan"), bench.write("b.txt", "child"))
    bench.close()
    with sqlite3.connect(bench.home / "chats.db") as database:
        database.execute("DELETE FROM documents WHERE name = 'a.txt'")
    bench.open()
    bench.settle()
    assert bench.found("orphan") == []
    assert len(bench.opened[-1].fingerprints()) == 1


def test_passages_are_the_whole_text_where_it_fits_else_the_best(bench, library):
    filler = "\n\n".join(f"Paragraph {n} tells of nothing at all. " * 12 for n in range(40))
    bench.add(bench.write("a.txt", f"{filler}\n\nThe lease ends in May.\n\n{filler}"))
    ask = library.asking.passages_for
    whole = bench.result(ask, "when does the lease end?", 1_000_000)
    assert "".join(p.text for p in whole).count("Paragraph 39 tells") == 24
    assert [p.number for p in whole] == list(range(1, len(whole) + 1))
    best = bench.result(ask, "when does the lease end?", 900)
    assert any("ends in May" in p.text for p in best)
    assert 0 < len(best) < len(whole)
    assert best[0].name == "a.txt"
    assert best[0].page_name == "first"


def test_a_scope_holds_only_its_documents_and_collections(bench, library):
    thesis = bench.result(library.collections.create, "Thesis")
    bench.add(bench.write("a.txt", "alpha lease"), collection_id=thesis.id)
    (other,) = bench.add(bench.write("b.txt", "beta lease")).document_ids
    of_thesis = ChatSources(collection_ids=frozenset([thesis.id]))
    of_other = ChatSources(document_ids=frozenset([other]))
    assert bench.found("lease", scope=of_thesis) == ["a.txt"]
    assert bench.found("lease", scope=of_other) == ["b.txt"]
    assert bench.found("lease", scope=ChatSources()) == []
    assert sorted(bench.found("lease")) == ["a.txt", "b.txt"]
    assert bench.result(library.asking.passages_for, "lease", 500, scope=ChatSources()) == ()


def test_a_source_is_the_same_or_changed_or_missing(bench, library, older):
    path = bench.write("a.txt")
    (number,) = bench.add(path).document_ids
    check = library.asking.check_source
    assert bench.result(check, number) == "same"
    older(path)
    assert bench.result(check, number) == "changed"
    path.unlink()
    assert bench.result(check, number) == "missing"
    assert bench.result(check, 999) == "missing"


def test_a_page_is_read_as_it_was(bench, library):
    (number,) = bench.add(bench.write("a.txt", "one\ftwo")).document_ids
    assert bench.result(library.asking.page_text, number, 2) == "two"
    assert bench.result(library.asking.page_text, number, 3) is None


def test_nothing_is_opened_before_it_is_needed(bench):
    library = bench.open(start=False)
    assert not (bench.home / "chats.db").exists()
    library.start()
    bench.wait(lambda: library.is_loaded)
    assert bench.opened == []
    assert bench.found("words") == []
    assert bench.opened == []


def test_a_disk_that_is_full_for_the_database_pauses_and_is_told_once(bench, library, monkeypatch):
    def full(*_):
        raise QwQError("disk_full", path="/")

    with monkeypatch.context() as patched:
        patched.setattr(DocumentRepository, "save_reading", full)
        library.add([bench.write(f"{n}.txt", "words") for n in range(5)])
        bench.wait(lambda: library.is_paused)
        assert codes(bench.notices) == ["disk_full"]
    library.resume()
    bench.settle()
    bench.again()
    bench.settle()
    assert set(bench.states().values()) == {"ready"}


def test_how_far_a_file_is_read_is_told_and_forgotten_when_it_is_read(bench, library):
    bench.parser.page_told = (120, 900)
    bench.parser.may_read.clear()
    library.add([bench.write("a.txt")])
    bench.wait(lambda: library.entries and library.entries[0].status.page)
    status = library.entries[0].status
    assert (str(status.state), status.page, status.pages) == ("reading", 120, 900)
    bench.parser.may_read.set()
    bench.settle()
    assert library.entries[0].status.page == 0


def test_a_file_that_waits_again_has_no_page(bench, library):
    bench.parser.page_told = (120, 900)
    bench.parser.may_read.clear()
    library.add([bench.write("a.txt")])
    bench.wait(lambda: library.entries and library.entries[0].status.page)
    library.pause()
    status = library.entries[0].status
    assert (str(status.state), status.page, status.pages) == ("waiting", 0, 0)
