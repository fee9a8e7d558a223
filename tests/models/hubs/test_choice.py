"""The hub that answers is proposed."""

import threading

import pytest

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.hubs.choice import HubAnswer, measure, proposed, why_silent
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard

HF, MS = HubSource.HUGGINGFACE, HubSource.MODELSCOPE


class Answers:
    """A hub that answers, fails, or stays silent until the test ends."""

    def __init__(self, source, outcome):
        self.source, self.outcome = source, outcome
        self.released = threading.Event()

    def seconds_to_answer(self):
        if self.outcome is None:
            self.released.wait(30)
            raise QwQError("hub_unreachable")
        if isinstance(self.outcome, QwQError):
            raise self.outcome
        return self.outcome


def test_a_silent_hub_does_not_hold_up_the_other():
    silent = Answers(HF, None)
    answers = measure([silent, Answers(MS, 0.2)])
    assert answers == (HubAnswer(HF), HubAnswer(MS, 0.2))
    assert proposed(answers) is MS
    silent.released.set()


def test_the_quicker_one_is_proposed_and_failures_are_told():
    assert proposed(measure([Answers(HF, 0.1), Answers(MS, 0.2)])) is HF
    gone = QwQError("hub_unreachable")
    answers = measure([Answers(HF, gone), Answers(MS, 0.2)])
    assert answers[0] == HubAnswer(HF, error=gone)
    assert proposed(answers) is MS
    assert proposed(measure([Answers(HF, gone)])) is None


@pytest.mark.parametrize("code", ["offline", "download_proxy", "download_certificate"])
def test_what_stands_between_is_told_rather_than_the_silence(code):
    gone, nearer = QwQError("hub_unreachable"), QwQError(code)
    assert why_silent([HubAnswer(HF, error=gone), HubAnswer(MS, error=nearer)]) is nearer
    assert why_silent([HubAnswer(HF, error=gone), HubAnswer(MS)]).code == "hubs_silent"


def test_real_hubs_are_measured(hub, repositories, guard):
    hubs = [kind(guard, lambda url: "", hub.url) for kind in (HuggingFace, ModelScope)]
    assert all(answer.seconds is not None for answer in measure(hubs))


def test_the_environment_names_the_hub(hub, repositories, guard, monkeypatch):
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    monkeypatch.setenv("MODELSCOPE_ENDPOINT", f" {hub.url}/ ")
    hubs = Hubs.from_environment(guard, lambda url: "")
    assert hubs.preferred().source is MS
    assert hubs.preferred().endpoint == hub.url
    assert hub.log.requests == [], "no need to measure"
    assert hubs.chosen(HF).endpoint == "https://huggingface.co"


def test_offline_is_said_rather_than_that_nobody_answers(monkeypatch):
    for name in ("HF_ENDPOINT", "MODELSCOPE_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    hubs = Hubs.from_environment(NetworkGuard(offline=True), lambda url: "")
    with pytest.raises(QwQError, match="offline"):
        hubs.preferred()


def test_no_hub_at_all_is_named(monkeypatch):
    gone = QwQError("hub_unreachable")
    with pytest.raises(QwQError, match="hubs_silent"):
        Hubs({HF: Answers(HF, gone), MS: Answers(MS, gone)}).preferred()
