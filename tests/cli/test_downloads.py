"""From a hub to an answer, as a user or a script goes it: real processes, real model."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qwq_desktop.models.origins import Origin, origin_of
from qwq_desktop.platform.paths import resources_dir
from tests.doubles.hub import Fault, Hub, Served
from tests.doubles.hub_dialects import COMMIT, Repositories, sha256

QWQ = "Qwen/QwQ-32B-GGUF"
NAME = "qwq-32b-q4_k_m.gguf"
NANO = (resources_dir() / "qwq-nano.gguf").read_bytes()


@pytest.fixture
def hub():
    hub = Hub()
    repositories = Repositories(hub)
    repositories.add(QWQ, {NAME: NANO, "README.md": b"#", "qwq-32b-q8_0.gguf": b"GGUF" + NANO})
    hub.repositories = repositories
    yield hub
    hub.close()


@pytest.fixture
def command(home, hub):
    """How a command is started in a fresh home, with the test hub as both hubs."""

    def make(*arguments, **environment):
        return {
            "args": [sys.executable, "-m", "qwq_desktop", *map(str, arguments)],
            "encoding": "utf-8",
            "env": {
                **os.environ,
                "QWQ_DESKTOP_HOME": str(home),
                "HF_ENDPOINT": hub.url,
                "MODELSCOPE_ENDPOINT": hub.url,
                **environment,
            },
        }

    return make


@pytest.fixture
def run(command):
    """Run a command to its end; `.events` are its JSON lines."""

    def call(*arguments, text=None, **environment):
        made = command(*arguments, **environment)
        done = subprocess.run(**made, capture_output=True, timeout=100, input=text)
        done.events = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


@pytest.mark.parametrize("source", ["huggingface", "modelscope"])
def test_a_model_is_downloaded_and_answers(run, hub, source):
    done = run("models", "download", QWQ, "Q4_K_M", "--source", source, "--json")
    assert done.returncode == 0, done.stderr
    last = done.events[-1]
    assert (last["type"], last["done"], last["total"]) == ("done", len(NANO), len(NANO))
    assert (last["source"], last["repository"]) == (source, QWQ)
    path = Path(last["path"])
    assert path.read_bytes() == NANO
    assert path.parts[-3:] == ("Qwen", "QwQ-32B-GGUF", NAME)
    origin = origin_of(path)
    assert origin == Origin(source, QWQ, COMMIT, sha256(NANO), len(NANO), origin.url)
    steady = ("--temp", "0.1", "--seed", "7", "--max-tokens", "800", "--tools", "none")
    asked = run("ask", "--model", path, *steady, "What is 17 + 25?")
    assert "42" in asked.stdout, asked.stderr
    assert str(path) in run("models", "list").stdout
    assert {c[1].partition("?")[0].split("/")[1] for c in hub.log.requests} <= {
        "api", "openapi", "models", "Qwen", "cdn"
    }  # fmt: skip


def test_a_second_download_fetches_nothing(run, hub):
    run("models", "download", QWQ, NAME, "--source", "huggingface")
    sent = hub.log.sent
    again = run("models", "download", QWQ, NAME, "--source", "huggingface")
    assert again.stdout.strip().endswith(NAME)
    assert hub.log.sent == sent


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal between processes")
def test_ctrl_c_pauses_and_the_same_command_resumes(command, run, hub, home):
    # The first answer is to the question what the file is; the second one stalls.
    hub.faults = [Fault(), Fault("stall", after=2_000_000)]
    arguments = ("models", "download", QWQ, NAME, "--source", "huggingface", "--json")
    with subprocess.Popen(
        **command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        for line in process.stdout:
            if json.loads(line).get("done", 0) >= 1_000_000:
                process.send_signal(signal.SIGINT)
                break
        rest = [json.loads(line) for line in process.stdout]
        assert process.wait(30) == 130, process.stderr.read()
    assert rest[-1]["type"] == "paused"
    assert not list(home.rglob("*.gguf"))
    before = hub.log.sent
    hub.released.set()
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert Path(done.events[-1]["path"]).read_bytes() == NANO
    assert hub.log.sent - before < len(NANO) - 900_000, "what had come was kept"


def test_a_plain_address_is_downloaded(run, hub):
    hub.files["some model.gguf"] = Served(NANO)
    hub.files["page.gguf"] = Served(b"<html>", content_type="text/html")
    done = run("models", "download", hub.file_url("some%20model.gguf"), "--json")
    assert done.returncode == 0, done.stderr
    path = Path(done.events[-1]["path"])
    assert (path.name, path.read_bytes()) == ("some model.gguf", NANO)
    assert origin_of(path).source == "address"
    bad = run("models", "download", hub.file_url("page.gguf"))
    assert bad.returncode == 1
    assert "This is not a model" in bad.stderr


def test_a_split_model_comes_as_one(run, hub):
    parts = {f"m-Q8_0-0000{n}-of-00003.gguf": b"GGUF" + bytes([n]) * 1000 for n in (1, 2, 3)}
    hub.repositories.add("a/split-GGUF", parts)
    done = run("models", "download", "a/split-GGUF", "Q8_0", "--source", "huggingface", "--json")
    assert done.returncode == 0, done.stderr
    assert done.events[-1]["total"] == 3012
    first = Path(done.events[-1]["path"])
    assert first.name == "m-Q8_0-00001-of-00003.gguf"
    assert {p.name: p.read_bytes() for p in first.parent.glob("*.gguf")} == parts


def test_search_and_files_are_told(run):
    (hit,) = run("models", "search", "qwq", "--source", "modelscope", "--json").events
    assert (hit["repository"], hit["source"]) == (QWQ, "modelscope")
    first, second = run("models", "files", QWQ, "--source", "huggingface", "--json").events
    assert (first["name"], first["quantisation"], first["bytes"]) == (NAME, "Q4_K_M", len(NANO))
    assert second["quantisation"] == "Q8_0"
    assert "Q4_K_M" in run("models", "files", QWQ, "--source", "huggingface").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("download", QWQ, "Q2_K"), "There is no such file in the repository"),
        (("download", QWQ), "Several files fit"),
        (("download", "Qwen/Gone-GGUF", "x"), "This repository is private or does not exist"),
        (("download", "nonsense", "x"), "This is not the name of a repository"),
        (("download", "https://example.org/x.zip"), "This is not a model's address"),
    ],
)
def test_what_goes_wrong_is_said_in_words(run, arguments, sentence):
    done = run("models", *arguments, "--source", "huggingface", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(sentence)


def test_gated_files_say_what_to_do(run, hub):
    repository = hub.repositories.add("meta/gated-GGUF", {NAME: NANO}, is_gated=True)
    done = run("models", "download", "meta/gated-GGUF", NAME, "--source", "huggingface")
    assert done.returncode == 1
    assert "Accept it on the hub's page and add your token" in done.stderr
    assert repository.is_gated


def test_offline_forbids_and_says_so(run, hub):
    for arguments in (("search", "x"), ("download", QWQ, NAME)):
        endpoints = {"HF_ENDPOINT": "https://hub.invalid", "MODELSCOPE_ENDPOINT": ""}
        done = run("models", *arguments, "--offline", **endpoints)
        assert done.returncode == 1
        assert "Connections are switched off" in done.stderr
    assert hub.log.requests == []


def test_a_wrong_file_never_bears_the_name(run, hub, home):
    evil = bytearray(NANO)
    evil[-1] ^= 1
    hub.files[f"{QWQ}/{NAME}"] = Served(bytes(evil))
    done = run("models", "download", QWQ, NAME, "--source", "huggingface")
    assert done.returncode == 1
    assert "The file came damaged" in done.stderr
    assert not list((home / "models").rglob("*.gguf*"))


@pytest.mark.parametrize("source", ["huggingface", "modelscope"])
def test_advice_comes_before_any_download(run, hub, source):
    done = run("models", "advise", "qwq-32b", "--source", source, "--json")
    assert done.returncode == 0, done.stderr
    first, second, last = done.events
    assert (first["name"], first["recommended"], first["fit"]) == (NAME, True, first["fit"])
    assert first["context"] == 4096
    assert "fit" not in second  # that one is no model
    assert (last["recommended"], last["code"]) == (NAME, "nothing_lost")
    for_people = run("models", "advise", QWQ, "--source", source, "--ram", 1000)
    assert "Even its smallest version needs" in for_people.stdout


def test_a_system_without_a_keyring_is_told_and_the_token_kept_nowhere(run, home):
    none = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    done = run("models", "token", "--source", "huggingface", text="hf_abc\n", **none)
    assert done.returncode == 1
    assert done.stderr.startswith("This system has no keyring")
    files = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in files if b"hf_abc" in path.read_bytes()]
    assert "There is no token" in run("models", "token", text="\n", **none).stderr
