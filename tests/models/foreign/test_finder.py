"""The models of other programs, as they lie on the three systems."""

import json
import os
from pathlib import Path

import pytest

from qwq_desktop.models.foreign.finder import find_models
from qwq_desktop.models.foreign.found import Program
from qwq_desktop.models.foreign.recognise import program_of, promised_hash
from qwq_desktop.models.foreign.surroundings import Surroundings

HASH = "ab" * 32
MODEL = "application/vnd.ollama.image.model"


@pytest.fixture
def around(tmp_path):
    home = tmp_path / "用户 数据 é"
    home.mkdir()

    def on(system="linux", **environment):
        return Surroundings(system, home, {k: str(v) for k, v in environment.items()})

    return on


@pytest.fixture
def put(tmp_path):
    def write(path: str, content: bytes = b"GGUF rest") -> Path:
        file = tmp_path / "用户 数据 é" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    return write


def found(around):
    return [(model.program, model.name, model.path) for model in find_models(around).models]


SYSTEM_FOLDERS = {
    ("linux", Program.GPT4ALL): ".local/share/nomic.ai/GPT4All",
    ("darwin", Program.GPT4ALL): "Library/Application Support/nomic.ai/GPT4All",
    ("win32", Program.GPT4ALL): "AppData/Local/nomic.ai/GPT4All",
    ("linux", Program.JAN): ".local/share/Jan/data/llamacpp/models",
    ("darwin", Program.JAN): "Library/Application Support/Jan/data/llamacpp/models",
    ("win32", Program.JAN): "AppData/Roaming/Jan/data/llamacpp/models",
    ("linux", Program.LM_STUDIO): ".lmstudio/models",
    ("darwin", Program.LM_STUDIO): ".lmstudio/models",
    ("win32", Program.LM_STUDIO): ".cache/lm-studio/models",
}


@pytest.mark.parametrize(("where", "folder"), SYSTEM_FOLDERS.items(), ids=map(str, SYSTEM_FOLDERS))
def test_each_system_has_its_folders(around, put, where, folder):
    system, program = where
    path = put(f"{folder}/publisher/QwQ-32B-Q4_K_M.gguf")
    assert found(around(system)) == [(program, "QwQ-32B-Q4_K_M", path)]
    if program is not Program.JAN or system != "win32":
        assert program_of(path) is program


def test_jan_names_folders_not_files(around, put):
    path = put(".local/share/Jan/data/llamacpp/models/Qwen3-8B-IQ4_XS/model.gguf")
    put(".local/share/Jan/data/llamacpp/models/Qwen3-8B-IQ4_XS/mmproj.gguf")
    assert found(around()) == [(Program.JAN, "Qwen3-8B-IQ4_XS", path)]


def test_folders_that_the_user_chose_are_looked_into(around, put):
    def chosen(name):
        return json.dumps({name: str(around().home / name)}).encode()

    put(".lmstudio/settings.json", chosen("downloadsFolder"))
    put(".config/Jan/settings.json", chosen("data_folder"))
    folder = around().home / "gpt"
    put(".config/nomic.ai/GPT4All.ini", f"[General]\nmodelPath={folder}\n".encode())
    put("downloadsFolder/a/b/lm.gguf")
    put("data_folder/llamacpp/models/jan.gguf")
    put("gpt/four.gguf")
    assert [name for _, name, _ in found(around())] == ["four", "jan", "lm"]


def test_lm_studio_says_by_a_pointer_where_it_lives(around, put):
    put(".lmstudio-home-pointer", f"{around().home / 'studio'}\n".encode())
    path = put("studio/models/p/m/x.gguf")
    assert found(around()) == [(Program.LM_STUDIO, "x", path)]


@pytest.mark.parametrize("text", [b"{", b"[]", b"\xff\xfe", b'{"downloadsFolder": 3}'])
def test_settings_that_make_no_sense_are_only_hints(around, put, text):
    put(".lmstudio/settings.json", text)
    put(".lmstudio/models/a.gguf")
    assert [name for _, name, _ in found(around())] == ["a"]


def manifest(digest: str, kind: str = MODEL) -> bytes:
    layers = [{"mediaType": "x", "digest": "y"}, {"mediaType": kind, "digest": digest}]
    return json.dumps({"layers": layers}).encode()


