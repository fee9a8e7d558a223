"""What `doctor` finds, with cards that are not there."""

import json

import pytest

from qwq_desktop.cli import doctor
from qwq_desktop.cli.doctor import doctor_report
from qwq_desktop.engine import protocol as p
from qwq_desktop.models import library
from qwq_desktop.models.references import package_folder
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.services import build_services
from tests.doubles.ranker_file import write_ranker

GIB = 1 << 30


@pytest.fixture
def report(qapp, home, monkeypatch):
    """The report where the engine tells of these devices, or fails."""
    made = []

    def make(*devices, offload=True, error=None):
        def call(_services, _request):
            if error is not None:
                raise error
            return p.DoneEvent(1, result={"gpu_offload": offload, "devices": list(devices)})

        monkeypatch.setattr(doctor, "call", call)
        made.append(build_services(home))
        return doctor_report(made[-1])

    yield make
    for services in made:
        services.close()


def card(free, total):
    return {
        "name": "CUDA0",
        "description": "A card",
        "kind": "gpu",
        "free_bytes": free * GIB,
        "total_bytes": total * GIB,
    }


def codes(found):
    return {finding["code"] for finding in found["findings"]}


def test_a_card_that_is_free_needs_no_word(report):
    found = report(card(23, 24))
    assert not codes(found) & {"card_in_use", "no_gpu_found", "cpu_only_build"}
    assert found["engine"]["devices"][0]["free_bytes"] == 23 * GIB


def test_a_card_that_others_fill_is_told_with_the_sizes(report):
    found = report(card(3, 24))
    text = next(f["text"] for f in found["findings"] if f["code"] == "card_in_use")
    assert "A card" in text
    assert "22.5 GB" in text


def test_a_build_without_cards_and_a_driver_that_is_missing_are_told_apart(report):
    assert "cpu_only_build" in codes(report(offload=False))
    assert "no_gpu_found" in codes(report())


def test_an_engine_that_does_not_start_is_told_and_nothing_is_well(report):
    found = report(error=QwQError("engine_died", detail="no such library"))
    assert not found["ok"]
    assert any("no such library" in finding["text"] for finding in found["findings"])


def test_the_read_chats_on_the_disk_are_counted(report, home):
    folder = home / "cache" / "states"
    folder.mkdir(parents=True)
    for name in ("a-1.state", "a-1.json", "b-1.state"):
        (folder / name).write_bytes(bytes(1000))
    cache = report()["prompt_cache"]
    assert (cache["size_bytes"], cache["states"]) == (3000, 2)
    assert cache["limit_bytes"] == 4 * 10**9


def test_a_damaged_settings_file_is_told_in_words(report, home):
    (home / "settings.json").write_text("{", encoding="utf-8")
    found = report()
    text = next(f["text"] for f in found["findings"] if f["code"] == "settings_damaged")
    assert "settings" in text.lower()
    assert "{" not in text


def test_the_model_for_documents_is_told_and_where_it_is_missing_how_to_get_it(report, monkeypatch):
    monkeypatch.setattr(library, "package_folder", lambda package: None)
    found = report()
    text = next(f["text"] for f in found["findings"] if f["code"] == "embedder_missing")
    assert found["embedder"] is None
    assert "packaging/run.py" in text


def test_a_model_that_the_set_up_made_needs_no_word(report):
    if package_folder("qwq_embedder") is None:
        pytest.skip("the set-up has not made the embedder")
    found = report()
    assert found["embedder"]["name"].startswith("multilingual-e5-small")
    assert "embedder_missing" not in codes(found)


def test_another_model_that_does_not_embed_keeps_its_own_reason(report, home, nano_model):
    home.joinpath("settings.json").write_text(json.dumps({"embedding_model": str(nano_model)}))
    text = next(f["text"] for f in report()["findings"] if f["code"] == "embedder_missing")
    assert str(nano_model) in text


def test_a_re_ranker_is_told_and_one_that_is_none_too(report, home, nano_model):
    assert report()["reranker"] is None
    (home / "models").mkdir(exist_ok=True)
    path = write_ranker(home / "models" / "排序 ranker.gguf")
    assert report()["reranker"]["path"] == str(path)
    home.joinpath("settings.json").write_text(json.dumps({"reranking_model": str(nano_model)}))
    text = next(f["text"] for f in report()["findings"] if f["code"] == "reranker_missing")
    assert str(nano_model) in text
