import pytest

from qwq_desktop.chat.finder import ChatFinder
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.store import ChatStore


@pytest.fixture
def store(qapp, tmp_path):
    worker = Worker("storage")
    store = ChatStore(worker, tmp_path / "chats.db")
    store.call(lambda chats: chats.create_chat("Roots of a quartic", "m"))
    store.call(lambda chats: chats.create_chat("Strawberry roots", "m"))
    yield store
    store.close()
    worker.close()


@pytest.fixture
def finder(store):
    return ChatFinder(store)


@pytest.fixture
def told(finder):
    told = []
    finder.found.connect(lambda text, hits: told.append((text, len(hits))))
    return told


def test_it_tells_what_was_found(finder, told, qtbot):
    finder.search("roots")
    qtbot.waitUntil(lambda: told == [("roots", 2)])
    finder.search("nothing")
    qtbot.waitUntil(lambda: told[1:] == [("nothing", 0)])


def test_of_what_is_typed_meanwhile_only_the_last_is_searched(finder, told, qtbot):
    for end in range(1, 6):
        finder.search("roots of"[:end])
    qtbot.waitUntil(lambda: ("roots", 2) in told)
    assert told == [("roots", 2)]


def test_a_search_that_is_given_up_is_not_told(finder, told, qtbot):
    finder.search("roots")
    finder.forget()
    finder.search("quartic")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("quartic", 1)]


def test_an_error_is_told_and_the_next_search_works(finder, told, store, qtbot):
    failures = []
    finder.failed.connect(failures.append)
    store.call(lambda chats: chats._connection.execute("DROP TABLE title_words"))
    finder.search("roots")
    qtbot.waitUntil(lambda: len(failures) == 1)
    finder.search("roots")
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert told == []


def test_older_chats_are_indexed_to_their_end(finder, store, qtbot, told):
    def age(chats):
        chat = chats.list_chats()[0]
        for number in range(450):
            chats.add_user_message(chat.id, None, f"everywhere {number}")
        chats._connection.execute("INSERT INTO message_words (message_words) VALUES ('delete-all')")
        chats._connection.execute("UPDATE search_progress SET pending_to = 450")

    store.call(age)
    finder.start()
    pending = []
    query = "SELECT pending_to FROM search_progress"
    while pending[-1:] != [0]:
        done = len(pending)
        store.call(lambda c: c._connection.execute(query).fetchone()[0], pending.append)
        qtbot.waitUntil(lambda done=done: len(pending) > done)
    finder.search("everywhere")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("everywhere", 60)]
