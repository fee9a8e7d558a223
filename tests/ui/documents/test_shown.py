"""Which documents are on show, and what can be switched on in a chat."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.choosing import Label
from qwq_desktop.documents.passages import Hit, Score
from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState, Status
from qwq_desktop.documents.text import Span
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.document_records import Collection, Document, WatchedFolder
from qwq_desktop.ui.documents.choices import (
    Choice,
    asked_entries,
    choices_of,
    toggled,
    with_documents,
)
from qwq_desktop.ui.documents.collection_bar import ALL, IN_NEED
from qwq_desktop.ui.documents.hits import (
    marks_of,
    name_rows,
    passage_rows,
    snippet_of,
    spans_of,
)
from qwq_desktop.ui.documents.shown import counts_of, entries_on_show, folder_states

CONTRACTS, THESIS = 7, 8


def entry(number, name="", state=DocumentState.READY, within=(), **document):
    row = Document(number, f"/{number}", name or f"{number}.pdf", float(number), **document)
    return Entry(row, Status(state, True), frozenset(within))


ENTRIES = [
    entry(1, "lease.pdf", within=[CONTRACTS]),
    entry(2, "draft.md", DocumentState.FAILED, within=[CONTRACTS, THESIS]),
    entry(3, "合同 contract.txt"),
]


def ids(entries):
    return [one.document.id for one in entries]


def test_the_last_that_came_stands_first():
    assert ids(entries_on_show(ENTRIES, ALL, ())) == [3, 2, 1]


def test_a_collection_shows_what_is_in_it_and_no_more():
    assert ids(entries_on_show(ENTRIES, CONTRACTS, ())) == [2, 1]
    assert ids(entries_on_show(ENTRIES, IN_NEED, ())) == [2]


def test_what_is_on_its_way_out_is_shown_nowhere():
    assert ids(entries_on_show(ENTRIES, ALL, {2})) == [3, 1]
    assert counts_of(ENTRIES, {2}) == {ALL: 2, CONTRACTS: 1, IN_NEED: 0}


def test_each_collection_knows_its_count():
    assert counts_of(ENTRIES, ()) == {ALL: 3, CONTRACTS: 2, THESIS: 1, IN_NEED: 1}


def test_a_watched_folder_says_whether_it_is_there_and_what_it_brought():
    folders = [WatchedFolder(1, CONTRACTS, "/here"), WatchedFolder(2, THESIS, "/gone")]
    brought = [entry(5, folder_id=1), entry(6, folder_id=1)]
    names = {CONTRACTS: "Contracts", THESIS: "Thesis"}
    states = folder_states(folders, brought, ALL, names, {"/gone"})
    assert [(one.collection, one.is_there, one.count) for one in states] == [
        ("Contracts", True, 2),
        ("Thesis", False, 0),
    ]
    assert len(folder_states(folders, brought, THESIS, names, ())) == 1


def test_what_was_asked_last_is_offered_first_after_what_is_on():
    entries = [entry(1), entry(2, asked_at=90.0), entry(3)]
    sources = ChatSources(frozenset({1}))
    assert [one.id for one in choices_of([], entries, sources)] == [1, 2, 3]


def test_what_could_not_be_read_is_offered_only_where_it_was_chosen():
    lost = replace(entry(5, "lost.pdf"), status=Status(DocumentState.FAILED, False))
    assert choices_of([], [lost], ChatSources()) == []
    (chosen,) = choices_of([], [lost], ChatSources(frozenset({5})))
    assert chosen.is_on
    (still_found,) = choices_of([], [ENTRIES[1]], ChatSources())
    assert still_found.name == "draft.md"


def test_words_find_collections_and_documents():
    groups = [Collection(CONTRACTS, "Contracts", 0), Collection(THESIS, "Thesis", 0)]
    found = choices_of(groups, ENTRIES, ChatSources(), "CONTRACT")
    assert [(one.name, one.count) for one in found] == [("Contracts", 2), ("合同 contract.txt", 0)]


def test_switching_twice_changes_nothing():
    sources = ChatSources(frozenset({1}), frozenset({THESIS}))
    for choice in (Choice(1, "a"), Choice(2, "b"), Choice(THESIS, "c", is_collection=True)):
        assert toggled(toggled(sources, choice), choice) == sources
        assert toggled(sources, choice) != sources


def test_a_document_that_is_on_twice_is_asked_once():
    sources = with_documents(ChatSources(collection_ids=frozenset({CONTRACTS})), [1, 3])
    assert ids(asked_entries(ENTRIES, sources)) == [1, 2, 3]


def test_names_are_found_with_all_of_the_words():
    rows = name_rows(ENTRIES, "合同 CONTRACT")
    assert [row.document_id for row in rows] == [3]
    assert [rows[0].name[a:b] for a, b in rows[0].marks] == ["合同", "contract"]
    assert name_rows(ENTRIES, "lease 合同") == []
    assert name_rows(ENTRIES, "  ") == []


def test_a_passage_says_its_place_and_shows_the_words_around():
    text = "word " * 100 + "the parking space\nno. 12 is let separately"
    hit = Hit(1, 1, Span(7, 0, len(text)), text, "Lease › Parking", Score(1.0))
    label = Label("lease.pdf", True, {})
    (row,) = passage_rows([hit], "Parking", lambda _id: label)
    assert row.place == "page 7 · Lease › Parking"
    assert row.snippet.startswith("…")
    assert [row.snippet[a:b] for a, b in row.marks] == ["parking"]
    assert passage_rows([hit], "parking", lambda _id: None) == []


def test_a_sheet_has_its_own_name():
    hit = Hit(1, 1, Span(2, 0, 4), "text", "", Score(1.0))
    (row,) = passage_rows([hit], "x", lambda _id: Label("a.xlsx", True, {2: "Umsatz"}))
    assert row.place == "Umsatz"


@given(st.text(max_size=600), st.text(max_size=20))
def test_marks_lie_in_the_text_and_never_overlap(text, question):
    snippet = snippet_of(text, question)
    end = 0
    for start, stop in marks_of(snippet, question):
        assert end <= start < stop <= len(snippet)
        end = stop
    assert "\n" not in snippet


def test_the_words_are_marked_in_the_document_and_all_of_it_where_none_stands():
    text = "The parking space is let separately"
    hit = Hit(1, 1, Span(7, 100, 100 + len(text)), text, "", Score(1.0))
    assert spans_of(hit, "is the parking") == (Span(7, 104, 111),)
    assert spans_of(hit, "garage") == (hit.span,)


def test_short_words_count_only_where_there_is_nothing_else():
    assert marks_of("to be or not", "be or") == ((3, 5), (6, 8))
    assert marks_of("is the parking there", "is parking") == ((7, 14),)


def test_han_text_is_found_by_its_neighbours():
    assert marks_of("车位的租金按月支付", "停车位租金") == ((0, 2), (3, 5))
