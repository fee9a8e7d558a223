"""Questions with documents through the whole chain; the model is a server with recorded answers."""

import re
from dataclasses import replace

import pytest

from qwq_desktop.chat import asking, resume
from qwq_desktop.chat.machine import Phase
from qwq_desktop.documents.citing.verdicts import Verdict
from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.documents import DocumentRepository
from qwq_desktop.storage.records import DocumentUse, MessageStatus, Role
from qwq_desktop.storage.temporary import begin_temporary
from tests.chat.document_driver import DocumentDriver
from tests.doubles import dialects
from tests.doubles.dialects import QWQ
from tests.doubles.openai_server import OpenAiServer

LEASE = "The rent is 1,250 euros a month.\n\nThe lease ends on 31 May 2027.\n"
HELLO = dialects.vllm("", "Hello.")
CONTRACT = "本合同的租金为每月五千元。\n\n租期自二〇二六年一月一日起，为期两年。\n"


@pytest.fixture
def make_server():
    """A server that gives these replies."""
    servers = []

    def begin(*script, length=40960):
        models = dialects.models(QWQ, max_model_len=length)
        servers.append(OpenAiServer(*script, models=models))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


@pytest.fixture
def serve(make_server):
    """A server that answers with these texts."""
    return lambda *answers: make_server(*(dialects.vllm("", answer) for answer in answers))


@pytest.fixture
def make(qtbot, tmp_path):
    made = []

    def build():
        made.append(DocumentDriver(qtbot, tmp_path))
        return made[-1]

    yield build
    for driver in made:
        driver.close()


@pytest.fixture
def driver(make):
    return make()


def sent(server, index=-1):
    """The texts of the messages of a request."""
    return [message["content"] for message in server.posted[index]["messages"]]


def test_a_question_is_asked_with_the_passages_and_its_answer_is_proven(driver, serve):
    server = serve('The rent is high: "The rent is 1,250 euros a month." [1]')
    driver.serve(server)
    driver.switch_on(driver.write("lease.txt", LEASE))
    answer = driver.ask("How much is the rent?")

    assert answer.status is MessageStatus.COMPLETE
    assert driver.question.turn.documents == DocumentUse.ASKED
    assert "1,250 euros" in "".join(driver.texts())
    assert "<passages>\n[1] lease.txt\n" in sent(server)[-1]
    assert sent(server)[-1].endswith("How much is the rent?")
    (quote,) = driver.examined(answer).quotes
    assert quote.verdict is Verdict.VERIFIED
    assert driver.sourcing.examination(answer.id) == driver.examinations[answer.id]
    assert driver.searching == [True, False]
    assert [p for p in driver.phases if p in (Phase.SEARCHING, Phase.READING)] == [
        Phase.SEARCHING,
        Phase.READING,
    ]


@pytest.mark.parametrize(
    ("text", "question", "answer", "verdict"),
    [
        (LEASE, "When does it end?", '"The lease ends on 31 May 2027." [1]', Verdict.VERIFIED),
        (LEASE, "When does it end?", '"The lease ends on 31 May 2028." [1]', Verdict.NOT_FOUND),
        (LEASE, "May I keep a dog?", '"Pets are allowed in all rooms." [1]', Verdict.NOT_FOUND),
        (CONTRACT, "租金是多少？", "合同写明：“本合同的租金为每月五千元” [1]。", Verdict.VERIFIED),
        (CONTRACT, "租金是多少？", "合同写明：“本合同的租金为每月六千元” [1]。", Verdict.NOT_FOUND),
        (CONTRACT, "可以养狗吗？", "合同写明：“租客可以在室内饲养宠物” [1]。", Verdict.NOT_FOUND),
    ],
    ids=["true", "altered", "invented", "true zh", "altered zh", "invented zh"],
)
def test_recorded_answers_get_their_verdicts(driver, serve, text, question, answer, verdict):
    driver.serve(serve(answer))
    driver.switch_on(driver.write("合同.txt", text))
    found = driver.examined(driver.ask(question))
    assert [quote.verdict for quote in found.quotes] == [verdict]
    assert [number.number for number in found.numbers] == [1]


