"""The program's own JSON: what goes out comes back, and nothing else does harm."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.own_json import to_own_json
from qwq_desktop.chat.importing.own import is_own, read_own
from qwq_desktop.storage.records import (
    Attachment,
    ChatSummary,
    Message,
    MessageStatus,
    PassageRecord,
    Role,
    ToolStep,
    TurnRecord,
)
from qwq_desktop.storage.whole_chats import WholeChat

ALL = ExportOptions(with_thinking=True)
STORED = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.floats(0, 4e9)
COUNTS = st.integers(0, 1 << 40)
OBJECTS = st.dictionaries(STORED, STORED, max_size=2).map(json.dumps)
TITLES = STORED.map(lambda text: " ".join(text.split()))
STEPS = st.builds(ToolStep, STORED, OBJECTS, STORED, COUNTS)
ATTACHMENTS = st.builds(Attachment, TITLES, STORED)
TURNS = st.builds(
    TurnRecord,
    model_id=STORED,
    model_name=STORED,
    settings=OBJECTS,
    thinking_seconds=TIMES,
    thinking_tokens=COUNTS,
    paused_state=STORED,
)
SHARES = st.floats(0, 1)
PASSAGES = st.builds(
    PassageRecord,
    number=st.integers(1, 99),
    document_id=st.integers(-99, -1),
    name=TITLES,
    page=st.integers(1, 99),
    start=st.integers(0, 9),
    end=st.integers(9, 99),
    text=STORED,
    heading=STORED,
    is_paged=st.booleans(),
    page_name=STORED,
    total=SHARES,
    words=SHARES,
    meaning=SHARES,
    is_pinned=st.booleans(),
)
STATUSES = st.sampled_from([s for s in MessageStatus if s is not MessageStatus.STREAMING])


@st.composite
def chats(draw):
    messages = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        parent = draw(st.sampled_from([None, *range(1, number)]))
        messages.append(
            Message(
                id=number,
                chat_id=0,
                parent_id=parent,
                role=draw(st.sampled_from(Role)),
                text=draw(STORED),
                thinking=draw(STORED),
                status=draw(STATUSES),
                created_at=draw(TIMES),
                turn=draw(TURNS),
                tool_steps=tuple(draw(st.lists(STEPS, max_size=2))),
                attachments=tuple(draw(st.lists(ATTACHMENTS, max_size=2))),
                rating=draw(st.sampled_from([-1, 0, 1])),
            )
        )
    leaf = draw(st.sampled_from([m.id for m in messages])) if messages else None
    chat = ChatSummary(
        0,
        draw(TITLES),
        draw(TIMES),
        draw(TIMES),
        draw(STORED),
        draw(st.booleans()),
        draw(st.none() | TIMES),
        draw(TITLES),
        draw(st.none() | STORED),
        draw(st.sampled_from([None, "precise"])),
    )
    return WholeChat(chat, tuple(messages), leaf)


@given(st.lists(chats(), max_size=3))
def test_what_was_exported_is_imported_equal(whole):
    data = json.loads(to_own_json(whole, ALL))
    assert is_own(data)
    assert read_own(data) == whole


@given(chats())
def test_without_the_thinking_no_thought_is_in_the_file(whole):
    marked = tuple(
        replace(m, thinking="¤thought¤", turn=replace(m.turn, paused_state="¤thought¤"))
        for m in whole.messages
    )
    raw = to_own_json([replace(whole, messages=marked)], ExportOptions()).decode()
    assert "¤thought¤" not in raw
    assert [m.text for m in read_own(json.loads(raw))[0].messages] == [m.text for m in marked]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)
KEYS = ["id", "parent", "role", "status", "text", "turn", "tool_steps", "attachments", "rating"]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON | st.just("user")), max_size=4), JSON)
def test_strange_values_give_a_sound_tree_or_none(messages, other):
    data = {"format": "qwq-desktop-chats", "version": 1, "chats": [{"messages": messages}, other]}
    for whole in read_own(data):
        ids = {m.id for m in whole.messages}
        assert all(m.parent_id is None or m.parent_id in ids for m in whole.messages)
        assert whole.leaf_id is None or whole.leaf_id in ids
        assert len(whole.path) <= len(ids)


@given(st.lists(PASSAGES, max_size=3, unique_by=lambda passage: passage.number))
def test_passages_come_back_without_a_claim_on_documents_of_this_library(passages):
    passages = tuple(sorted(passages, key=lambda passage: passage.number))
    asked = Message(1, 0, None, Role.USER, "q", turn=TurnRecord(documents="asked"))
    asked = replace(asked, passages=tuple(replace(p, document_id=-p.document_id) for p in passages))
    whole = WholeChat(ChatSummary(0, "t", 0, 0), (asked,), 1)
    (back,) = read_own(json.loads(to_own_json([whole], ALL)))
    (message,) = back.messages
    assert message.turn.documents == "asked"
    assert [replace(p, document_id=0) for p in message.passages] == [
        replace(p, document_id=0) for p in passages
    ]
    assert all(one.document_id < 0 for one in message.passages)
    ids = [(p.document_id, m.document_id) for p, m in zip(passages, message.passages, strict=True)]
    assert len({old for old, _ in ids}) == len({new for _, new in ids})
