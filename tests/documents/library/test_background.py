"""Vectors in the background: after the words, giving way, the most wanted first."""

import pytest

from qwq_desktop.storage.chat_sources import ChatSources


@pytest.fixture
def embedder(bench, topics):
    bench.embedder = topics(("car", "vehicle", "汽车"), ("house", "home"))
    return bench.embedder


def test_a_question_finds_by_meaning_once_there_are_vectors(bench, embedder):
    library = bench.open()
    bench.add(bench.write("a.txt", "My vehicle is red."), bench.write("b.txt", "The home is old."))
    assert (library.progress.vectors_done, library.progress.vectors_total) == (2, 2)
    assert bench.found("汽车")[0] == "a.txt"


def test_words_are_found_while_the_embedder_is_slow(bench, embedder):
    embedder.may_embed.clear()
    library = bench.open()
    library.add([bench.write("a.txt", "My vehicle is red.")])
    bench.wait(embedder.has_begun.is_set)
    bench.embedder.may_embed.set()
    assert bench.found("red") == ["a.txt"]


def test_an_embedder_that_fails_leaves_the_words(bench, embedder):
    embedder.fails = True
    bench.open()
    bench.library.add([bench.write("a.txt", "My vehicle is red.")])
    bench.wait(lambda: bench.notices)
    assert [notice.code for notice in bench.notices] == ["engine_died"]
    assert bench.found("red") == ["a.txt"]
    assert bench.found("汽车") == []


def test_vectors_rest_while_a_model_answers(bench, embedder):
    library = bench.open()
    library.set_busy(True)
    library.add([bench.write("a.txt", "My vehicle is red.")])
    bench.wait(lambda: bench.states() == {"a.txt": "ready"})
    assert library.is_busy
    assert embedder.embedded == []
    library.set_busy(False)
    bench.settle()
    assert len(embedder.embedded) == 1


def test_what_is_being_embedded_is_given_up_when_a_model_answers(bench, embedder):
    embedder.may_embed.clear()
    library = bench.open()
    library.add([bench.write("a.txt", "My vehicle is red.")])
    bench.wait(embedder.has_begun.is_set)
    library.set_busy(True)
    embedder.has_begun.clear()
    library.set_busy(False)
    bench.wait(embedder.has_begun.is_set)  # begun anew
    embedder.may_embed.set()
    bench.settle()
    assert len(embedder.embedded) == 1


def test_what_was_asked_last_gets_its_vectors_first(bench, embedder):
    library = bench.open()
    library.set_busy(True)
    ids = [bench_add(bench, f"{n}.txt", f"document number{n} of a house") for n in range(5)]
    scope = ChatSources(document_ids=frozenset([ids[1]]))
    bench.result(library.asking.passages_for, "anything", 1000, scope=scope)
    bench.wait(lambda: library.entry(ids[1]).document.asked_at > 0)
    library.set_busy(False)
    bench.settle()
    order = [next(n for n in range(5) if f"number{n}" in text) for text in embedder.embedded]
    assert order == [1, 4, 3, 2, 0]


def bench_add(bench, name, text):
    came = bench.result(bench.library.add, [bench.write(name, text)])
    bench.wait(lambda: bench.states()[name] == "ready")
    return came.document_ids[0]


def test_another_embedder_makes_all_vectors_anew(bench, embedder, topics):
    library = bench.open()
    bench.add(bench.write("a.txt", "My vehicle is red."))
    other = topics(("red", "rouge"), name="other")
    library.use_embedder(lambda: other)
    bench.wait(lambda: len(other.embedded) == 1)
    bench.settle()
    assert embedder.is_closed
    bench.wait(lambda: bench.opened[-1].progress(embedder.name).done == 0)
    assert bench.found("rouge") == ["a.txt"]


def test_vectors_that_are_there_are_not_made_again(bench, embedder):
    bench.open()
    bench.add(bench.write("a.txt", "My vehicle is red."))
    embedder.embedded.clear()
    bench.again()
    bench.settle()
    assert embedder.embedded == []


def test_a_library_can_be_closed_in_the_middle_of_everything(bench, embedder):
    embedder.may_embed.clear()
    library = bench.open()
    library.add([bench.write("a.txt", "My vehicle is red.")])
    bench.wait(embedder.has_begun.is_set)
    bench.parser.may_read.clear()
    bench.parser.has_begun.clear()
    library.add([bench.write("b.txt", "My home is blue.")])
    bench.wait(bench.parser.has_begun.is_set)
    bench.close()
    assert bench.parser.is_closed
    assert embedder.is_closed
    bench.parser.may_read.set()
    embedder.may_embed.set()
    embedder.is_closed = False
    bench.open()
    bench.settle()
    assert bench.states() == {"a.txt": "ready", "b.txt": "ready"}


def test_an_embedder_is_made_ready_for_a_question(bench, embedder):
    asked = []
    embedder.query = asked.append
    bench.open().asking.prepare()
    bench.wait(lambda: asked)