def test_a_follow_up_keeps_its_prompt_and_shows_nothing_twice(driver, serve):
    server = serve("It is 1,250 euros [1].", "On 31 May 2027 [1].", "Yes [1].")
    driver.serve(server)
    driver.switch_on(driver.write("lease.txt", LEASE))
    driver.ask("How much is the rent?")
    driver.ask("And when does it end?")
    assert sent(server, 1)[: len(sent(server, 0))] == sent(server, 0)
    assert sent(server, 1)[-1].count("The rent is 1,250") == 0
    assert "of which these fit best: [1]" in sent(server, 1)[-1]

    other = driver.add(driver.write("house rules.txt", "Dogs are welcome in this house."))
    sources = driver.sourcing.sources
    driver.sourcing.set_sources(replace(sources, document_ids=sources.document_ids | set(other)))
    driver.ask("Are dogs welcome?")
    assert sent(server, 2)[: len(sent(server, 1))] == sent(server, 1)
    assert "[2] house rules.txt\nDogs are welcome" in sent(server, 2)[-1]
    assert "Of the passages above, these fit too: [1]." in sent(server, 2)[-1]


def test_the_chat_read_again_from_the_disk_has_the_same_prompt(driver, serve, make):
    server = serve("It is 1,250 euros [1].", "It ends in May [1].")
    driver.serve(server)
    ids = driver.switch_on(driver.write("lease.txt", LEASE))
    answer = driver.ask("How much is the rent?")
    driver.close()

    again = make()
    again.serve(server)
    again.chats.open_chat(answer.chat_id)
    again.until(lambda: again.chats.path)
    assert again.sourcing.sources == ChatSources(frozenset(ids))
    assert again.examined(answer).numbers[0].place is not None
    again.ask("And when does it end?")
    assert sent(server, 1)[: len(sent(server, 0))] == sent(server, 0)


def test_a_document_that_is_still_being_read_is_waited_for(driver, serve):
    server = serve("It is 1,250 euros [1].")
    driver.serve(server)
    came = []
    path = driver.write("lease.txt", LEASE)
    driver.library.document_changed.connect(lambda _: None)
    driver.library.documents_added.connect(came.extend)
    driver.library.add([path])
    driver.until(lambda: came)
    driver.sourcing.set_sources(ChatSources(frozenset(came)))
    driver.ask("How much is the rent?")
    assert "1,250 euros" in "".join(driver.texts())


def test_without_documents_nothing_is_searched(driver, serve):
    server = serve("Hello.")
    driver.serve(server)
    answer = driver.ask("Hello")
    assert sent(server) == ["Hello"]
    assert driver.searching == []
    assert driver.question.turn.documents == DocumentUse.NONE
    assert driver.sourcing.examination(answer.id) is None


def test_documents_that_cannot_be_read_are_told_and_the_question_stays(driver, serve):
    driver.serve(serve("Hello."))
    path = driver.files / "bad.pdf"
    path.write_bytes(b"\x00\x01\x02 no document")
    driver.switch_on(path)
    answer = driver.ask("How much is the rent?")
    assert answer.status is MessageStatus.FAILED
    assert answer.turn.error_code == "documents_unreadable"
    assert driver.question.text == "How much is the rent?"

    driver.sourcing.set_sources(ChatSources())
    count = len(driver.finished)
    driver.chats.regenerate(answer.id)
    assert driver.answer(count).text == "Hello."


