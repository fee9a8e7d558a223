"""A chat that outgrows the model's context, with the real session, engine and database."""

import json
from dataclasses import replace

import pytest

from qwq_desktop.chat.enlarging import Enlarger
from qwq_desktop.chat.recall import recalled_passages
from qwq_desktop.engine.protocol import GenerateRequest, PrewarmRequest
from qwq_desktop.settings.per_model import load_for
from qwq_desktop.settings.schema import LoadSettings, ThinkingMode
from qwq_desktop.storage.records import MessageStatus, Role
from tests.chat.test_prewarm import Watched, read_after_enter
from tests.doubles import dialects
from tests.doubles.openai_server import OpenAiServer, json_reply

CONTEXT = 640
ROUNDED = 768  # as llama.cpp rounds it up
SMALL = LoadSettings(context_length=CONTEXT)
FACT = "Please remember: the password of the lighthouse is Marmalade."
PADDING = "one two three " * 40


def filler(number):
    """A question of some length whose words no other one has."""
    return "Say ok. " + " ".join(str(7 * (50 * number + place)) for place in range(12))


class Small(Watched):
    """A driver whose model keeps little in view and answers briefly."""

    tools_enabled = False
    max_tokens = 60

    def __init__(self, qtbot, home):
        super().__init__(qtbot, home)
        self.change(thinking=ThinkingMode.OFF)
        self.cuts, self.changed_questions, self.measured = [], [], []
        self.chats.view.measured.connect(self.measured.append)
        self.chats.cuts_changed.connect(self.cuts.append)
        self.chats.question_changed.connect(self.changed_questions.append)

    def open_model(self, reference="qwq-nano", load=SMALL):
        super().open_model(reference, load)

    def ask(self, text):
        message = super().ask(text)
        self.settled()
        return message

    def fill(self, first=0):
        """Ask until turns leave; the answer of the turn in which they did."""
        for i in range(first, first + 30):
            message = self.ask(filler(i))
            assert message.status in (MessageStatus.COMPLETE, MessageStatus.LENGTH)
            if self.chats.cut is not None:
                return message
        raise AssertionError("the context never filled")

    def prompt(self):
        """What the engine was asked last."""
        return self.sent_of(GenerateRequest)[-1].messages

    def opened(self, chat_id):
        self.chats.open_chat(chat_id)
        self.until(lambda: self.chats.chat is not None and self.chats.chat.id == chat_id)


@pytest.fixture
def make_driver(qtbot, home):
    made = []

    def make():
        made.append(Small(qtbot, home))
        return made[-1]

    yield make
    for driver in made:
        driver.close()


@pytest.fixture
def serve():
    servers = []

    def begin(*script):
        models = dialects.models(dialects.QWQ)
        servers.append(OpenAiServer(*script, models=models, props=dialects.LLAMA_PROPS))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


@pytest.fixture
def driver(make_driver):
    driver = make_driver()
    driver.open_model()
    return driver


def test_oldest_turns_leave_at_a_question_and_the_boundary_is_kept(driver):
    driver.fill()
    cut = driver.chats.cut
    first = next(m for m in driver.chats.path if m.id == cut.message_id)
    assert first.role is Role.USER
    assert first is not driver.chats.path[0]
    assert driver.prompt()[0].content == first.text
    assert driver.cuts[-1] == (cut,)


def test_the_turns_after_a_cut_read_only_what_is_new(driver):
    driver.fill()
    spared, cuts = [], {driver.chats.cut.message_id}
    for i in range(101, 111):
        history, before = driver.measured[-1].history, driver.chats.cut
        turn = driver.ask(filler(i)).turn
        cuts.add(driver.chats.cut.message_id)
        if driver.chats.cut == before:
            spared.append(turn.cached_tokens - history)
    assert len(cuts) <= 5
    assert len(spared) >= 6
    assert set(spared) == {0}  # all that came before the question was there, none was read again


def test_what_is_read_ahead_begins_at_the_same_boundary(driver):
    driver.fill()
    ahead = driver.sent_of(PrewarmRequest)[-1].messages
    assert ahead[: len(driver.prompt())] == driver.prompt()


def test_after_a_restart_the_boundary_holds(make_driver):
    driver = make_driver()
    driver.open_model()
    chat_id = driver.fill().chat_id
    cut = driver.chats.cut
    driver.close()
    later = make_driver()
    later.opened(chat_id)
    assert later.chats.cut == cut
    later.open_model()
    later.until(lambda: later.sent_of(PrewarmRequest))
    later.settled()
    message = later.ask("And now?")
    assert later.chats.cut == cut
    assert read_after_enter(message) < 40


def test_another_branch_has_its_own_boundary(driver):
    driver.fill()
    cut = driver.chats.cut
    old = driver.chats.path[1]
    assert old.id < cut.message_id
    count = len(driver.finished)
    driver.chats.regenerate(old.id)
    again = driver.answer(count)
    assert driver.chats.cut is None
    driver.chats.switch_branch(again.id, -1)
    driver.until(lambda: driver.chats.cut == cut)


