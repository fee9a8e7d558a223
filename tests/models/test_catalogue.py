import copy
import json
from pathlib import Path

import pytest

from qwq_desktop.models.catalogue import (
    Catalogue,
    EntryKind,
    HubLocation,
    PackageLocation,
    ResourceLocation,
    Thinking,
    plain_name,
)
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings


@pytest.fixture(scope="module")
def catalogue(resources) -> Catalogue:
    return Catalogue.load(resources)


@pytest.fixture(scope="module")
def data(resources) -> dict:
    return json.loads((resources / "catalogue.json").read_text(encoding="utf-8"))


def test_the_demonstration_model_comes_first(catalogue, resources):
    entry = catalogue.entries[0]
    assert (entry.id, entry.kind, entry.thinking) == ("qwq-nano", "built-in", "always")
    assert isinstance(entry.location, ResourceLocation)
    assert (resources / entry.location.file).is_file()
    assert entry.sampling.max_tokens == 2000
    assert "demonstration" in entry.description.text("en").lower()
    assert "演示" in entry.description.text("zh_CN")


def test_the_starter_is_found_in_a_package(catalogue):
    entry = catalogue.by_id("smollm2-135m")
    assert entry.kind is EntryKind.PACKAGE
    assert isinstance(entry.location, PackageLocation)
    assert entry.thinking is Thinking.NONE
    assert entry.sampling.temperature < 0.5


def test_qwq_has_the_official_sampling_and_both_hubs(catalogue):
    entry = catalogue.by_id("qwq-32b")
    assert entry.sampling == SamplingSettings()
    assert entry.precise.temperature > 0  # never greedy
    assert isinstance(entry.location, HubLocation)
    assert {r.source for r in entry.location.repositories} == {"huggingface", "modelscope"}
    assert entry.native_context == 40960


def test_entries_speak_both_languages_and_have_four_or_five_questions(catalogue):
    for entry in catalogue.entries:
        assert 4 <= len(entry.examples) <= 5
        for example in entry.examples:
            assert example.text.en
            assert example.text.zh_CN
            assert len(example.caption.en) <= 30
            assert len(example.caption.zh_CN) <= 12
        assert entry.precise.temperature < entry.sampling.temperature


def test_an_unknown_id_is_none(catalogue):
    assert catalogue.by_id("gpt-2") is None


@pytest.mark.parametrize(
    ("name", "file", "architecture", "expected"),
    [
        ("QwQ 32B", "x", "qwen2", "qwq-32b"),
        ("Qwen_QwQ 32B", "x", "qwen2", "qwq-32b"),
        ("", "qwq-32b-q4_k_m", "qwen2", "qwq-32b"),
        ("QwQ 32B Preview", "x", "qwen2", None),
        ("QwQ 32B", "QwQ-32B-Preview-Q4_K_M", "qwen2", None),
        ("QwQ Nano", "my-copy", "qwen2", "qwq-nano"),
        ("QwQ 32B", "x", "llama", None),
        ("Qwen3 8B", "x", "qwen3", "qwen3"),
        ("Qwen3-30B-A3B", "x", "qwen3moe", "qwen3"),
        ("Qwen3 Embedding 0.6B", "x", "qwen3", None),
        ("DeepSeek R1 Distill Qwen 7B", "x", "qwen2", "deepseek-r1-distill-qwen"),
        ("DeepSeek-R1-0528-Qwen3-8B", "x", "qwen3", "deepseek-r1-distill-qwen"),
        ("Qwen2.5 7B Instruct", "x", "qwen2", None),
        ("", "SmolLM2-135M-Instruct.Q4_1", "llama", "smollm2-135m"),
    ],
)
def test_files_are_matched_by_architecture_and_name(
    catalogue, qwq_info, name, file, architecture, expected
):
    info = qwq_info(name=name, path=Path(f"{file}.gguf"), architecture=architecture)
    entry = catalogue.match(info)
    assert (entry.id if entry else None) == expected