def test_stop_ends_the_search_and_a_new_answer_searches_anew(driver, serve):
    server = serve("It is 1,250 euros [1].")
    driver.serve(server)
    driver.switch_on(driver.write("lease.txt", LEASE))
    stopping = driver.sourcing.searching_changed.connect(
        lambda is_searching: driver.chats.stop() if is_searching else None
    )
    stopped = driver.ask("How much is the rent?")
    assert stopped.status is MessageStatus.STOPPED
    assert driver.question.turn.documents == DocumentUse.WANTED
    assert server.posted == []

    driver.sourcing.disconnect(stopping)
    driver.chats.regenerate(stopped.id)
    assert driver.answer(1).text == "It is 1,250 euros [1]."
    assert driver.question.turn.documents == DocumentUse.ASKED


def test_another_chat_may_be_opened_while_documents_are_searched(driver, serve):
    driver.serve(serve("It is 1,250 euros [1]."))
    driver.switch_on(driver.write("lease.txt", LEASE))
    driver.sourcing.searching_changed.connect(lambda _: driver.chats.new_chat())
    answer = driver.ask("How much is the rent?")
    assert answer.text == "It is 1,250 euros [1]."
    assert driver.chats.chat is None
    assert driver.sourcing.sources.are_none
    driver.chats.open_chat(answer.chat_id)
    driver.until(lambda: driver.chats.path)
    assert driver.texts()
    assert driver.examined(answer).numbers


def test_passages_are_kept_by_a_new_answer_and_searched_anew_for_an_edited_question(driver, serve):
    driver.serve(serve("One [1]."))
    driver.switch_on(driver.write("lease.txt", LEASE))
    answer = driver.ask("How much is the rent?")
    before = driver.question
    driver.chats.regenerate(answer.id)
    driver.answer(1)
    assert driver.question == before
    assert driver.searching == [True, False]

    driver.chats.ask_again(before.id, "When does the lease end?")
    driver.answer(2)
    assert driver.question.id != before.id
    assert driver.searching == [True, False] * 2


def test_a_question_is_asked_again_with_other_passages(driver, serve):
    server = serve("One [1].")
    driver.serve(server)
    driver.switch_on(driver.write("lease.txt", LEASE))
    driver.ask("How much is the rent?")
    question = driver.question
    (passage,) = driver.sourcing.passages(question.id)
    mine = replace(passage, text="The rent is 10 euros.", is_pinned=True)
    driver.sourcing.ask_again(question.id, [mine])
    answer = driver.answer(1)
    assert (driver.question.sibling_count, driver.texts()) == (2, ["The rent is 10 euros."])
    assert "The rent is 10 euros." in sent(server)[-1]
    assert driver.searching == [True, False]
    assert driver.sourcing.cited_passages(answer.id)[0].is_pinned


def test_a_file_that_changed_or_vanished_is_told_while_its_quotes_stay_proven(driver, serve):
    driver.serve(serve('"The lease ends on 31 May 2027." [1]'))
    path = driver.write("lease.txt", LEASE)
    (document_id,) = driver.switch_on(path)
    answer = driver.ask("When does the lease end?")
    assert driver.examined(answer).is_clean
    states = []
    driver.sourcing.check_source(document_id, states.append)
    driver.until(lambda: len(states) == 1)
    path.write_text("Something else altogether, and longer than before.", encoding="utf-8")
    driver.sourcing.check_source(document_id, states.append)
    driver.until(lambda: len(states) == 2)

    driver.library.read_again([document_id])
    driver.until(lambda: not driver.library.progress.unread)
    driver.examinations.clear()
    driver.chats.new_chat()
    driver.chats.open_chat(answer.chat_id)
    assert driver.examined(answer).is_clean

    path.unlink()
    driver.sourcing.check_source(document_id, states.append)
    driver.until(lambda: len(states) == 3)
    assert states == [SourceState.SAME, SourceState.CHANGED, SourceState.MISSING]


