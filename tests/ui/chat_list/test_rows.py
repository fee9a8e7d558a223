"""Which rows the chat list shows."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.ui.chat_list.rows import (
    ChatRow,
    FolderRow,
    Section,
    SectionRow,
    Shelf,
    folders_of,
    rows_of,
    section_of,
)

TODAY = date(2026, 3, 30)  # the day after the clocks changed in Europe


def stamp(days_ago, hour=12):
    return (datetime(2026, 3, 30, hour) - timedelta(days=days_ago)).timestamp()


def chat(number, title="Chat", days_ago=0, hour=12, **more):
    when = stamp(days_ago, hour)
    return ChatSummary(number, title, when, when, **more)


def shape(rows):
    return [
        row.section
        if isinstance(row, SectionRow)
        else (row.name, row.count)
        if isinstance(row, FolderRow)
        else row.chat.id
        for row in rows
    ]


def test_sections_go_by_the_calendar_not_by_hours():
    assert section_of(stamp(0, hour=0), TODAY) is Section.TODAY
    assert section_of(stamp(1, hour=23), TODAY) is Section.YESTERDAY
    assert section_of(stamp(7), TODAY) is Section.WEEK
    assert section_of(stamp(8), TODAY) is Section.OLDER


def test_a_chat_from_the_future_counts_as_today():
    assert section_of(stamp(-3), TODAY) is Section.TODAY


def test_the_latest_chat_comes_first_under_its_caption():
    chats = [chat(1, days_ago=1), chat(2, hour=9), chat(3, hour=18), chat(4, days_ago=40)]
    expected = [Section.TODAY, 3, 2, Section.YESTERDAY, 1, Section.OLDER, 4]
    assert shape(rows_of(chats, TODAY)) == expected


def test_no_caption_stands_over_nothing():
    assert shape(rows_of([chat(1, days_ago=3)], TODAY)) == [Section.WEEK, 1]
    assert rows_of([], TODAY) == []


def test_the_search_heeds_every_word_and_no_case():
    chats = [chat(1, "Roots of a quartic"), chat(2, "四次方程的根"), chat(3, "STRASSE roots")]
    assert shape(rows_of(chats, TODAY, "ROOTS quart")) == [Section.TODAY, 1]
    assert shape(rows_of(chats, TODAY, "方程")) == [Section.TODAY, 2]
    assert shape(rows_of(chats, TODAY, "straße")) == [Section.TODAY, 3]
    assert rows_of(chats, TODAY, "roots 方程") == []


@given(st.lists(st.integers(min_value=0, max_value=400)), st.text(max_size=3))
def test_each_match_is_shown_once_under_captions_in_order(days, words):
    chats = [chat(number, "Chat", days_ago=ago) for number, ago in enumerate(days)]
    rows = rows_of(chats, TODAY, words)
    shown = [row.chat for row in rows if isinstance(row, ChatRow)]
    captions = [row.section.value for row in rows if isinstance(row, SectionRow)]
    assert captions == sorted(set(captions))
    assert len(shown) == len({c.id for c in shown})
    assert [c.updated_at for c in shown] == sorted((c.updated_at for c in shown), reverse=True)


def test_pinned_chats_come_first_then_folders_then_the_days():
    chats = [
        chat(1),
        chat(2, days_ago=40, is_pinned=True, folder="Work"),
        chat(3, days_ago=9, folder="work b"),
        chat(4, days_ago=1, folder="Art"),
        chat(5, days_ago=2, folder="Art"),
    ]
    assert shape(rows_of(chats, TODAY)) == [
        Section.PINNED,
        2,
        Section.FOLDERS,
        ("Art", 2),
        4,
        5,
        ("work b", 1),
        3,
        Section.TODAY,
        1,
    ]
    assert folders_of(chats) == ["Art", "Work", "work b"]


def test_a_folded_folder_hides_its_chats_but_not_from_the_search():
    chats = [chat(1, "Roots", folder="Art"), chat(2, "Lease", folder="Art")]
    assert shape(rows_of(chats, TODAY, folded={"Art"})) == [Section.FOLDERS, ("Art", 2)]
    assert shape(rows_of(chats, TODAY, "roots", folded={"Art"})) == [Section.FOLDERS, ("Art", 1), 1]


def test_the_archive_has_what_was_put_away_and_only_that():
    chats = [chat(1), chat(2, archived_at=5.0, is_pinned=True, folder="Art")]
    assert shape(rows_of(chats, TODAY)) == [Section.TODAY, 1]
    assert shape(rows_of(chats, TODAY, shelf=Shelf.ARCHIVE)) == [Section.TODAY, 2]
