"""The numbers of passages along a chat, and a prompt of which nothing above a question changes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.history import build_messages
from qwq_desktop.chat.numbering import (
    all_on,
    in_view,
    next_number,
    passage_of,
    record_of,
    renumbered,
)
from qwq_desktop.chat.sourcing import unambiguous
from qwq_desktop.documents.passages import Passage, Score
from qwq_desktop.documents.text import Span
from qwq_desktop.storage.records import ContextCut, DocumentUse, Message, Role, TurnRecord

PAGE = "".join(f"Sentence {i} says that. " for i in range(40))
SCORES = st.builds(Score, st.floats(0, 1))


def passage(number, start, end, document_id=1, page=1, **values):
    span = Span(page, start, end)
    return Passage(number, document_id, f"{document_id}.pdf", span, PAGE[start:end], **values)


@st.composite
def found(draw):
    """What a search finds: stretches of pages, numbered from 1."""
    places = draw(
        st.lists(
            st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(0, 300)),
            max_size=5,
            unique_by=lambda place: place[:2],
        )
    )
    lengths = draw(st.lists(st.integers(1, 300), min_size=5, max_size=5))
    return tuple(
        passage(number, start, start + length, document, page, score=draw(SCORES))
        for number, ((document, page, start), length) in enumerate(
            zip(places, lengths, strict=False), 1
        )
    )


def asked(path, passages, text="q", documents=DocumentUse.ASKED):
    known = in_view(path, None)
    records = tuple(map(record_of, renumbered(passages, known, next_number(path))))
    number = len(path) + 1
    turn = TurnRecord(documents=documents)
    return (
        *path,
        Message(number, 1, number - 1 or None, Role.USER, text, turn=turn, passages=records),
        Message(number + 1, 1, number, Role.ASSISTANT, "a"),
    )


@given(st.lists(found(), min_size=1, max_size=5))
def test_nothing_above_a_new_question_changes_and_no_words_are_shown_twice(searches):
    path, before = (), ()
    for passages in searches:
        path = asked(path, passages)
        messages = build_messages(path)
        assert messages[: len(before)] == before
        before = messages
    shown = [one for message in path for one in message.passages]
    meant = {(one.number, one.document_id, one.page, one.start, one.text) for one in shown}
    assert len(meant) == len({one.number for one in shown})
    new = {record.number: record for record in shown}.values()
    for one in new:
        for other in new:
            same = (one.document_id, one.page) == (other.document_id, other.page)
            if same and one.number != other.number:
                assert one.end <= other.start or other.end <= one.start


@given(found(), found())
def test_all_that_was_found_is_in_the_view_afterwards(first, second):
    path = asked(asked((), first), second)
    for one in (*first, *second):
        words = set(range(one.span.start, one.span.end))
        for held in all_on(path):
            if (held.document_id, held.span.page) == (one.document_id, one.span.page):
                words -= set(range(held.span.start, held.span.end))
        assert not "".join(PAGE[place] for place in words).strip()


@given(found())
def test_a_record_is_the_passage(passages):
    assert tuple(passage_of(record_of(one)) for one in passages) == passages


def test_a_passage_that_left_the_view_is_shown_again():
    path = asked(asked((), (passage(1, 0, 100),), "old"), (passage(1, 0, 100),), "new")
    old, _, new, _ = build_messages(path)
    assert PAGE[:100].strip() in old.content
    assert PAGE[:100].strip() not in new.content
    new, _ = build_messages(path, "", ContextCut(3))
    assert f"[1] 1.pdf\n{PAGE[:100].strip()}" in new.content


def test_a_changed_document_is_shown_under_another_number():
    path = asked((), (passage(1, 0, 100),))
    changed = replace(passage(1, 0, 100), text="X" * 100)
    (_, _, question, _) = asked(path, (changed,))
    assert [one.number for one in question.passages] == [2]


def test_the_text_of_a_summary_is_not_in_the_prompt_and_its_numbers_are_taken():
    path = asked((), (passage(1, 0, 100), passage(2, 100, 200)), "sum", DocumentUse.SUMMARISED)
    assert [message.content for message in build_messages(path)] == ["sum", "a"]
    path = asked(path, (passage(1, 0, 100),))
    assert [one.number for one in path[2].passages] == [3]


def test_edited_passages_get_numbers_that_mean_nothing_else():
    path = asked((), (passage(1, 0, 100),))
    edited = replace(passage(1, 0, 100), text="mine")
    fresh = passage(0, 200, 300)
    numbers = [one.number for one in unambiguous([passage(1, 0, 100), edited, fresh], path)]
    assert numbers == [1, 2, 3]
    assert [one.number for one in unambiguous([edited], ())] == [1]