def test_a_document_that_left_the_library_leaves_the_proof_in_the_chat(driver, serve):
    driver.serve(serve('"The lease ends on 31 May 2027." [1]'))
    ids = driver.switch_on(driver.write("lease.txt", LEASE))
    answer = driver.ask("When does the lease end?")
    driver.library.remove(ids)
    driver.examined(answer)
    driver.examinations.clear()
    driver.chats.new_chat()
    driver.chats.open_chat(answer.chat_id)
    assert driver.examined(answer).is_clean
    assert driver.sourcing.sources.are_none


def test_roles_of_a_chat_with_documents_are_as_ever(driver, serve):
    driver.serve(serve("One [1]."))
    driver.switch_on(driver.write("lease.txt", LEASE))
    driver.ask("How much is the rent?")
    assert [message.role for message in driver.chats.path] == [Role.USER, Role.ASSISTANT]


def test_the_model_may_search_again_and_cite_what_it_found(driver, make_server):
    server = make_server(
        dialects.tool_call("search_documents", '{"query": "dogs"}'), HELLO, length=1400
    )
    driver.serve(server)
    settings = driver.services.settings
    settings.update(replace(settings.value, tools_enabled=True))
    rents = "\n\n".join(f"Flat {i} costs {1000 + i} euros a month, due early." for i in range(90))
    rules = "Dogs are welcome in this house. " + "Please be quiet at night. " * 90
    driver.switch_on(driver.write("rents.txt", rents), driver.write("rules.txt", rules))

    def answer(_message_id, step):
        number = re.search(r"\[(\d+)\] rules.txt\nDogs", step.result).group(1)
        server.script[0] = dialects.vllm("", f'"Dogs are welcome in this house." [{number}]')

    driver.chats.tool_finished.connect(answer)
    message = driver.ask("How much does flat 7 cost?")
    offered = [tool["function"]["name"] for tool in server.posted[0]["tools"]]
    assert offered == ["calculate", "get_datetime", "search_documents"]
    numbers = [one.number for one in driver.sourcing.passages(driver.question.id)]
    further = driver.sourcing.passages(message.id)
    assert [one.number for one in further][:1] == [max(numbers) + 1]
    (quote,) = driver.examined(message).quotes
    assert quote.verdict is Verdict.VERIFIED

    driver.ask("Thank you. And dogs?")
    assert sent(server, 2)[: len(sent(server, 1))] == sent(server, 1)
    assert "Dogs are welcome" not in sent(server, 2)[-1]


def test_a_search_that_finds_nothing_more_says_so(driver, make_server):
    call = dialects.tool_call("search_documents", '{"query": "rent"}')
    wrong = dialects.tool_call("search_documents", '{"query": 3}')
    server = make_server(call, wrong, HELLO)
    driver.serve(server)
    settings = driver.services.settings
    settings.update(replace(settings.value, tools_enabled=True))
    driver.switch_on(driver.write("lease.txt", LEASE))
    message = driver.ask("How much is the rent?")
    assert [step.result for step in message.tool_steps] == [
        "Of the passages above, these fit: [1].",
        'Error: the argument "query" is missing',
    ]
    assert driver.sourcing.passages(message.id) == ()


def test_a_chat_without_documents_is_not_offered_the_search(driver, make_server):
    server = make_server(HELLO)
    driver.serve(server)
    settings = driver.services.settings
    settings.update(replace(settings.value, tools_enabled=True))
    driver.ask("Hello")
    assert len(server.posted[0]["tools"]) == 2


