from contextlib import closing
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.migrations import MIGRATIONS
from qwq_desktop.storage.records import MessageStatus, TurnRecord
from qwq_desktop.storage.search import Part

TURN = TurnRecord()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


@pytest.fixture
def connection(path):
    with closing(open_database(path).connection) as connection:
        yield connection


@pytest.fixture
def chats(connection):
    times = count(1000)
    return ChatRepository(connection, clock=lambda: float(next(times)))


@pytest.fixture
def chat(chats):
    return chats.create_chat("Lineare Algebra 线性代数", "m")


@pytest.fixture
def question(chats, chat):
    return chats.add_user_message(chat.id, None, "求矩阵 A 的特征值，用Python写。")


@pytest.fixture
def answer(chats, chat, question):
    return answered(chats, chat.id, question.id, "The **eigenvalues** are 3.", "先算特征多项式")


def answered(chats, chat_id, parent_id, text, thinking=""):
    message = chats.begin_assistant(chat_id, parent_id, TURN)
    chats.append_segment(message.id, "thinking", thinking)
    chats.append_segment(message.id, "answer", text)
    return chats.finish(message.id, MessageStatus.COMPLETE, TURN)


def parts(chats, text):
    return [(hit.message_id, hit.part) for hit in chats.search(text)]


def words(connection, table="message_words"):
    """All words that the index holds."""
    name = f"temp.{table}_listed"
    connection.execute(f"DROP TABLE IF EXISTS {name}")
    connection.execute(f"CREATE VIRTUAL TABLE {name} USING fts5vocab (main, {table}, 'row')")
    return {term for (term,) in connection.execute(f"SELECT term FROM {name}")}


def test_titles_questions_thinking_and_answers_are_found(chats, chat, question, answer):
    assert parts(chats, "algebra") == [(None, Part.TITLE)]
    assert parts(chats, "python") == [(question.id, Part.QUESTION)]
    assert parts(chats, "eigenval") == [(answer.id, Part.ANSWER)]
    assert parts(chats, "多项式") == [(answer.id, Part.THINKING)]
    assert {hit.chat_id for hit in chats.search("多项式")} == {chat.id}


@pytest.mark.parametrize(
    "typed", ["矩", "矩阵", "阵", "特征", "征值", "特征值", "写", "用Python写"]
)
def test_any_piece_of_a_chinese_text_is_found_and_marked(chats, question, typed):
    (hit,) = chats.search(typed)
    ((start, end),) = hit.snippet.marks
    assert hit.snippet.text[start:end] == typed


@pytest.mark.parametrize("typed", ["值特", "特值", "征矩", "矩阵写"])
def test_chinese_that_does_not_stand_there_is_not_found(chats, question, typed):
    assert chats.search(typed) == []


def test_any_piece_of_a_chinese_sentence_is_found(chats, chat):
    sentence = "我们可以先把两边同时平方，再用韦达定理验证所得的根是否满足原方程"
    message = chats.add_user_message(chat.id, None, sentence)
    for run in sentence.split("，"):
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                assert parts(chats, run[start:end]) == [(message.id, Part.QUESTION)]


def test_all_words_must_be_there_and_the_last_may_be_unfinished(chats, answer):
    assert parts(chats, "eigenvalues are") == [(answer.id, Part.ANSWER)]
    assert parts(chats, "eigenvalues ar") == [(answer.id, Part.ANSWER)]
    assert chats.search("eigenval are") == []
    assert chats.search("eigenvalues missing") == []
    assert chats.search('"are eigenvalues"') == []


def test_words_may_stand_apart_in_thinking_and_answer(chats, answer):
    assert [hit.message_id for hit in chats.search("特征 eigenvalues")] == [answer.id]


def test_the_newest_message_comes_first_and_titles_before_messages(chats, chat):
    made = [chats.add_user_message(chat.id, None, f"algebra {n}") for n in range(3)]
    assert parts(chats, "algebra") == [
        (None, Part.TITLE),
        *((one.id, Part.QUESTION) for one in reversed(made)),
    ]
    assert len(chats.search("algebra", limit=2)) == 2


def test_a_streaming_answer_is_found_when_it_is_settled(chats, chat, question):
    message = chats.begin_assistant(chat.id, question.id, TURN)
    chats.append_segment(message.id, "answer", "eigenvalue")
    assert chats.search("eigenvalue") == []
    chats.recover()
    assert parts(chats, "eigenvalue") == [(message.id, Part.ANSWER)]
    chats.reopen(message.id, TURN)
    assert chats.search("eigenvalue") == []
    chats.append_segment(message.id, "answer", "s and vectors")
    chats.finish(message.id, MessageStatus.STOPPED, TURN)
    assert parts(chats, '"eigenvalues and vectors"') == [(message.id, Part.ANSWER)]


def test_a_renamed_chat_is_found_by_its_new_title_only(chats, chat):
    chats.rename(chat.id, "Geometrie")
    assert chats.search("algebra") == []
    assert [hit.chat_title for hit in chats.search("geometrie")] == ["Geometrie"]


def test_a_deleted_chat_is_not_found_until_it_comes_back(chats, chat, answer):
    chats.delete(chat.id)
    assert chats.search("eigenvalues") == chats.search("algebra") == []
    chats.undelete(chat.id)
    assert chats.search("eigenvalues")
    assert chats.search("algebra")


