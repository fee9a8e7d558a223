"""Conversations with a model on a server, through the same parts as with a file."""

import pytest

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.services import SERVER_KEY_VARIABLE, build_services
from qwq_desktop.settings.schema import LoadSettings
from qwq_desktop.storage.records import MessageStatus
from tests.doubles import dialects
from tests.doubles.dialects import QWQ
from tests.doubles.openai_server import OpenAiServer, Reply


@pytest.fixture
def serve():
    servers = []

    def begin(*script, **values):
        values = {"models": dialects.models(QWQ, max_model_len=40960), **values}
        servers.append(OpenAiServer(*script, **values))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


class Driver:
    """The services, a chat session, and what it told."""

    def __init__(self, qtbot, home, **values):
        self.qtbot = qtbot
        self.services = s = build_services(home, **values)
        self.models = s.models
        self.chats = ChatSession(s.chats, s.models, s.settings, s.tools, s.worker)
        self.finished = []
        self.chats.message_finished.connect(self.finished.append)
        self.chats.list.start()

    def open(self, reference, status=ModelStatus.READY):
        self.models.open(reference, LoadSettings())
        self.qtbot.waitUntil(lambda: self.models.state.status is status, timeout=20_000)
        return self.models.state

    def ask(self, text):
        count = len(self.finished)
        self.chats.submit(text)
        self.qtbot.waitUntil(lambda: len(self.finished) > count, timeout=30_000)
        return self.finished[-1]

    def close(self):
        self.chats.close()
        self.services.close()


@pytest.fixture
def make(qtbot, home):
    made = []

    def build(**values):
        made.append(Driver(qtbot, home, **values))
        return made[-1]

    yield build
    for driver in made:
        driver.close()


@pytest.fixture
def driver(make):
    return make()


def test_a_server_is_opened_like_a_model(driver, serve):
    server = serve()
    state = driver.open(server.url)
    assert state.is_remote
    assert state.name == f"{QWQ} · {server.url.removeprefix('http://')}"
    assert (state.ref, state.plan, state.entry) == (None, None, None)
    assert state.facts["context_length"] == 40960


def test_until_it_answers_a_server_goes_by_its_address(driver, serve):
    server = serve()
    server.pages["/v1/models"].wait_before = 0
    driver.models.open(server.url, LoadSettings())
    assert driver.models.state.status is ModelStatus.LOADING
    assert driver.models.state.name == server.url.removeprefix("http://")


def test_a_turn_with_a_tool_is_kept_with_thinking_answer_and_counts(driver, serve):
    call = dialects.tool_call("calculate", '{"expression": "412 * 77"}', "I need a tool.")
    server = serve(call, dialects.vllm("So.", "It is 31724."))
    driver.open(server.url)
    message = driver.ask("What is 412 * 77?")
    assert message.status is MessageStatus.COMPLETE
    assert message.thinking == "I need a tool.\n\nSo."
    assert message.text == "It is 31724."
    assert [(s.name, s.result) for s in message.tool_steps] == [("calculate", "31724")]
    assert message.turn.model_name.startswith(QWQ)
    assert message.turn.answer_tokens > 0
    assert server.posted[1]["messages"][-1]["content"] == "31724"


def test_thinking_never_goes_back_to_the_server(driver, serve):
    server = serve(dialects.no_parser("My thoughts.\n</think>\n\nHello!"))
    driver.open(server.url)
    message = driver.ask("hello")
    assert (message.thinking, message.text) == ("My thoughts.", "Hello!")
    driver.ask("and now?")
    sent = [m["content"] for m in server.posted[1]["messages"]]
    assert sent == ["hello", "Hello!", "and now?"]


def test_thinking_that_looked_like_an_answer_is_not_sent_beside_a_call(driver, serve):
    text = 'Hm.</think>One moment.\n<tool_call>\n{"name": "calculate", "arguments": '
    text += '{"expression": "1+1"}}\n</tool_call>'
    server = serve(dialects.no_parser(text), dialects.vllm("", "2"))
    driver.open(server.url)
    driver.ask("1+1?")
    assert server.posted[1]["messages"][1]["content"] == "One moment."


def test_a_lost_connection_keeps_the_partial_answer(driver, serve):
    parts = dialects.vllm("I think.", "Hello, you!").parts[:6]
    driver.open(serve(Reply(parts, drops=True)).url)
    message = driver.ask("hello")
    assert message.status is MessageStatus.FAILED
    assert message.turn.error_code == "server_cut_off"
    assert message.text.startswith("Hello")
    assert driver.models.state.status is ModelStatus.READY


def test_a_failed_opening_is_tried_again_by_asking(driver, serve):
    server = serve(dialects.vllm("", "Hello!"), models={"data": []})
    assert driver.open(server.url, ModelStatus.FAILED).error.code == "server_no_model"
    server.pages.update(serve().pages)
    assert driver.ask("hello").text == "Hello!"


def test_file_and_server_take_turns(driver, serve):
    server = serve(dialects.vllm("", "From the server."))
    driver.open(server.url)
    assert driver.ask("hello").text == "From the server."
    assert not driver.open("qwq-nano").is_remote
    assert driver.models.engine.is_running
    local = driver.ask("hello").text
    assert local
    assert local != "From the server."
    driver.open(server.url)
    assert driver.ask("hello").text == "From the server."
    assert len(server.posted) == 2


def test_unloading_lets_go_of_the_server(driver, serve):
    server = serve(dialects.vllm("", "Hello!"))
    driver.open(server.url)
    driver.models.unload()
    assert driver.models.state.status is ModelStatus.NONE
    assert not driver.models.engine.is_running


def test_offline_forbids_servers_elsewhere(make):
    driver = make(offline=True)
    state = driver.open("http://192.0.2.1:8080", ModelStatus.FAILED)
    assert state.error.code == "offline"
    assert driver.services.network.is_offline


def test_the_key_comes_from_the_environment(make, serve, monkeypatch):
    monkeypatch.setenv(SERVER_KEY_VARIABLE, "s3cret")
    server = serve(dialects.vllm("", "Hello!"), key="s3cret")
    driver = make()
    driver.open(server.url)
    assert driver.ask("hello").text == "Hello!"