def test_a_document_is_summarised_with_numbers_that_open_its_parts(driver, make_server):
    parts = [dialects.vllm("", f"Part {i} [{i}].") for i in range(1, 4)]
    server = make_server(*parts, dialects.vllm("", "A lease [1]. It ends in May [2]."), length=2000)
    driver.serve(server)
    text = "\n\n".join(f"Paragraph {i} of the lease says what {i} says." * 4 for i in range(40))
    (document_id,) = driver.add(driver.write("lease.txt", text))
    driver.until(lambda: driver.library.entry(document_id).status.is_searchable)
    progress = []
    driver.chats.prompt_read.connect(lambda done, total: progress.append((done, total)))
    driver.sourcing.summarise(document_id)
    answer = driver.answer(0)
    assert answer.status is MessageStatus.COMPLETE
    assert driver.question.text == "Summarise “lease.txt”"
    assert driver.question.turn.documents == DocumentUse.SUMMARISED
    assert "".join(driver.texts()).replace("\n", "") == text.replace("\n", "")
    assert progress[0][0] == 0
    assert progress[-1][0] == progress[-1][1]
    assert all(number.place for number in driver.examined(answer).numbers)

    server.script[0] = HELLO
    driver.ask("Thanks")
    assert sent(server) == [driver.chats.path[0].text, answer.text, "Thanks"]


def test_a_summary_stops_and_can_be_made_again(driver, make_server):
    server = make_server(HELLO)
    driver.serve(server)
    (document_id,) = driver.add(driver.write("lease.txt", LEASE))
    driver.until(lambda: driver.library.entry(document_id).status.is_searchable)
    stopping = driver.chats.prompt_read.connect(lambda *_: driver.chats.stop())
    driver.sourcing.summarise(document_id)
    stopped = driver.answer(0)
    assert (stopped.status, stopped.text) == (MessageStatus.STOPPED, "")
    driver.chats.disconnect(stopping)
    driver.chats.regenerate(stopped.id)
    assert driver.answer(1).text == "Hello."


def test_an_index_that_is_damaged_between_two_questions_is_made_anew(driver, serve, monkeypatch):
    server = serve("It is 1,250 euros [1].", "In May [1].")
    driver.serve(server)
    driver.switch_on(driver.write("lease.txt", LEASE))
    first = driver.ask("How much is the rent?")
    chunks = DocumentIndex.chunks

    def broken(index, document_id):
        monkeypatch.setattr(DocumentIndex, "chunks", chunks)
        raise QwQError("index_damaged", path="x")

    driver.examined(first)
    monkeypatch.setattr(DocumentIndex, "chunks", broken)
    second = driver.ask("And when does it end?")
    assert second.text == "In May [1]."
    assert "31 May 2027" in "".join(driver.texts())
    assert sent(server, 1)[: len(sent(server, 0))] == sent(server, 0)
    assert driver.errors == []


def test_a_full_disk_ends_the_answer_and_keeps_the_question(driver, serve):
    driver.serve(serve("It ends in May [1]."))
    driver.switch_on(driver.write("lease.txt", LEASE * 300))

    def limit(pages):
        def work(connection):
            count = pages or connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {count}")

        driver.services.chats.call(lambda repository: repository.run(0, work))

    full = driver.sourcing.searching_changed.connect(lambda _: limit(0))
    driver.chats.submit("When does the lease end?")
    driver.until(lambda: driver.phases[-1:] == [Phase.FINISHED])
    assert "disk_full" in [error.code for error in driver.errors]
    driver.sourcing.disconnect(full)
    limit(1 << 30)

    driver.until(lambda: len(driver.chats.path) == 2 and not driver.chats.is_busy)
    driver.chats.regenerate(driver.chats.path[-1].id)
    driver.until(lambda: "It ends in May [1]." in [message.text for message in driver.finished])
    assert driver.question.text == "When does the lease end?"
    assert driver.question.turn.documents == DocumentUse.ASKED


def test_closing_lets_go_of_a_search_that_nobody_answers_any_more(driver, make_server):
    server = make_server(dialects.tool_call("search_documents", '{"query": "rent"}'), HELLO)
    driver.serve(server)
    settings = driver.services.settings
    settings.update(replace(settings.value, tools_enabled=True))
    driver.switch_on(driver.write("lease.txt", LEASE))
    closing = []

    def close(*_):  # the worker asks this thread, which closes and never hears of it
        closing.append(True)
        driver.chats.close()

    driver.chats.tool_called.connect(close)
    driver.chats.submit("How much is the rent?")
    driver.until(lambda: closing)
    assert driver.services.worker.close()


