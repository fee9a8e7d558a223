import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from qwq_desktop.models.catalogue import (
    Catalogue,
    EntryKind,
    HubLocation,
    PackageLocation,
    Quirk,
    ResourceLocation,
    Role,
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


@pytest.fixture(scope="module")
def schema(resources) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((resources / "catalogue.schema.json").read_text(encoding="utf-8"))
    )


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


def test_the_default_embedder_is_found_where_the_set_up_puts_it(catalogue):
    entry = catalogue.by_id("multilingual-e5-small")
    assert (entry.kind, entry.role) == (EntryKind.PACKAGE, Role.EMBEDDING)
    assert entry.location.package == "qwq_embedder"
    assert entry.embedding.query_prefix == "query: "


def test_qwq_has_the_official_sampling_and_both_hubs(catalogue):
    entry = catalogue.by_id("qwq-32b")
    assert entry.sampling == SamplingSettings()
    assert entry.precise.temperature > 0  # never greedy
    assert isinstance(entry.location, HubLocation)
    assert {r.source for r in entry.location.repositories} == {"huggingface", "modelscope"}
    assert entry.native_context == 40960


def test_entries_speak_both_languages_and_have_four_or_five_questions(catalogue):
    for entry in catalogue.entries:
        assert entry.description.en
        assert entry.description.zh_CN
        if entry.role.is_silent:
            continue
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
        ("QwQ 32B Preview", "x", "qwen2", "qwq-32b-preview"),
        ("QwQ 32B", "QwQ-32B-Preview-Q4_K_M", "qwen2", "qwq-32b-preview"),
        ("QwQ 32B DRAFT 0.5B", "x", "qwen2", "qwq-32b-draft-0.5b"),
        ("QwQ Nano", "my-copy", "qwen2", "qwq-nano"),
        ("QwQ 32B", "x", "llama", None),
        ("Qwen3 8B", "x", "qwen3", "qwen3-8b"),
        ("Qwen3 14B", "x", "qwen3", "qwen3-14b"),
        ("Qwen3 0.6B Instruct", "x", "qwen3", "qwen3-0.6b"),
        ("Qwen3-30B-A3B", "x", "qwen3moe", "qwen3-30b-a3b"),
        ("Qwen3-4B-Thinking-2507", "x", "qwen3", "qwen3"),
        ("Qwen3 Embedding 0.6B", "x", "qwen3", "qwen3-embedding-0.6b"),
        ("Qwen3 Reranker 0.6B", "x", "qwen3", "qwen3-reranker-0.6b"),
        ("Qwen3 Reranker 4B", "x", "qwen3", "qwen3-reranker"),
        ("Bge M3", "bge-reranker-v2-m3-Q8_0", "bert", "bge-reranker-v2-m3"),  # as it is named
        ("bge-reranker-large", "x", "bert", "bge-reranker"),
        ("Jina Reranker v1 Tiny En", "x", "jina-bert-v2", "jina-reranker-v1"),
        ("multilingual-e5-small", "x", "bert", "multilingual-e5-small"),
        ("Multilingual E5 Large", "x", "bert", "e5"),
        ("Multilingual E5 Large Instruct", "x", "bert", "e5-instruct"),
        ("Qwen3 Embedding 8B", "x", "qwen3", "qwen3-embedding"),
        ("Bge Base Zh v1.5", "x", "bert", "bge-zh"),
        ("snowflake-arctic-embed-m-v2.0", "x", "bert", None),
        ("bge-m3", "x", "bert", "bge-m3"),
        ("nomic-embed-text-v1.5", "x", "nomic-bert", "nomic-embed-text-v1.5"),
        ("DeepSeek R1 Distill Qwen 7B", "x", "qwen2", "deepseek-r1-distill-qwen-7b"),
        ("DeepSeek R1 Distill Qwen 1.5B", "x", "qwen2", "deepseek-r1-distill-qwen-1.5b"),
        ("DeepSeek R1 Distill Qwen", "x", "qwen2", "deepseek-r1-distill-qwen"),
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
PREVIEW = ("models", 5)
EMBEDDER = ("models", 18)


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
        (("models", 2, "quirks"), ["bites"]),
        (("models", 2, "role"), "pet"),
        (("models", 2, "embedding"), {}),
        ((*PREVIEW, "family"), "Not An Id"),
        ((*EMBEDDER, "embedding"), KeyError),
        ((*EMBEDDER, "embedding", "dimensions"), 0),
        ((*EMBEDDER, "embedding", "query_prefix"), None),
        ((*EMBEDDER, "licence"), KeyError),
        ((*EMBEDDER, "role"), "rerank"),  # which has no prefixes
    ],
)
def test_a_wrong_catalogue_is_refused_and_breaks_the_schema(tmp_path, data, schema, path, value):
    changed = change(data, path, value)
    if value not in ("qwq-32b", "../secret.gguf", "/etc/passwd"):  # no schema tells those
        assert not schema.is_valid(changed)
    assert refusal(tmp_path, changed)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("models", 2, "drafts"), ["nobody"], "nobody"),
        ((*PREVIEW, "family"), "nobody", "nobody"),
        ((*PREVIEW, "family"), "qwen3-embedding-0.6b", "qwen3-embedding-0.6b"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(tmp_path, data, path, value, reason):
    assert reason in refusal(tmp_path, change(data, path, value))


def refusal(folder: Path, data: dict) -> str:
    (folder / "catalogue.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(QwQError) as caught:
        Catalogue.load(folder)
    assert caught.value.code == "catalogue_damaged"
    return caught.value.facts["reason"]


@pytest.mark.parametrize("text", [None, "", "[]", "{", '"x"'])
def test_a_missing_or_unreadable_catalogue_is_refused(tmp_path, text):
    if text is not None:
        (tmp_path / "catalogue.json").write_text(text)
    with pytest.raises(QwQError):
        Catalogue.load(tmp_path)


def test_the_catalogue_keeps_to_its_schema(data, schema):
    schema.validate(data)
    sampling = set(schema.schema["$defs"]["sampling"]["properties"])
    assert sampling == set(SamplingSettings.__dataclass_fields__) - {"seed"}
    quirks = schema.schema["$defs"]["model"]["properties"]["quirks"]["items"]["enum"]
    assert quirks == [str(quirk) for quirk in Quirk]


def test_what_an_entry_leaves_out_its_family_says(catalogue):
    small, family = catalogue.by_id("qwen3-8b"), catalogue.by_id("qwen3")
    assert (small.family, small.licence) == ("qwen3", family.licence)
    assert (small.sampling, small.examples) == (family.sampling, family.examples)
    assert (small.quirks, small.thinking) == (family.quirks, Thinking.OPTIONAL)
    preview = catalogue.by_id("qwq-32b-preview")
    assert (preview.native_context, preview.thinking) == (32768, Thinking.UNMARKED)
    assert not preview.thinks


def test_each_model_to_chat_with_is_on_both_hubs(catalogue):
    for entry in catalogue.entries:
        if entry.kind is EntryKind.HUB and entry.role is not Role.DRAFT:
            sources = {r.source for r in entry.location.repositories}
            assert sources == {"huggingface", "modelscope"}, entry.id
        if entry.role is Role.CHAT and entry.kind is EntryKind.HUB:
            assert entry.quirks
            assert entry.parameters


def test_partners_that_draft_are_found(catalogue):
    (draft,) = catalogue.drafts_for(catalogue.by_id("qwq-32b"))
    assert draft.role is Role.DRAFT
    assert catalogue.drafts_for(catalogue.by_id("qwen3-32b"))[0].id == "qwen3-0.6b"
    for entry in catalogue.entries:
        for partner in catalogue.drafts_for(entry):
            assert partner.parameters < entry.parameters / 5


def test_an_unknown_model_gets_questions_of_its_kind(catalogue):
    thinking = catalogue.examples_for(None, thinks=True)
    talking = catalogue.examples_for(None, thinks=False)
    assert len(thinking) in (4, 5)
    assert len(talking) in (4, 5)
    assert thinking != talking
    nano = catalogue.by_id("qwq-nano")
    assert catalogue.examples_for(nano, thinks=True) == nano.examples