def test_the_system_prompt_stays(driver):
    driver.change(system_prompt="You are a keeper of lighthouses.")
    driver.fill()
    assert driver.prompt()[0].role == "system"
    assert driver.prompt()[1].role == "user"


def test_what_left_is_brought_back_when_a_question_touches_it(driver):
    driver.ask(FACT)
    driver.fill()
    driver.ask("What is the password of the lighthouse?")
    question = driver.chats.path[-2]
    (passage,) = recalled_passages(question.turn.recalled)
    assert passage.message_id == driver.chats.path[0].id
    assert "Marmalade" in driver.prompt()[-1].content
    assert driver.prompt()[-1].content.endswith(question.text)
    driver.ask("Say ok.")
    assert "Marmalade" in driver.prompt()[-3].content  # as it was read, so that the cache holds
    assert not driver.chats.path[-2].turn.recalled


def test_turns_that_leave_for_a_question_can_come_back_for_it(driver):
    driver.ask(FACT)
    driver.ask("Say ok. " + PADDING)
    assert driver.chats.cut is None
    driver.ask("What is the password of the lighthouse? " + PADDING)
    assert driver.chats.cut is not None
    (question,) = driver.changed_questions
    assert question in driver.chats.path
    assert "Marmalade" in driver.prompt()[-1].content


def test_a_question_longer_than_the_context_cuts_nothing_and_is_kept(driver):
    driver.ask("hello")
    driver.ask("How are you?")
    message = driver.ask("word " * 2000)
    assert message.status is MessageStatus.FAILED
    facts = json.loads(message.turn.error_facts)
    assert facts["available"] == ROUNDED - ROUNDED // 8
    assert facts["tokens"] < 2100
    assert driver.chats.cut is None
    assert driver.chats.path[-2].text.startswith("word word")


def test_a_question_that_needs_nearly_all_gets_a_short_answer(driver):
    driver.ask("hello")
    message = driver.ask("word " * (ROUNDED - 140))
    assert message.status in (MessageStatus.COMPLETE, MessageStatus.LENGTH)


def test_with_a_longer_context_all_is_in_view_again(driver):
    driver.fill()
    Enlarger(driver.chats, driver.services.models, driver.services.settings).enlarge(4096)
    driver.ask("And now?")
    assert driver.chats.cut is None
    assert driver.services.models.state.facts["context_length"] == 4096
    assert driver.prompt()[0].content == driver.chats.path[0].text


def test_a_longer_context_is_set_for_the_model_that_is_loaded_and_no_other(driver):
    settings, models = driver.services.settings, driver.services.models
    settings.update(replace(settings.value, load_model="another", load=LoadSettings(threads=3)))
    Enlarger(driver.chats, models, settings).enlarge(4096)
    reference = models.state.reference
    assert load_for(settings.value, reference).context_length == 4096
    assert load_for(settings.value, "another").context_length is None


def test_room_is_made_while_nobody_waits(driver):
    driver.change(sampling=replace(driver.services.settings.value.sampling, max_tokens=400))
    while driver.chats.cut is None:
        driver.ask(filler(len(driver.chats.path)))
        driver.settled()
    use = driver.measured[-1]
    assert use.history < use.room
    assert driver.chats.cut.message_id <= driver.chats.path[-2].id
    turn = driver.ask("Say ok.").turn
    assert turn.cached_tokens == use.history


def test_a_summary_stands_for_what_left(driver):
    driver.fill()
    cut = driver.chats.cut
    driver.chats.view.summarise()
    assert driver.chats.is_busy
    driver.until(lambda: driver.chats.cut.summary)
    assert driver.chats.cut.message_id == cut.message_id
    assert not driver.chats.is_busy
    driver.settled()
    history = driver.measured[-1].history
    turn = driver.ask("Say ok.").turn
    first = driver.prompt()[0].content
    assert driver.chats.cut.summary in first
    assert first.index(driver.chats.cut.summary) < first.index("Say ok.")
    assert turn.cached_tokens == history


def test_the_older_half_of_a_chat_that_still_fits_can_be_summarised(driver):
    for i in range(3):
        driver.ask(filler(i))
    driver.chats.view.summarise()
    driver.until(lambda: driver.chats.cut is not None)
    assert driver.chats.cut.summary
    assert driver.chats.cut.message_id in {m.id for m in driver.chats.path[2:5]}
    driver.until(lambda: not driver.chats.is_busy)


def test_a_later_summary_holds_the_earlier_one(driver):
    driver.fill()
    driver.chats.view.summarise()
    driver.until(lambda: driver.chats.cut.summary)
    earlier = driver.chats.cut
    for i in range(200, 230):
        if driver.chats.cut != earlier:
            break
        driver.ask(filler(i))
    assert not driver.chats.cut.summary
    driver.sent.clear()
    driver.chats.view.summarise()
    driver.until(lambda: driver.chats.cut.summary)
    assert earlier.summary in driver.prompt()[0].content


def test_a_chat_of_one_turn_has_nothing_to_summarise(driver):
    driver.ask("hello")
    driver.chats.view.summarise()
    driver.until(lambda: driver.errors)
    assert [e.code for e in driver.errors] == ["nothing_to_summarise"]
    assert not driver.chats.is_busy