def test_a_temporary_chat_asks_documents_and_leaves_nothing_on_the_disk(driver, serve):
    driver.serve(serve("It is 1,250 euros [1]."))
    opened = []
    driver.services.chats.call(lambda chats: begin_temporary(chats, "t"), opened.append)
    driver.until(lambda: opened)
    driver.chats.open_chat(opened[0].id)
    driver.until(lambda: driver.chats.chat is not None)
    driver.switch_on(driver.write("lease.txt", LEASE))
    answer = driver.ask("How much is the rent?")
    assert "1,250 euros" in "".join(driver.texts())
    assert driver.examined(answer).numbers[0].place is not None
    counted = []
    driver.services.chats.call(
        lambda chats: chats.run(
            0, lambda disk: disk.execute("SELECT count(*) FROM passages").fetchone()
        ),
        counted.append,
    )
    driver.until(lambda: counted)
    assert counted == [(0,)]


def test_a_question_that_waited_its_turn_searches_for_its_own_chat(driver, serve):
    server = serve("It is 1,250 euros [1].")
    driver.serve(server)
    driver.switch_on(driver.write("lease.txt", LEASE))
    first = driver.ask("How much is the rent?")
    driver.chats.new_chat()
    driver.chats.submit_to(first.chat_id, "And when does it end?")
    driver.answer(1)
    assert driver.chats.chat is None
    assert "of which these fit best: [1]" in sent(server)[-1]


def test_a_library_that_cannot_be_opened_ends_the_search(driver, serve, monkeypatch):
    driver.serve(serve("Hello."))
    driver.chats.sourcing.set_sources(ChatSources(frozenset([1])))

    def broken(_documents):
        raise QwQError("disk_full", path="/")

    monkeypatch.setattr(DocumentRepository, "load", broken)
    monkeypatch.setattr(asking, "write_sources", lambda *_, **__: None)
    monkeypatch.setattr(asking, "read_sources", lambda *_, **__: ChatSources(frozenset([1])))
    monkeypatch.setattr(resume, "read_sources", lambda *_, **__: ChatSources(frozenset([1])))
    answer = driver.ask("How much is the rent?")
    assert (answer.status, answer.turn.error_code) == (
        MessageStatus.FAILED,
        "documents_not_searched",
    )
    assert driver.question.text == "How much is the rent?"


def test_where_nothing_was_found_an_invented_citation_is_flagged(driver, make_server):
    answer = dialects.vllm("", '"The rent is 9 euros a month, paid early." [1]')
    server = make_server(answer, length=2000)
    driver.serve(server)
    # A document without a word that the question has, and too long to be given whole.
    driver.switch_on(driver.write("notes.txt", "Zebra. " * 1_500))
    driver.chats.submit("?")
    answer = driver.answer(0)
    found = driver.examined(answer)
    assert [quote.verdict for quote in found.quotes] == [Verdict.NOT_FOUND]
    if not driver.texts():  # with an embedder something is always near
        assert "hold nothing that fits this question" in sent(server)[-1]
        assert found.numbers[0].place is None


def test_with_documents_switched_off_only_numbers_are_looked_at(driver, serve):
    answers = ('It is 1,250 euros [1].', 'As I said [1]: "The rent is 1,250 euros a month." '
               'A poem: "Roses are red and violets are blue"')  # fmt: skip
    driver.serve(serve(*answers))
    driver.switch_on(driver.write("lease.txt", LEASE))
    driver.ask("How much is the rent?")
    driver.sourcing.set_sources(ChatSources())
    answer = driver.ask("Write me a poem too.")
    found = driver.examined(answer)
    assert [number.number for number in found.numbers] == [1]
    assert "Roses are red and violets are blue" not in [quote.text for quote in found.quotes]
    assert driver.searching == [True, False]
