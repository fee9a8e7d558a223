"""Advice for the window: asked for once, remembered, and never asked for unbidden."""

import json

import pytest

from qwq_desktop.models.advising.advisor import FRESH_S
from qwq_desktop.models.advising.store import FILE_NAME, read_asked

QWQ = "Qwen/QwQ-32B-GGUF"


def begun(qtbot, advisor, **how):
    with qtbot.waitSignal(advisor.recommendation_found, timeout=20_000) as found:
        advisor.begin(**how)
    return found.args[0]


def headers_read(hub):
    return [path for _, path, _ in hub.log.requests if path.startswith("/cdn/")]


def test_the_model_to_begin_with_is_found(make_advisor, qtbot, hub):
    advisor = make_advisor()
    told = []
    advisor.advised.connect(told.append)
    best = begun(qtbot, advisor)
    assert (best.entry.id, best.recommended.quantisation) == ("qwq-32b", "Q8_0")
    assert [one.entry.id for one in told] == ["qwq-32b"]
    assert best.asked.bytes_per_second > 0
    assert advisor.recommended() is best
    assert not advisor.is_choosing
    assert advisor.computer.hardware.ram_total_bytes > 0


def test_nothing_goes_out_before_it_is_wished(make_advisor, qtbot, hub):
    advisor = make_advisor()
    with qtbot.waitSignal(advisor.computer_measured, timeout=20_000):
        advisor.recall()
    assert hub.log.requests == []
    assert advisor.guard.connections == ()
    assert advisor.recommended() is None


def test_what_was_told_is_there_at_the_next_start_without_a_question(make_advisor, qtbot, hub):
    begun(qtbot, make_advisor())
    asked = len(hub.log.requests)
    again = make_advisor()
    with qtbot.waitSignal(again.advised, timeout=20_000):
        again.recall()
    assert again.recommended().recommended.quantisation == "Q8_0"
    assert begun(qtbot, again).entry.id == "qwq-32b"
    assert len(hub.log.requests) == asked


def test_after_a_day_the_list_is_asked_for_again_but_no_header_twice(make_advisor, qtbot, hub):
    begun(qtbot, make_advisor())
    read = len(headers_read(hub))
    asked = len(hub.log.requests)
    later = make_advisor(clock=lambda: 2 * FRESH_S + 4e9)
    assert begun(qtbot, later).entry.id == "qwq-32b"
    assert len(hub.log.requests) > asked
    assert len(headers_read(hub)) == read


def test_a_user_can_have_it_asked_anew(make_advisor, qtbot, hub):
    advisor = make_advisor()
    begun(qtbot, advisor)
    asked = len(hub.log.requests)
    begun(qtbot, advisor, anew=True)
    assert len(hub.log.requests) == asked + 1


def test_without_a_line_the_reason_is_told_and_what_was_known_stays(make_advisor, qtbot, hub):
    begun(qtbot, make_advisor())
    dead = make_advisor(url="http://127.0.0.1:9", clock=lambda: 2 * FRESH_S + 4e9)
    with qtbot.waitSignal(dead.failed, timeout=20_000) as failed:
        dead.begin()
    assert failed.args[0] == "qwq-32b"
    assert failed.args[1].code == "hub_unreachable"
    assert dead.error_of("qwq-32b") is failed.args[1]
    assert dead.recommended().entry.id == "qwq-32b"
    assert not dead.is_choosing


def test_offline_is_said_and_nothing_tried(make_advisor, qtbot):
    advisor = make_advisor(url="https://hub.invalid", offline=True)
    with qtbot.waitSignal(advisor.failed, timeout=20_000) as failed:
        advisor.begin()
    assert failed.args[1].code == "offline"
    assert advisor.guard.connections == ()


def test_a_repository_that_is_gone_does_not_end_the_search(make_advisor, qtbot, hub, monkeypatch):
    for name in list(hub.repositories.known):
        if name == QWQ:
            del hub.repositories.known[name]
    advisor = make_advisor()
    best = begun(qtbot, advisor)
    assert best is None or best.entry.id != "qwq-32b"
    assert advisor.error_of("qwq-32b").code in ("repository_missing", "repository_needs_token")


def test_another_model_is_told_of_when_it_is_asked_for(make_advisor, qtbot, hub):
    advisor = make_advisor()
    with qtbot.waitSignal(advisor.advised, timeout=20_000) as told:
        advisor.ask("qwen3-8b")
        assert advisor.is_asking("qwen3-8b")
    assert told.args[0].entry.id == "qwen3-8b"
    assert not advisor.is_asking("qwen3-8b")
    assert advisor.advice_on("qwen3-8b") is told.args[0]
    assert not any(QWQ in path for _, path, _ in hub.log.requests)


def test_a_page_of_a_captive_network_is_no_model(make_advisor, qtbot, hub):
    hub.files[f"{QWQ}/qwq-32b-q4_k_m.gguf"].content_type = "text/html"
    hub.files[f"{QWQ}/qwq-32b-q8_0.gguf"].content_type = "text/html"
    advisor = make_advisor()
    with qtbot.waitSignal(advisor.failed, timeout=20_000) as failed:
        advisor.begin()
    assert failed.args[1].code == "download_not_a_model"


def test_a_busy_hub_is_said_to_be_busy(make_advisor, qtbot, hub):
    hub.repositories.busy = 1
    advisor = make_advisor()
    with qtbot.waitSignal(advisor.failed, timeout=20_000) as failed:
        advisor.begin()
    assert (failed.args[1].code, failed.args[1].facts["wait_s"]) == ("hub_busy", 42)
    assert begun(qtbot, advisor).entry.id == "qwq-32b"


def test_closing_ends_a_question_that_nobody_answers(make_advisor, qtbot, hub):
    from tests.doubles.hub import Fault

    hub.faults = [Fault("stall", after=100)]
    advisor = make_advisor()
    advisor.begin()
    qtbot.waitUntil(lambda: bool(headers_read(hub)), timeout=20_000)
    advisor.close()
    assert advisor.advice_on("qwq-32b") is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"version": 1, "models": {"qwq-32b": {}}}', '{"version": 9, "models": 3}'],
)
def test_a_damaged_memory_counts_as_none(tmp_path, text):
    (tmp_path / FILE_NAME).write_text(text)
    assert read_asked(tmp_path / FILE_NAME) == {}


def test_headers_with_nonsense_in_them_are_dropped(make_advisor, qtbot, home):
    begun(qtbot, make_advisor())
    path = home / "headers.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    for info in kept["models"]["qwq-32b"]["infos"].values():
        info["block_count"] = "many"
    path.write_text(json.dumps(kept), encoding="utf-8")
    advisor = make_advisor()
    with qtbot.waitSignal(advisor.computer_measured, timeout=20_000):
        advisor.recall()
    assert advisor.recommended() is None
    assert begun(qtbot, advisor, anew=True) is not None
