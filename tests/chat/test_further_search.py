"""The model's own search, called on a worker and answered in the main thread."""

from types import SimpleNamespace

import pytest

from qwq_desktop.chat.further_search import FurtherSearch, Reach
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.tools.registry import ToolRegistry

PAGE = "The lease ends in May. Dogs are welcome."


def passage(number, start, end):
    return Passage(number, 1, "lease.pdf", Span(1, start, end), PAGE[start:end])


class Library:
    """A library that answers when it is told to."""

    def __init__(self):
        self.calls = []
        self.asking = SimpleNamespace(passages_for=self._ask)

    def _ask(self, question, _budget, done, failed, **_named):
        self.calls.append((question, done, failed))


class Caller:
    """A turn's tool, on a worker of its own."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.library = Library()
        self.search = FurtherSearch(self.library)
        self.found, self.results = [], []
        view = (passage(1, 0, 22),)
        self.reach = Reach(ChatSources(frozenset([1])), lambda: (view, 2), self.found.append)
        self.tools = self.search.offered_with(ToolRegistry(()), self.reach)
        self.worker = Worker("tools")

    def call(self, query="dogs"):
        before = len(self.library.calls)
        arguments = {"query": query}
        self.worker.submit(self.tools.call, "search_documents", arguments, done=self.results.append)
        self.qtbot.waitUntil(lambda: len(self.library.calls) > before, timeout=20_000)
        return self.library.calls[-1]

    def result(self, count=1):
        self.qtbot.waitUntil(lambda: len(self.results) == count, timeout=20_000)
        return self.results[-1]


@pytest.fixture
def caller(qtbot):
    made = Caller(qtbot)
    yield made
    made.search.close()
    made.worker.close()


def test_what_is_new_gets_the_next_numbers_and_what_is_known_is_named(caller):
    question, done, _ = caller.call("dogs")
    assert question == "dogs"
    done((passage(1, 0, 40),))
    assert caller.result() == (
        "<passages>\n[2] lease.pdf\n Dogs are welcome.\n</passages>\n\n"
        "Of the passages above, these fit: [1]."
    )
    assert [one.number for one in caller.found[0]] == [2]

    _, done, _ = caller.call("dogs again")
    done((passage(1, 0, 40),))
    assert caller.result(2) == "Of the passages above, these fit: [1], [2]."
    assert len(caller.found) == 1


def test_nothing_found_is_said(caller):
    _, done, _ = caller.call()
    done(())
    assert caller.result().startswith("Nothing fits this search.")


def test_a_search_that_fails_is_an_error_for_the_model(caller):
    _, _, failed = caller.call()
    failed(QwQError("index_damaged"))
    assert caller.result() == "Error: the documents could not be searched"


def test_a_closing_program_lets_go_of_the_worker_that_waits(caller):
    caller.call()
    caller.search.close()
    assert caller.worker.close()
