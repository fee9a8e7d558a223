"""Everything that goes wrong on the way to a server and back."""

import shutil
import socket
import ssl
import subprocess
import threading

import pytest
from PySide6.QtNetwork import QNetworkProxy

from qwq_desktop.engine import protocol as p
from qwq_desktop.platform.explain import explain
from tests.doubles import dialects
from tests.doubles.dialects import chunk, sse
from tests.doubles.openai_server import Reply, json_reply, page
from tests.engine.remote_driver import HELLO

THINKING, ANSWER = p.Channel.THINKING, p.Channel.ANSWER
HELLO_REPLY = ("", "Hello!")
PARTLY = sse(chunk({"reasoning": "I think."}), chunk({"content": "Hel"}), done=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def shown(error):
    """The sentences for an error; all their facts have to be there."""
    explanation = explain(error.code, error.facts)
    assert "…" not in explanation.title + explanation.text
    return explanation.text


def test_nobody_at_the_address(remote):
    url = f"http://127.0.0.1:{free_port()}"
    error = remote.load(url)
    assert error.code == "server_unreachable"
    assert url in shown(error)


def test_a_name_that_does_not_exist(remote):
    assert remote.load("http://no-such-host.invalid:8080").code == "server_unreachable"


def test_an_address_that_is_none(remote):
    assert remote.load("http://").code == "server_address_bad"


@pytest.mark.parametrize(
    ("reply", "code", "says"),
    [
        (json_reply({"error": {"message": "Invalid API Key"}}, 401), "server_auth", "Invalid"),
        (json_reply({"error": {"message": "slow"}}, 429, Retry_After="20"), "server_busy", "20 s"),
        (json_reply({"error": {"message": "Loading model"}}, 503), "server_busy", "loading"),
        (json_reply({"error": {"message": "boom"}}, 500), "server_error", "boom"),
        (page(502), "server_error", "502"),
        (page(), "server_not_openai", "OpenAI"),
    ],
)
def test_what_a_server_answers_instead(remote, serve, reply, code, says):
    server = serve(reply)
    server.pages["/v1/models"] = reply
    error = remote.load(server.url)
    assert error.code == code
    assert says in shown(error)
    server.pages["/v1/models"] = json_reply(dialects.models("m"))
    remote.load(server.url)
    error = remote.ask()
    assert error.code == code
    assert says in shown(error)


def test_a_prompt_that_does_not_fit(remote, serve):
    said = {"type": "exceed_context_size_error", "n_prompt_tokens": 9412, "n_ctx": 8192}
    remote.load(serve(json_reply({"error": {"code": 400, "message": "too long", **said}}, 400)).url)
    error = remote.ask()
    assert error.code == "message_too_long"
    assert "9\u202f412" in shown(error)


@pytest.mark.parametrize("drops", [True, False])
def test_a_connection_lost_in_the_middle_keeps_what_came(remote, serve, drops):
    remote.load(serve(Reply(PARTLY, drops=drops)).url)
    error = remote.ask()
    assert error.code == "server_cut_off"
    assert "kept" in shown(error)
    assert (remote.texts()[THINKING], remote.texts()[ANSWER]) == ("I think.", "Hel")


def test_a_connection_lost_after_the_end_is_no_loss(remote, serve):
    parts = sse(chunk({"content": "Hello"}), chunk({}, "stop"), done=False)
    remote.load(serve(Reply(parts, drops=True)).url)
    assert remote.ask().stop is p.StopReason.END
    assert remote.texts()[ANSWER] == "Hello"


def test_an_error_in_the_middle_keeps_what_came(remote, serve):
    failed = {"error": {"message": "out of memory", "code": 500}}
    remote.load(serve(Reply([*PARTLY, *sse(failed)])).url)
    error = remote.ask()
    assert (error.code, error.facts["reason"]) == ("server_error", "out of memory")
    assert remote.texts()[ANSWER] == "Hel"


def test_a_server_that_is_gone_shows_at_the_next_question_and_may_come_back(remote, serve):
    server = serve(dialects.vllm(*HELLO_REPLY))
    remote.load(server.url)
    server.close()
    assert remote.ask().code in ("server_unreachable", "server_cut_off")
    assert remote.load(serve(dialects.vllm(*HELLO_REPLY)).url).kind == "done"


def test_something_that_speaks_no_http(remote):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
                connection.close()

        threading.Thread(target=greet, daemon=True).start()
        error = remote.load(f"http://127.0.0.1:{listener.getsockname()[1]}")
        listener.shutdown(socket.SHUT_RDWR)
    assert error.code in ("server_not_openai", "server_unreachable")


def test_a_redirect_is_not_followed_and_takes_no_key_along(make_remote, serve):
    elsewhere = serve(key="secret")
    server = serve()
    server.pages["/v1/models"] = json_reply({}, 302, Location=f"{elsewhere.url}/v1/models")
    error = make_remote(api_key="secret").load(server.url)
    assert error.code == "server_redirected"
    assert elsewhere.url in shown(error)
    assert elsewhere.asked == []


def test_the_key_goes_to_the_server_and_into_no_event_or_log(make_remote, serve, caplog):
    caplog.set_level("DEBUG")
    server = serve(dialects.vllm(*HELLO_REPLY), key="s3cret")
    remote = make_remote(api_key=" s3cret\n")
    assert remote.load(server.url).kind == "done"
    assert remote.ask().kind == "done"
    assert {asked.headers["Authorization"] for asked in server.asked} == {"Bearer s3cret"}
    assert "s3cret" not in caplog.text + str(remote.events)


def test_a_wrong_key_is_told(make_remote, serve):
    server = serve(key="s3cret")
    assert make_remote(api_key="other").load(server.url).code == "server_auth"
    assert make_remote().load(server.url).code == "server_auth"


def test_llama_server_asks_for_its_key_only_beside_the_list(remote, serve):
    server = serve(models=dialects.models("q.gguf", owner="llamacpp"))
    server.pages["/props"] = json_reply({"error": {"message": "Invalid API Key"}}, 401)
    assert remote.load(server.url).code == "server_auth"
    server.pages["/props"] = json_reply({}, 404)
    assert remote.load(server.url).kind == "done"


def test_no_key_means_no_header(remote, serve):
    server = serve()
    remote.load(server.url)
    assert "Authorization" not in server.asked[0].headers


def test_cookies_are_not_kept(remote, serve):
    server = serve(dialects.vllm(*HELLO_REPLY))
    server.pages["/v1/models"].headers["Set-Cookie"] = "who=me"
    remote.load(server.url)
    remote.ask()
    assert not any("Cookie" in asked.headers for asked in server.asked)


def test_offline_reaches_this_computer_and_no_other(make_remote, serve):
    remote = make_remote(offline=True)
    assert remote.load("http://192.0.2.1:8080").code == "offline"
    assert remote.network.connections == ()
    remote.load(serve(dialects.vllm(*HELLO_REPLY)).url)
    assert remote.ask().kind == "done"


def test_a_server_on_this_computer_is_not_reached_through_a_proxy(remote, serve):
    before = QNetworkProxy.applicationProxy()
    port = free_port()
    QNetworkProxy.setApplicationProxy(
        QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", port)
    )
    try:
        assert remote.load(serve().url).kind == "done"
        assert remote.load("http://box.invalid").code == "server_unreachable"
    finally:
        QNetworkProxy.setApplicationProxy(before)


@pytest.fixture
def self_signed(tmp_path):
    """A TLS context whose certificate nobody vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(
        ["openssl", *make, "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(make_remote, serve, self_signed):
    server = serve(tls=self_signed)
    error = make_remote(api_key="secret").load(server.url)
    assert error.code == "server_certificate"
    assert server.url in shown(error)
    assert server.asked == []


def test_http_where_https_is_spoken_is_an_error(remote, serve, self_signed):
    server = serve(tls=self_signed)
    error = remote.load(server.url.replace("https:", "http:"))
    assert error.code in ("server_unreachable", "server_not_openai", "server_cut_off")


def test_a_stop_during_a_failure_ends_once(remote, serve):
    remote.load(serve(Reply(PARTLY, drops=True)).url)
    request = remote.send(p.GenerateRequest, messages=HELLO)
    remote.qtbot.waitUntil(lambda: bool(remote.events[request]))
    remote.engine.cancel(request)
    remote.wait(request)
    remote.run(p.ProbeRequest)
    assert [e.kind for e in remote.events[request]].count("delta") >= 1
    assert [e.kind in ("done", "error") for e in remote.events[request]].count(True) == 1