def test_the_built_in_file_matches_its_own_entry(catalogue, resources):
    info = read_metadata(resources / "qwq-nano.gguf")
    entry = catalogue.match(info)
    assert entry.id == "qwq-nano"
    assert entry.native_context == info.context_length
    assert info.thinks


def test_names_are_compared_without_case_and_signs():
    assert plain_name(" QwQ_32B--Q4.K.M ") == "qwq 32b q4 k m"
    assert plain_name("模型 二") == "模型 二"


def change(data: dict, path: tuple, value: object) -> dict:
    changed = copy.deepcopy(data)
    place = changed
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


MODEL = ("models", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("models",), {}),
        (("surprise",), 1),
        ((*MODEL, "name"), ""),
        ((*MODEL, "name"), KeyError),
        ((*MODEL, "surprise"), 1),
        ((*MODEL, "id"), "Not An Id"),
        ((*MODEL, "id"), "qwq-32b"),
        ((*MODEL, "kind"), "cloud"),
        ((*MODEL, "kind"), []),
        ((*MODEL, "kind"), "family"),
        ((*MODEL, "kind"), "hub"),
        ((*MODEL, "thinking"), True),
        ((*MODEL, "parameters"), 0),
        ((*MODEL, "native_context"), 4096.5),
        ((*MODEL, "sampling", "recommended", "temperature"), 3),
        ((*MODEL, "sampling", "recommended", "temperature"), "hot"),
        ((*MODEL, "sampling", "recommended", "top_k"), 2.5),
        ((*MODEL, "sampling", "recommended", "top_k"), True),
        ((*MODEL, "sampling", "recommended", "seed"), 1),
        ((*MODEL, "sampling", "precise", "top_p"), KeyError),
        ((*MODEL, "description", "zh_CN"), KeyError),
        ((*MODEL, "examples", 0, "text"), "plain"),
        ((*MODEL, "location", "file"), "../secret.gguf"),
        ((*MODEL, "location", "file"), "/etc/passwd"),
        ((*MODEL, "match", 0, "names"), "qwq"),
        (("models", 2, "location", "repositories", 0, "source"), "elsewhere"),
        (("models", 2, "location", "repositories", 0, "repository"), "one"),
    ],
)
def test_a_wrong_catalogue_is_refused(tmp_path, data, path, value):
    text = json.dumps(change(data, path, value))
    (tmp_path / "catalogue.json").write_text(text, encoding="utf-8")
    with pytest.raises(QwQError) as caught:
        Catalogue.load(tmp_path)
    assert caught.value.code == "catalogue_damaged"
    assert caught.value.facts["reason"]


@pytest.mark.parametrize("text", [None, "", "[]", "{", '"x"'])
def test_a_missing_or_unreadable_catalogue_is_refused(tmp_path, text):
    if text is not None:
        (tmp_path / "catalogue.json").write_text(text)
    with pytest.raises(QwQError):
        Catalogue.load(tmp_path)


def test_the_schema_names_the_same_keys_as_the_loader(resources, data):
    schema = json.loads((resources / "catalogue.schema.json").read_text(encoding="utf-8"))
    model = schema["$defs"]["model"]
    assert set(model["required"]) == set(model["properties"])
    for entry in data["models"]:
        assert set(entry) == set(model["required"])
    sampling = set(schema["$defs"]["sampling"]["properties"])
    assert sampling == set(SamplingSettings.__dataclass_fields__) - {"seed"}


def test_an_unknown_model_gets_questions_of_its_kind(catalogue):
    thinking = catalogue.examples_for(None, thinks=True)
    talking = catalogue.examples_for(None, thinks=False)
    assert len(thinking) in (4, 5)
    assert len(talking) in (4, 5)
    assert thinking != talking
    nano = catalogue.by_id("qwq-nano")
    assert catalogue.examples_for(nano, thinks=True) == nano.examples