def test_ollamas_manifests_lead_to_its_blobs(around, put):
    root = ".ollama/models"
    blob = put(f"{root}/blobs/sha256-{HASH}")
    put(f"{root}/manifests/registry.ollama.ai/library/qwq/32b", manifest(f"sha256:{HASH}"))
    assert found(around("win32")) == [(Program.OLLAMA, "qwq:32b", blob)]
    assert (promised_hash(blob), program_of(blob)) == (HASH, Program.OLLAMA)


def test_ollamas_variable_counts_and_names_tell_their_hub(around, put):
    blob = put(f"models/blobs/sha256-{HASH}")
    tag = "models/manifests/hf.co/bartowski/Qwen_QwQ-32B-GGUF/Q4_K_M"
    put(tag, manifest(f"sha256:{HASH}"))
    elsewhere = around(OLLAMA_MODELS=around().home / "models")
    name = "hf.co/bartowski/Qwen_QwQ-32B-GGUF:Q4_K_M"
    assert found(elsewhere) == [(Program.OLLAMA, name, blob)]


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"[]",
        b'{"layers": 3}',
        b'{"layers": [3]}',
        manifest("sha256:../../../etc/passwd"),
        manifest(f"sha256:{HASH}", "application/vnd.ollama.image.adapter"),
        manifest(f"sha256:{'cd' * 32}"),
    ],
)
def test_manifests_that_lead_nowhere_are_stepped_over(around, put, text):
    put(f".ollama/models/blobs/sha256-{HASH}")
    put(".ollama/models/manifests/registry.ollama.ai/library/qwq/32b", text)
    findings = find_models(around())
    assert (findings.models, findings.unreadable) == ((), ())


def test_the_hubs_cache_is_read_through_its_links(around, put):
    root = ".cache/huggingface/hub/models--Qwen--QwQ-32B-GGUF"
    blob = put(f"{root}/blobs/{HASH}")
    link = around().home / root / "snapshots/8728e66/qwq-32b-q4_k_m.gguf"
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("../../blobs") / HASH)
    (link.parent / "gone.gguf").symlink_to(Path("../../blobs/gone"))
    assert found(around()) == [(Program.HUGGING_FACE, "Qwen/QwQ-32B-GGUF", link)]
    assert (promised_hash(link), program_of(link)) == (HASH, Program.HUGGING_FACE)
    moved = around(HF_HUB_CACHE=blob.parents[2])
    assert len(found(moved)) == 1  # the same place by two names


def test_a_file_that_two_programs_share_is_one_model(around, put):
    path = put(".lmstudio/models/a/b/x.gguf")
    link = around().home / ".local/share/nomic.ai/GPT4All/x.gguf"
    link.parent.mkdir(parents=True)
    link.symlink_to(path)
    assert found(around()) == [(Program.LM_STUDIO, "x", path)]


def test_what_is_no_model_is_left_out(around, put):
    put(".lmstudio/models/text.gguf", b"hello")
    put(".lmstudio/models/empty.gguf", b"")
    put(".lmstudio/models/mmproj-x.gguf")
    assert found(around()) == []


def test_parts_are_counted_together(around, put):
    put(".lmstudio/models/q-00001-of-00002.gguf")
    put(".lmstudio/models/q-00002-of-00002.gguf")
    (model,) = find_models(around()).models
    assert (model.name, model.size_bytes) == ("q", 18)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_the_system_hides_is_told(around, put):
    put(".ollama/models/blobs/x")
    put(".lmstudio/models/a.gguf")
    hidden = around().home / ".ollama"
    hidden.chmod(0)
    try:
        findings = find_models(around())
    finally:
        hidden.chmod(0o700)
    assert [model.name for model in findings.models] == ["a"]
    (place,) = [u for u in findings.unreadable if u.path.is_relative_to(hidden)]
    assert (place.program, bool(place.reason)) == (Program.OLLAMA, True)


def test_nobodys_folder_is_taken_for_a_programs():
    assert program_of(Path("/home/jan/models/x.gguf")) is None
    assert promised_hash(Path("/home/jan/models/x.gguf")) is None
