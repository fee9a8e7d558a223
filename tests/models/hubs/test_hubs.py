"""Both hubs keep one contract; Hugging Face through the real `huggingface_hub`."""

import json
import socket
import subprocess
import sys
from dataclasses import replace

import pytest

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.http import Stopped
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.network import NetworkGuard, Purpose
from tests.doubles.hub_dialects import COMMIT, JSON, sha256

from .conftest import FILES, QWQ


def paths(hub):
    return [path for _, path, _ in hub.log.requests]


def test_a_listing_tells_files_sizes_hashes_and_the_commit(asked):
    listing = asked.listing(QWQ)
    assert (listing.source, listing.repository) == (asked.source, QWQ)
    assert (listing.revision, listing.licence) == (COMMIT, "apache-2.0")
    assert not listing.is_gated
    assert {file.path: file.size for file in listing.files} == {
        path: len(data) for path, data in FILES.items()
    }
    models = [file for file in listing.files if file.path.endswith(".gguf")]
    assert {f.path: f.sha256 for f in models} == {f.path: sha256(FILES[f.path]) for f in models}
    assert all(COMMIT in file.url for file in models), "pinned: a hash belongs to its revision"


def test_nothing_goes_out_but_the_question(asked, hub, guard):
    asked.listing(QWQ)
    asked.search("qwq")
    asked.seconds_to_answer()
    told = paths(hub)
    assert not [path for path in told if "agent" in path or "telemetry" in path]
    assert all(QWQ in path or path.partition("?")[0].endswith("/models") for path in told)
    assert {c.host for c in guard.connections} == {hub.url.removeprefix("http://")}
    assert {c.purpose for c in guard.connections} == {Purpose.HUB}
    assert len(guard.connections) == len(told), "each went through the gate"
    for _, _, headers in hub.log.requests:
        assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding"}
        assert headers["User-Agent"] == "qwq-desktop"


def test_the_first_question_of_a_process_asks_nothing_else(hub, repositories):
    program = f"""
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.platform.network import NetworkGuard
import sys
assert "huggingface_hub" not in sys.modules, "imported before anybody asks"
HuggingFace(NetworkGuard(), lambda url: "", {hub.url!r}).listing({QWQ!r})
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
    assert paths(hub) == [f"/api/models/{QWQ}?blobs=true"]


def test_a_search_tells_the_most_used_first(asked, repositories):
    repositories.add("bartowski/Qwen_QwQ-32B-GGUF", {}, downloads=90, is_gated=True)
    repositories.add("other/Thing-GGUF", {})
    first, second = asked.search("qwq")
    assert first.repository == "bartowski/Qwen_QwQ-32B-GGUF"
    assert (first.downloads, first.likes, first.licence) == (90, 3, "apache-2.0")
    assert first.is_gated
    assert first.updated_at.startswith("2025-03-14T08:00:00")
    assert second.repository == QWQ
    assert len(asked.search("qwq", limit=1)) == 1
    assert asked.search("nothing like it") == ()


def test_a_repository_that_is_not_there_is_named(asked):
    with pytest.raises(QwQError) as caught:
        asked.listing("Qwen/QwQ-33B-GGUF")
    assert caught.value.code in ("repository_missing", "repository_needs_token")
    assert "Qwen/QwQ-33B-GGUF" in explain(caught.value.code, caught.value.facts).whole


def test_a_revision_that_is_not_there_is_told(asked):
    with pytest.raises(QwQError, match="repository_missing"):
        asked.listing(QWQ, "of-yesterday")


@pytest.mark.parametrize("name", ["", "QwQ", "a/b/c", "../etc/passwd", "a/..", "a b/c", "a/b?x=1"])
def test_a_name_that_is_none_is_never_asked_for(asked, hub, name):
    with pytest.raises(QwQError, match="repository_name"):
        asked.listing(name)
    assert hub.log.requests == []


def test_a_busy_hub_is_asked_once_and_named(asked, hub, repositories):
    repositories.busy = 1
    with pytest.raises(QwQError, match="hub_busy") as caught:
        asked.search("qwq")
    assert "42" in explain(caught.value.code, caught.value.facts).whole
    assert len(hub.log.requests) == 1


@pytest.mark.parametrize(
    "body", [b"<html>sign in</html>", b"[1, 2]", b'"x"', b"{}", b"null", b'{"Data": 3}']
)
def test_an_answer_that_makes_no_sense_is_named(asked, hub, body):
    for path in (f"/api/models/{QWQ}", f"/api/v1/models/{QWQ}/repo/files"):
        hub.pages[path] = (200, JSON, body)
    with pytest.raises(QwQError, match="hub_answer_unusable"):
        asked.listing(QWQ)


def test_a_private_repository_needs_the_token_of_this_very_host(asked, hub, repositories, tokens):
    repositories.add("me/mine-GGUF", {"m.gguf": b"GGUF"}, token="hf_secret")
    tokens["huggingface.co"] = tokens["www.modelscope.cn"] = "hf_secret"
    with pytest.raises(QwQError, match=r"repository_(needs_token|missing)"):
        asked.listing("me/mine-GGUF")
    assert not [h for _, _, h in hub.log.requests if "Authorization" in h], "never to a mirror"
    tokens[hub.url.removeprefix("http://")] = "hf_secret"
    assert asked.listing("me/mine-GGUF").files[0].path == "m.gguf"


def test_offline_asks_nobody():
    for hub in (HuggingFace, ModelScope):
        with pytest.raises(QwQError, match="offline"):
            hub(NetworkGuard(offline=True), lambda url: "").listing(QWQ)


def test_a_hub_that_is_not_there_is_named():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        for hub in (HuggingFace, ModelScope):
            with pytest.raises(QwQError, match="hub_unreachable"):
                hub(NetworkGuard(), lambda url: "", url).search("qwq")


def test_after_close_nothing_is_asked(asked, hub):
    asked.close()
    with pytest.raises(Stopped):
        asked.search("qwq")
    assert hub.log.requests == []


def test_gated_repositories_are_listed_as_such(asked, repositories):
    repositories.known[QWQ] = replace(repositories.known[QWQ], is_gated=True)
    assert asked.listing(QWQ).is_gated


def test_modelscope_finds_uploads_that_do_not_name_their_library(hub, guard):
    def speak(path, query, headers):
        if path != "/openapi/v1/models":
            return None
        hits = [] if "filter.library" in query else [{"id": "a/x-GGUF"}, {"id": "a/y"}]
        return 200, JSON, json.dumps({"success": True, "data": {"models": hits}}).encode()

    hub.dialects.append(speak)
    found = ModelScope(guard, lambda url: "", hub.url).search("x")
    assert [(one.repository, one.source) for one in found] == [("a/x-GGUF", HubSource.MODELSCOPE)]