def test_a_summary_can_be_stopped(driver):
    driver.fill()
    cut = driver.chats.cut
    driver.chats.view.summarise()
    driver.chats.stop()
    assert not driver.chats.is_busy
    assert driver.chats.cut == cut
    assert driver.ask("Say ok.").status in (MessageStatus.COMPLETE, MessageStatus.LENGTH)


def test_the_models_end_ends_a_summary(driver):
    driver.fill()
    driver.chats.view.summarise()
    driver.services.models.unload()
    assert not driver.chats.is_busy


def test_a_running_answer_goes_on_exactly_in_a_longer_context(driver):
    """At the same seed it is, token by token, the answer of a context that was long at once."""
    driver.change(
        thinking=ThinkingMode.AUTO,
        sampling=replace(driver.services.settings.value.sampling, max_tokens=400),
    )
    driver.ask("hello")
    enlarger = Enlarger(driver.chats, driver.services.models, driver.services.settings)
    driver.at_first_delta(lambda: enlarger.enlarge(4096))
    count = len(driver.finished)
    driver.chats.submit("Count from 1 to 40")
    driver.until(lambda: len(driver.finished) > count + 1)
    paused, whole = driver.finished[count:]
    assert paused.status is MessageStatus.PAUSED
    assert whole.id == paused.id
    assert whole.status is MessageStatus.COMPLETE
    assert driver.services.settings.value.load.context_length == 4096
    driver.chats.regenerate(whole.id)
    again = driver.answer(count + 2)
    assert (again.thinking, again.text) == (whole.thinking, whole.text)


def test_an_answer_that_reached_the_contexts_end_goes_on_in_a_longer_one(driver):
    driver.change(
        thinking=ThinkingMode.AUTO,
        sampling=replace(driver.services.settings.value.sampling, max_tokens=3000),
    )
    driver.open_model(load=LoadSettings(context_length=512))
    driver.ask(FACT)
    driver.ask("hello")
    message = driver.ask("Count from 1 to 100")
    assert (message.status, message.turn.stop_reason) == (MessageStatus.LENGTH, "context")
    count = len(driver.finished)
    Enlarger(driver.chats, driver.services.models, driver.services.settings).enlarge(4096)
    longer = driver.answer(count)
    assert longer.id == message.id
    assert len(longer.thinking + longer.text) > len(message.thinking + message.text)


def test_a_server_that_finds_the_chat_too_long_gets_a_shorter_one(make_driver, serve):
    refusal = {"type": "exceed_context_size_error", "n_prompt_tokens": 9000, "n_ctx": 8192}
    answer = dialects.llama_server("", "Yes.")
    server = serve(answer, answer, answer, json_reply({"error": refusal}, 400), answer)
    driver = make_driver()
    driver.open_model(server.url)
    for i in range(3):
        assert driver.ask(PADDING * 40 + str(i)).status is MessageStatus.COMPLETE
    message = driver.ask("And now?")
    assert message.status is MessageStatus.COMPLETE
    assert driver.chats.cut.message_id == driver.chats.path[2].id
    sent = [body["messages"] for body in server.posted]
    assert sent[-1] == sent[-2][2:]


def test_a_server_that_finds_one_question_too_long_is_believed(make_driver, serve):
    refusal = {"type": "exceed_context_size_error", "n_prompt_tokens": 9000, "n_ctx": 8192}
    driver = make_driver()
    driver.open_model(serve(json_reply({"error": refusal}, 400)).url)
    message = driver.ask("word " * 9000)
    assert message.turn.error_code == "message_too_long"
    assert driver.chats.path[0].text


def test_what_a_server_reports_fills_the_meter(make_driver, serve):
    driver = make_driver()
    driver.open_model(serve(dialects.llama_server("", "Yes.")).url)
    driver.ask("Are you there?")
    driver.until(lambda: driver.measured)
    assert driver.measured[-1].history == 60


def test_a_paused_answer_keeps_its_view(driver):
    driver.fill()
    driver.change(
        thinking=ThinkingMode.AUTO,
        sampling=replace(driver.services.settings.value.sampling, max_tokens=400),
    )
    cut, count = driver.chats.cut, len(driver.finished)
    driver.at_first_delta(driver.chats.pause)
    driver.chats.submit("Count from 1 to 40")
    paused = driver.answer(count)
    assert paused.status is MessageStatus.PAUSED
    driver.chats.view.show_all_again()
    driver.chats.view.summarise()
    assert [e.code for e in driver.errors] == ["answer_paused"]
    prompt = driver.prompt()
    driver.chats.go_on(paused.id)
    driver.answer(count + 1)
    assert driver.prompt() == prompt
    assert driver.chats.cut.message_id >= cut.message_id


def test_what_is_counted_of_one_chat_is_not_taken_for_another(driver):
    driver.ask("hello")
    driver.chats._prewarmer.send()
    known = len(driver.measured)
    driver.chats.new_chat()
    driver.settled()
    assert all(use.history < driver.measured[0].history for use in driver.measured[known:])
