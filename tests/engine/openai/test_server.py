import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.server import (
    ServerKind,
    choose_model,
    describe,
    probably_thinks,
    read_models,
)
from qwq_desktop.platform.errors import QwQError
from tests.doubles import dialects


def served(*ids, **values):
    return read_models(dialects.models(*ids, **values))


@pytest.mark.parametrize(
    ("owner", "kind"),
    [
        ("llamacpp", ServerKind.LLAMA_SERVER),
        ("vllm", ServerKind.VLLM),
        ("sglang", ServerKind.SGLANG),
        ("library", ServerKind.OLLAMA),
        ("organization_owner", ServerKind.OTHER),
    ],
)
def test_the_owner_of_the_models_tells_which_program_it_is(owner, kind):
    assert describe(served("m", owner=owner), "").kind is kind


def test_the_context_is_read_where_a_server_tells_it():
    assert describe(served("m", max_model_len=40960), "").context_length == 40960
    assert describe(served("m", owner="library"), "").context_length == 0
    assert describe(served("m", owner="llamacpp", meta={"n_ctx": 4096}), "").context_length == 4096
    llama = served("m", owner="llamacpp")
    assert describe(llama, "", dialects.LLAMA_PROPS).context_length == 8192


def test_llama_servers_template_tells_whether_it_thinks():
    llama = served("some.gguf", owner="llamacpp")
    assert describe(llama, "", dialects.LLAMA_PROPS).thinks
    assert not describe(llama, "", {**dialects.LLAMA_PROPS, "chat_template": "{{ x }}"}).thinks


@pytest.mark.parametrize(
    ("ids", "wanted", "chosen"),
    [
        (("a", "b"), "", "a"),
        (("nomic-embed-text", "qwen3"), "", "qwen3"),
        (("llama3", "Qwen/QwQ-32B"), "", "Qwen/QwQ-32B"),
        (("a", "b"), "b", "b"),
        (("a",), "alias", "alias"),
        ((), "qwq-32b", "qwq-32b"),
        (("embed",), "", "embed"),
    ],
)
def test_the_model_is_the_one_asked_for_or_the_likeliest(ids, wanted, chosen):
    assert choose_model(served(*ids), wanted).id == chosen


def test_a_server_without_models_is_an_error():
    with pytest.raises(QwQError) as failed:
        choose_model([], "")
    assert failed.value.code == "server_no_model"


@pytest.mark.parametrize("data", [None, {}, {"data": {}}, {"error": "x"}, "x", 7])
def test_a_list_that_is_none_means_another_kind_of_server(data):
    with pytest.raises(QwQError) as failed:
        read_models(data)
    assert failed.value.code == "server_not_openai"


@pytest.mark.parametrize(
    ("model", "thinks"),
    [
        ("Qwen/QwQ-32B", True),
        ("deepseek-r1:7b", True),
        ("Qwen3-4B-Thinking-2507", True),
        ("Qwen3-4B-Instruct-2507", False),
        ("llama-3.1-8b", False),
        ("gpt-oss:20b", True),
    ],
)
def test_a_name_gives_a_guess_whether_a_model_thinks(model, thinks):
    assert probably_thinks(model) is thinks


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("/models/QwQ-32B-Q4_K_M.gguf", "QwQ-32B-Q4_K_M"),
        ("C:\\models\\q.GGUF", "q"),
        ("Qwen/QwQ-32B", "Qwen/QwQ-32B"),
        ("qwq:32b", "qwq:32b"),
        (".gguf", ".gguf"),
    ],
)
def test_a_file_is_shown_by_its_name(model, name):
    assert describe(served(model), "").facts("box")["description"] == name


def test_what_ollama_ignores_is_told():
    facts = describe(served("qwq", owner="library"), "").facts("box")
    assert "top_k" in facts["ignored_settings"]
    assert (facts["remote"], facts["description"], facts["host"]) == (True, "qwq", "box")


@given(st.lists(st.dictionaries(st.sampled_from(["id", "owned_by", "max_model_len"]), st.text())))
def test_entries_of_any_shape_are_read_or_passed_over(entries):
    assert all(model.id for model in read_models({"data": entries}))
