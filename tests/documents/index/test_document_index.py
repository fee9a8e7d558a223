"""The index: what is put comes back exactly, is found by its words and meaning, and goes whole."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.index.records import Fingerprint, Progress
from qwq_desktop.documents.passages import Hit, Score
from qwq_desktop.documents.text import Span
from qwq_desktop.platform.notice import Notice
from tests.documents.index.conftest import FINGERPRINT, Meanings, document
from tests.documents.test_chunking import documents

LONG = "The tenant pays the rent on the third working day of each month. " * 24


def found(index, question, **options):
    return [hit.document_id for hit in index.search(question, **options)]


@given(read=documents())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=25,
)
def test_pages_and_chunks_come_back_as_they_were(index, read):
    index.put(1, FINGERPRINT, read)
    pages = read.pages()
    assert {page: index.page_text(1, page) for page in pages} == pages
    for chunk in index.chunks(1):
        assert pages[chunk.span.page][chunk.span.start : chunk.span.end] == chunk.text
    index.drop([1])
    assert words_in(index) == 0
    assert index._connection.execute("SELECT count(*) FROM pages").fetchone() == (0,)


def test_half_characters_do_not_break_the_index(index):
    index.put(
        1, FINGERPRINT, document("broken \ud800 text", title="\udfff", page_names={1: "\ud800"})
    )
    assert index.page_text(1, 1) == "broken \ufffd text"


def test_what_was_read_of_a_document_is_known(index):
    read = document("One", "Two", title="Title", page_names={2: "Sheet 2"})
    read = read.__class__(**{**vars(read), "findings": (Notice("scanned", {"pages": [3]}),)})
    index.put(7, FINGERPRINT, read)
    known = index.document(7)
    assert (known.fingerprint, known.title, known.page_count) == (FINGERPRINT, "Title", 2)
    assert (known.page_names, known.findings) == ({2: "Sheet 2"}, read.findings)
    assert known.chunk_count == 2
    assert index.document(8) is None
    assert index.page_text(7, 3) is None
    assert index.fingerprints() == {7: FINGERPRINT}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When are rents payable?", "The tenant pays the rent monthly."),
        ("CAFÉ", "a cafe in town"),
        ("cafe", "the Cafe\u0301 in town"),
        ("租金", "承租人应当按照约定的期限支付租金。"),
        ("租", "承租人应当按照约定的期限支付租金。"),
        ("什么时候支付租金", "承租人應當按照約定的期限支付租金。"),
        ("國際電話", "拨打国际电话"),
        ("ｆｕｌｌ", "full width"),
        ("who is the", "the who is"),
        ("ทดสอบ", "ข้อความทดสอบ"),
        ('AND "OR" NOT ( * ^', "and or not"),
    ],
)
def test_a_question_finds_its_text(index, question, text):
    index.put(1, FINGERPRINT, document("Something else altogether 另外一些事"))
    index.put(2, FINGERPRINT, document(text))
    assert found(index, question)[:1] == [2]


@pytest.mark.parametrize("question", ["", "   ", "?!", "zebra", "斑马"])
def test_a_question_without_known_words_finds_nothing(index, question):
    index.put(1, FINGERPRINT, document("The tenant pays the rent monthly."))
    assert index.search(question) == []


def test_words_of_title_and_headings_count_more(index):
    index.put(1, FINGERPRINT, document("# Termination\n\nA notice in writing ends it."))
    index.put(2, FINGERPRINT, document("# Rent\n\nIt is due monthly until termination."))
    index.put(3, FINGERPRINT, document("Nothing.", title="Notes on termination"))
    hits = index.search("termination")
    assert hits[-1].document_id == 2
    assert hits[-1].heading == "Rent"


def test_a_hit_tells_its_place_and_its_neighbours(index):
    index.put(1, FINGERPRINT, document(LONG, "The deposit is two rents.", LONG))
    hit = index.search("deposit")[0]
    assert hit.span == Span(2, 0, 25)
    assert hit.score == Score(1.0, 1.0)
    before, after = index.neighbours(hit)
    assert (before.span.page, after.span.page) == (1, 3)
    assert index.neighbours(Hit(999, 1, hit.span, "", "", hit.score)) == []


def test_words_found_everywhere_are_left_out_in_a_big_index_only(index, monkeypatch):
    for number in range(60):
        index.put(
            number, FINGERPRINT, document(f"common words of town{number} and port{number % 9}")
        )
    assert len(index.search("common town7", top=99)) == 60
    monkeypatch.setattr("qwq_desktop.documents.index.word_search.BIG", 50)
    assert found(index, "common words of town7, town8", top=99) == [7, 8]
    assert len(index.search("common words", top=99)) == 60
    monkeypatch.setattr("qwq_desktop.documents.index.word_search.MOST_READ", 3)
    assert found(index, "town7 town8 town9 town10", top=99) == [7, 8, 9]
    index.drop(range(40))
    assert len(index.search("common town50", top=99)) == 20


def test_a_search_keeps_to_the_documents_it_is_given(index):
    for number in range(1, 40):
        index.put(number, FINGERPRINT, document(f"The harbour of town {number}."))
    assert sorted(found(index, "harbour", document_ids=[3, 17, 38, 99])) == [3, 17, 38]
    assert index.search("harbour", document_ids=[]) == []
    assert index.search("harbour", document_ids=[99]) == []
    embedder = Meanings(["harbour"])
    assert sorted(found(index, "port harbour", document_ids={5}, embedder=embedder)) == [5]


def test_a_document_put_again_is_found_by_its_new_words_only(index):
    index.put(1, FINGERPRINT, document("The old lighthouse."))
    index.put(1, Fingerprint(2, 3), document("The new harbour."))
    assert found(index, "lighthouse") == []
    assert found(index, "harbour") == [1]
    assert index.fingerprints() == {1: Fingerprint(2, 3)}


def test_meaning_finds_what_words_do_not(index):
    embedder = Meanings(["boat", "ship"], ["rent", "lease"])
    index.put(1, FINGERPRINT, document("A ship at sea."))
    index.put(2, FINGERPRINT, document("The lease of a house."))
    embed_all(index, embedder)
    assert found(index, "boat", embedder=embedder)[0] == 1
    assert found(index, "rent", embedder=embedder)[0] == 2


def test_the_best_by_words_get_their_vectors_at_the_query(index):
    embedder = Meanings(["boat"])
    for number in range(30):
        index.put(number, FINGERPRINT, document(f"boat number {number}"))
    index.search("boat", embedder=embedder)
    assert len(embedder.embedded) == 20
    assert index.progress(embedder.name) == Progress(20, 30)
    index.search("boat", embedder=embedder, stopped=lambda: True)
    assert len(embedder.embedded) == 20


def test_words_remain_when_the_embedder_fails(index):
    embedder = Meanings(["boat"])
    embedder.fails = True
    index.put(1, FINGERPRINT, document("A boat."))
    assert found(index, "boat", embedder=embedder) == [1]


def test_vectors_are_wanted_for_chosen_documents_first_then_for_the_newest(index):
    for number in (1, 2, 3):
        index.put(number, FINGERPRINT, document(f"text {number}", title="T"))
    wanted = [one.text for one in index.unembedded("e", 10, first=[2, 9])]
    assert wanted == ["T\ntext 2", "T\ntext 3", "T\ntext 1"]
    assert [one.text for one in index.unembedded("e", 2, first=[1])] == ["T\ntext 1", "T\ntext 3"]


def test_unchanged_chunks_keep_their_vectors(index):
    embedder = Meanings(["boat"], ["lease"])
    index.put(1, FINGERPRINT, document(LONG, "A boat.", title="T"))
    embed_all(index, embedder)
    index.put(1, Fingerprint(2, 2), document("A lease.", "A boat.", title="T"))
    assert [one.text for one in index.unembedded("meanings", 9)] == ["T\nA lease."]
    assert index.search("boat", embedder=embedder)[0].span.page == 2
    index.put(1, Fingerprint(2, 3), document("A lease.", "A boat.", title="Other"))
    assert len(index.unembedded("meanings", 9)) == 2


def test_vectors_of_chunks_that_are_gone_are_passed_over(index):
    index.put(1, FINGERPRINT, document("A boat."))
    (wanted,) = index.unembedded("e", 9)
    index.drop([1])
    index.put(2, FINGERPRINT, document("A lease."))
    index.put_vectors("e", {wanted.chunk_id: np.ones(3, np.float32)})
    assert index.progress("e") == Progress(0, 1)


def test_memory_follows_the_tables(index, index_file):
    embedder = Meanings(["boat"], ["lease"], ["rent"])
    for number in range(400):
        index.put(
            number, FINGERPRINT, document(f"{['boat', 'lease', 'rent'][number % 3]} {number}")
        )
    index.search("boat", embedder=embedder)
    embed_all(index, embedder)
    index.drop(range(0, 400, 2))
    index.put(7, FINGERPRINT, document("boat again"))
    embed_all(index, embedder)
    here = index.search("lease", embedder=embedder, top=60)
    reopened = DocumentIndex(index_file)
    reopened.warm(embedder)
    assert reopened.search("lease", embedder=embedder, top=60) == here
    reopened.close()
    assert {hit.document_id % 2 for hit in here} == {1}


def test_each_embedder_has_vectors_of_its_own(index):
    index.put(1, FINGERPRINT, document("A boat."))
    small, big = Meanings(["boat"], name="small"), Meanings(["boat"], ["x"], name="big")
    embed_all(index, small)
    assert index.progress("big") == Progress(0, 1)
    embed_all(index, big)
    assert found(index, "boat", embedder=small) == found(index, "boat", embedder=big) == [1]
    index.keep_only("big")
    assert (index.progress("small").done, index.progress("big").done) == (0, 1)


def embed_all(index, embedder):
    while wanted := index.unembedded(embedder.name, 50):
        made = embedder.passages([one.text for one in wanted])
        index.put_vectors(embedder.name, {w.chunk_id: v for w, v in zip(wanted, made, strict=True)})


def words_in(index):
    """How many words the index has of anything."""
    connection = index._connection
    connection.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab (main, chunk_words, 'row')")
    count = connection.execute("SELECT count(*) FROM known").fetchone()[0]
    connection.execute("DROP TABLE known")
    return count
