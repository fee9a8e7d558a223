"""Managing the models of this computer from the terminal: real processes, files and trash."""

import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest

from qwq_desktop.models.origins import Origin, remember

KIND = "application/vnd.ollama.image.model"


@pytest.fixture
def run(home):
    """Run `qwq-desktop models …` in that home; the finished process with its JSON lines."""

    def call(*arguments):
        places = {"QWQ_DESKTOP_HOME": home / "qwq", "HOME": home, "USERPROFILE": home}
        places["XDG_DATA_HOME"] = home / ".local/share"
        unset = ("OLLAMA_MODELS", "HF_HOME", "HF_HUB_CACHE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        known = {key: value for key, value in os.environ.items() if key not in unset}
        done = subprocess.run(
            [sys.executable, "-m", "qwq_desktop", "models", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            env={**known, **{key: str(value) for key, value in places.items()}},
        )
        assert "Traceback" not in done.stderr
        done.lines = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


@pytest.fixture
def model(home, nano_model):
    """A copy of the demonstration model somewhere of the user's."""
    path = home / "Downloads" / "模型 é.gguf"
    path.parent.mkdir()
    shutil.copy(nano_model, path)
    return path


def by_path(run, path):
    return next((m for m in run("list", "--json").lines if m["path"] == str(path)), None)


def test_a_file_used_in_place_is_listed_and_only_forgotten(run, model):
    assert run("import", model, "--json").lines[0]["path"] == str(model)
    assert by_path(run, model)["keeping"] == "in-place"
    removed = run("remove", model, "--json").lines[0]
    assert (removed["in_place"], removed["frees_bytes"]) == (True, 0)
    assert model.exists()
    assert by_path(run, model) is None


def test_a_file_that_moves_in_goes_to_the_trash_in_the_end(run, model, home):
    size = model.stat().st_size
    (moved,) = run("import", model, "--move", "--json").lines
    target = home / "qwq" / "models" / model.name
    assert (moved["path"], moved["moved"], model.exists()) == (str(target), True, False)
    listed = by_path(run, target)
    assert (listed["keeping"], listed["frees_bytes"], listed["bytes"]) == ("own", size, size)
    (removed,) = run("remove", target, "--json").lines
    assert removed["frees_bytes"] == size
    assert not target.exists()
    if sys.platform == "linux":
        assert [p.name for p in home.rglob("*.gguf") if "files" in p.parts] == [model.name]


def test_verify_tells_right_wrong_and_unproven(run, model):
    unproven = run("verify", model, "--json")
    assert (unproven.returncode, unproven.lines[0]["verdict"]) == (0, "unproven")
    remember(model, Origin("huggingface", sha256=hashlib.sha256(model.read_bytes()).hexdigest()))
    assert run("verify", model, "--json").lines[0]["verdict"] == "right"
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.write_bytes(data)
    wrong = run("verify", model)
    assert wrong.returncode == 1
    assert wrong.stdout.startswith("wrong")
    assert model.name in wrong.stderr


def test_without_a_path_import_shows_what_other_programs_have(run, home, nano_model):
    digest = hashlib.sha256(nano_model.read_bytes()).hexdigest()
    blob = home / ".ollama/models/blobs" / f"sha256-{digest}"
    manifest = home / ".ollama/models/manifests/registry.ollama.ai/library/qwq/nano"
    for path in (blob, manifest):
        path.parent.mkdir(parents=True)
    shutil.copy(nano_model, blob)
    layers = [{"mediaType": KIND, "digest": f"sha256:{digest}"}]
    manifest.write_text(json.dumps({"layers": layers}))
    found = [f for f in run("import", "--json").lines if f["path"].startswith(str(home))]
    assert [(f["program"], f["name"]) for f in found] == [("Ollama", "qwq:nano")]
    assert run("import", blob, "--json").lines[0]["path"] == str(blob)
    assert by_path(run, blob)["from"] == "Ollama"
    assert run("verify", blob, "--json").lines[0]["verdict"] == "right"


def test_the_models_folder_moves_and_everything_follows(run, model, home):
    run("import", model, "--move")
    new = home / "large disk é"
    (moved,) = run("move", new, "--json").lines
    assert (moved["path"], moved["files"], moved["left"]) == (str(new), 1, [])
    assert by_path(run, new / model.name)["keeping"] == "own"
    settings = json.loads((home / "qwq" / "settings.json").read_text(encoding="utf-8"))
    assert settings["model_folders"] == [str(new)]
    assert not (home / "qwq/models" / model.name).exists()
    assert run("move", new / "inside").returncode == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("gone.gguf", None, "not there"),
        ("text.gguf", b"hello, I am no model", "not a GGUF"),
        ("empty.gguf", b"", "empty"),
        ("q-00001-of-00002.gguf", "first part", "part of the model is missing"),
    ],
)
def test_what_is_no_model_is_named(run, home, nano_model, name, content, says):
    path = home / name
    if content == "first part":
        shutil.copy(nano_model, path)
    elif content is not None:
        path.write_bytes(content)
    done = run("import", path)
    assert done.returncode == 1
    assert says in done.stderr


def test_of_a_folder_the_good_are_taken_and_the_bad_named(run, model):
    (model.parent / "bad.gguf").write_bytes(b"nothing")
    (model.parent / "link.gguf").symlink_to(model.parent / "gone.gguf")
    done = run("import", model.parent, "--json")
    assert [line["path"] for line in done.lines] == [str(model)]
    assert done.returncode == 1
    assert "bad.gguf" in done.stderr
    assert "leads nowhere" in done.stderr


def test_what_came_with_the_program_stays(run):
    done = run("remove", "qwq-nano")
    assert done.returncode == 1
    assert "belongs to the program" in done.stderr


def test_the_list_for_people_is_a_line_a_model(run, model):
    run("import", model)
    lines = run("list").stdout.splitlines()
    assert any(str(model) in line and "Q8_0" in line and "3.6 MB" in line for line in lines)


def test_models_lie_in_several_folders_and_new_ones_go_to_the_first(run, model, home):
    fast = home / "fast disk é"
    fast.mkdir()
    assert "no such folder" in run("folders", "--add", home / "gone").stderr
    run("folders", "--add", model.parent)
    shown = run("folders", "--add", fast, "--first", "--json").lines
    assert [(f["path"], f["takes_new"]) for f in shown] == [
        (str(fast), True),
        (str(model.parent), False),
        (str(home / "qwq" / "models"), False),
    ]
    assert all(f["free_bytes"] for f in shown)
    assert by_path(run, model)["keeping"] == "own"
    run("folders", "--remove", model.parent)
    assert by_path(run, model) is None
    assert run("import", model, "--move", "--json").lines[0]["path"] == str(fast / model.name)
    shutil.rmtree(fast)
    assert run("list").returncode == 0
