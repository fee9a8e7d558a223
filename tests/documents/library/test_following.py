"""Watched folders and collections: what comes, changes, moves and goes."""

import os
import shutil

import pytest

from qwq_desktop.documents.states import DocumentState


@pytest.fixture
def thesis(bench, library):
    """A collection that watches the folder of files."""
    bench.write("a.txt", "alpha words")
    made = bench.result(library.collections.create, "论文 Thesis")
    library.collections.watch(str(bench.files), made.id)
    bench.wait(lambda: bench.states() == {"a.txt": "ready"})
    return made


def members(library, collection):
    entries = (e for e in library.entries if collection.id in e.collection_ids)
    return {entry.document.name for entry in entries}


def test_a_watched_folder_brings_its_files_into_its_collection(bench, library, thesis):
    assert members(library, thesis) == {"a.txt"}
    bench.write("sub/b.txt", "beta words")
    bench.wait(lambda: bench.states().get("b.txt") == "ready")
    assert members(library, thesis) == {"a.txt", "b.txt"}


def test_a_change_in_a_watched_folder_is_read_by_itself(bench, library, thesis, older):
    path = bench.write("a.txt", "other things")
    older(path)
    library.refresh()
    bench.wait(lambda: "a.txt" in bench.found("things"))
    assert bench.found("alpha") == []


def test_a_file_that_is_renamed_stays_the_same_document(bench, library, thesis):
    (before,) = library.entries
    bench.parser.read.clear()
    (bench.files / "sub").mkdir()
    os.rename(bench.files / "a.txt", bench.files / "sub" / "新 name.txt")
    library.refresh()
    bench.wait(lambda: bench.states() == {"新 name.txt": "ready"})
    assert library.entries[0].document.id == before.document.id
    assert bench.parser.read == []
    assert bench.found("alpha") == ["新 name.txt"]


def test_a_file_that_is_deleted_is_missing_and_kept_until_removed(bench, library, thesis):
    (bench.files / "a.txt").unlink()
    library.refresh()
    bench.wait(lambda: bench.states() == {"a.txt": "missing"})
    library.remove([library.entries[0].document.id])
    bench.write("a.txt", "it is there again")
    library.refresh()
    bench.write("b.txt")
    library.refresh()
    bench.wait(lambda: bench.states() == {"b.txt": "ready"})


def test_a_folder_that_is_out_of_reach_takes_nothing_with_it(bench, library, thesis):
    shutil.move(bench.files, bench.home / "elsewhere")
    library.refresh()
    bench.wait(lambda: bench.states() == {"a.txt": "missing"})
    shutil.move(bench.home / "elsewhere", bench.files)
    library.refresh()
    bench.wait(lambda: bench.states() == {"a.txt": "ready"})


def test_changes_while_the_program_was_closed_are_followed(bench, library, thesis, older):
    bench.close()
    older(bench.write("a.txt", "gamma"))
    bench.write("b.txt", "delta")
    bench.open()
    bench.wait(lambda: bench.states() == {"a.txt": "ready", "b.txt": "ready"})
    bench.wait(lambda: bench.found("gamma") == ["a.txt"])


def test_a_folder_that_is_watched_no_more_keeps_its_documents(bench, library, thesis):
    (folder,) = library.collections.folders
    library.collections.unwatch(folder.id)
    bench.wait(lambda: not library.collections.folders)
    bench.write("b.txt")
    library.refresh()
    bench.add(bench.write("c.txt"))
    assert bench.states() == {"a.txt": "ready", "c.txt": "ready"}


def test_collections_are_renamed_filled_and_deleted(bench, library):
    (number,) = bench.add(bench.write("a.txt")).document_ids
    made = bench.result(library.collections.create, "One")
    library.collections.rename(made.id, "Two")
    library.collections.put_in(made.id, [number])
    bench.wait(lambda: members(library, made) == {"a.txt"})
    assert library.collections.named("Two").id == made.id
    library.collections.take_out(made.id, [number])
    bench.wait(lambda: members(library, made) == set())
    library.collections.delete(made.id)
    bench.wait(lambda: not library.collections.all)
    bench.again()
    assert bench.states() == {"a.txt": "ready"}
    assert bench.library.collections.all == []


def test_a_deleted_collection_comes_back_under_its_id_though_another_came(bench, library):
    (number,) = bench.add(bench.write("a.txt")).document_ids
    made = bench.result(library.collections.create, "One")
    library.collections.put_in(made.id, [number])
    library.collections.watch(str(bench.files), made.id)
    bench.wait(lambda: library.collections.folders)
    deleted = bench.result(library.collections.delete, made.id)
    other = bench.result(library.collections.create, "Two")
    library.collections.restore(deleted)
    bench.wait(lambda: len(library.collections.all) == 2)
    assert library.collections.all == [made, other]
    assert members(library, made) == {"a.txt"}
    assert [one.path for one in library.collections.folders] == [str(bench.files)]
    bench.again()
    assert bench.library.collections.all == [made, other]


def test_what_the_user_does_during_a_look_at_the_disk_is_not_undone(bench, library):
    bench.add(bench.write("a.txt"), bench.write("b.txt"))
    library.refresh()
    library.remove([library.entries[0].document.id])
    made = bench.result(library.collections.create, "Kept")
    library.refresh()
    bench.add(bench.write("c.txt"))
    assert bench.states() == {"b.txt": "ready", "c.txt": "ready"}
    assert library.collections.all == [made]


def test_documents_of_another_process_come_at_the_next_look(bench, library):
    bench.add(bench.write("a.txt"))
    came = []
    library.documents_added.connect(came.append)
    files = [(str(bench.write("b.txt", "beta")), "b.txt")]
    done = []
    bench.library._store.call(lambda documents: documents.add(files), done.append)
    bench.wait(lambda: done)
    library.refresh()
    bench.wait(lambda: bench.states() == {"a.txt": "ready", "b.txt": "ready"})
    assert came == [(done[0][0].id,)]
    assert library.entry(done[0][0].id).status.state is DocumentState.READY
