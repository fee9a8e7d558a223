import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform import network
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard, Purpose, is_loopback

HERE = [
    "http://localhost:8080/v1",
    "http://LOCALHOST/",
    "http://127.0.0.1:1/",
    "http://127.9.9.9",
    "http://[::1]:8080/",
    "http://[::ffff:127.0.0.1]/",
    "http://models.localhost/",
]
ELSEWHERE = [
    "https://huggingface.co/x",
    "http://192.168.1.5:8080",
    "http://localhost.example.org/",
    "http://127.0.0.1.example.org/",
    "http://localhost@example.org/",
    "http://0.0.0.0/",
    "http://[::2]/",
    "http://2130706433/",
    "",
    "nonsense",
    "http://[::1",
]


@pytest.mark.parametrize("url", [*HERE, *ELSEWHERE])
def test_everything_is_allowed_and_recorded_when_online(url):
    guard = NetworkGuard()
    guard.begin(url, Purpose.SERVER_CHECK)
    assert [c.purpose for c in guard.connections] == [Purpose.SERVER_CHECK]
    assert guard.connections[0].started_at > 0


@pytest.mark.parametrize("url", ELSEWHERE)
def test_offline_forbids_other_computers(url):
    guard = NetworkGuard(offline=True)
    with pytest.raises(QwQError) as refused:
        guard.begin(url, Purpose.SERVER_CHAT)
    assert (refused.value.code, refused.value.facts) == ("offline", {"url": url})
    assert guard.connections == ()


@pytest.mark.parametrize("url", HERE)
def test_offline_leaves_this_computer_reachable(url):
    guard = NetworkGuard(offline=True)
    guard.begin(url, Purpose.SERVER_CHAT)
    assert not guard.connections[0].leaves_computer


def test_each_connection_is_told_with_host_and_port(qtbot):
    guard = NetworkGuard()
    with qtbot.waitSignal(guard.connection_made) as told:
        guard.begin("https://user:pw@box:8443/v1/models?x=1", Purpose.SERVER_CHECK)
    assert told.args[0].host == "box:8443"
    assert told.args[0].leaves_computer
    assert guard.connections == (told.args[0],)


def test_the_record_keeps_the_newest(monkeypatch):
    guard = NetworkGuard()
    for number in range(network.CONNECTIONS_KEPT + 5):
        guard.begin(f"http://h{number}/", Purpose.SERVER_CHECK)
    assert len(guard.connections) == network.CONNECTIONS_KEPT
    assert guard.connections[0].host == "h5"


def test_threads_may_ask_at_the_same_time():
    guard = NetworkGuard()
    threads = [
        threading.Thread(
            target=lambda: [guard.begin("http://h/", Purpose.SERVER_CHAT) for _ in range(50)]
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(guard.connections) == 200


@given(st.text())
def test_any_text_is_a_host_or_none(text):
    assert is_loopback(text) in (True, False)
    with suppress(QwQError):
        NetworkGuard(offline=True).check(text)


def test_what_a_connection_received_is_noted_when_it_ends():
    guard = NetworkGuard()
    first, second = (guard.begin("https://a.example/", Purpose.HUB) for _ in range(2))
    guard.end(second, 7)
    assert [c.received_bytes for c in guard.connections] == [None, 7]
    guard.end(first, 5)
    assert [c.received_bytes for c in guard.connections] == [5, 7]


def test_the_end_of_a_forgotten_connection_changes_nothing(monkeypatch):
    monkeypatch.setattr(network, "CONNECTIONS_KEPT", 2)
    guard = NetworkGuard()
    made = [guard.begin("https://a.example/", Purpose.HUB) for _ in range(3)]
    guard.end(made[0], 7)
    assert [c.number for c in guard.connections] == [2, 3]
    assert [c.received_bytes for c in guard.connections] == [None, None]