def test_a_deleted_message_is_not_found(connection, chats, answer):
    connection.execute("UPDATE messages SET deleted_at = 1 WHERE id = ?", (answer.id,))
    assert chats.search("eigenvalues") == []


def test_purging_leaves_no_word_behind(connection, chats, chat, answer):
    assert "特征" in words(connection)
    chats.delete(chat.id)
    chats.purge_deleted()
    assert words(connection) == words(connection, "title_words") == set()


def test_an_undone_transaction_is_not_in_the_index(connection, chats, chat):
    connection.execute("BEGIN")
    connection.execute("UPDATE chats SET title = 'Undone' WHERE id = ?", (chat.id,))
    connection.execute("ROLLBACK")
    assert chats.search("undone") == []
    assert chats.search("algebra")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_query_is_an_error(chats, answer, typed):
    chats.search(typed)


HOSTILE = """" | a OR b | NEAR(a b) | text: x | a* | ^a | {text} : a | a AND | - a | ( | ' | %_"""
LONG = ("x" * 100_000, "a " * 10_000, "特" * 5_000, "\ud800", "\0")


@pytest.mark.parametrize("typed", [*HOSTILE.split(" | "), *LONG])
def test_hostile_queries_raise_nothing(chats, question, typed):
    assert {hit.chat_id for hit in chats.search(typed)} <= {question.chat_id}


TEXTS = st.text(st.sampled_from("ab 矩阵é\n"), max_size=12)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30
)
@given(st.lists(st.tuples(st.integers(0, 5), TEXTS), max_size=12))
def test_the_index_always_holds_what_the_texts_hold(connection, chats, chat, steps):
    """Whatever is written, changed and removed."""
    for kind, text in steps:
        ids = [found for (found,) in connection.execute("SELECT id FROM messages")]
        some = ids[len(text) % len(ids)] if ids else 0
        match kind:
            case 0 | 1:
                chats.add_user_message(chat.id, None, text)
            case 2:
                answered(chats, chat.id, None, text, text[::-1])
            case 3:
                connection.execute("UPDATE messages SET text = ? WHERE id = ?", (text, some))
            case 4:
                connection.execute("UPDATE messages SET status = 'streaming' WHERE id = ?", (some,))
            case 5:
                connection.execute("UPDATE chats SET leaf_id = NULL")
                connection.execute("DELETE FROM messages WHERE id = ?", (some,))
    settled = connection.execute(
        "SELECT index_text(text) || ' ' || index_text(thinking) FROM messages"
        " WHERE status <> 'streaming'"
    )
    assert words(connection) == {word for (text,) in settled for word in text.split()}


@pytest.fixture
def older(path):
    """A database from before the index, with ten messages."""
    with closing(open_database(path, MIGRATIONS[:1]).connection) as connection:
        connection.execute(
            "INSERT INTO chats (title, model_id, created_at, updated_at)"
            " VALUES ('Alte Wurzeln', 'm', 0, 0)"
        )
        connection.executemany(
            "INSERT INTO messages (chat_id, role, status, created_at, turn, text, thinking)"
            " VALUES (1, 'user', 'complete', 0, '{}', ?, '')",
            [(f"word{number} everywhere",) for number in range(10)],
        )
        connection.execute("UPDATE chats SET leaf_id = 10")
    return path


def test_older_chats_are_found_after_a_migration_in_pieces_newest_first(older):
    with closing(open_database(older).connection) as connection:
        chats = ChatRepository(connection)
        assert [hit.part for hit in chats.search("wurzeln")] == [Part.TITLE]
        assert chats.search("everywhere") == []
        assert chats.index_some(4)
        assert parts(chats, "everywhere") == [(n, Part.QUESTION) for n in (10, 9, 8, 7)]
        while chats.index_some(4):
            pass
        assert len(chats.search("everywhere")) == 10
        assert not chats.index_some(4)
        assert len(chats.search("everywhere")) == 10


def test_changes_before_the_pieces_are_indexed_keep_the_index_right(older):
    with closing(open_database(older).connection) as connection:
        chats = ChatRepository(connection)
        chats.index_some(3)
        connection.execute("UPDATE messages SET text = 'changed' WHERE id IN (2, 9)")
        connection.execute("UPDATE chats SET leaf_id = NULL")
        connection.execute("DELETE FROM messages WHERE id IN (3, 10)")
        added = chats.add_user_message(1, None, "added")
        while chats.index_some(2):
            pass
        assert {hit.message_id for hit in chats.search("changed")} == {2, 9}
        assert {hit.message_id for hit in chats.search("everywhere")} == {1, 4, 5, 6, 7, 8}
        assert [hit.message_id for hit in chats.search("added")] == [added.id]
        assert not {"word1", "word2", "word8", "word9"} & words(connection)


def test_a_migration_that_is_cut_off_begins_anew(older):
    with closing(open_database(older).connection) as connection:
        ChatRepository(connection).index_some(4)
    with closing(open_database(older).connection) as connection:
        chats = ChatRepository(connection)
        while chats.index_some(4):
            pass
        assert len(chats.search("everywhere")) == 10
