import re
import subprocess
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform import problems
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.platform.problems import PROBLEMS

PROMISED = [
    "model_missing",
    "model_is_folder",
    "model_unreadable",
    "model_empty",
    "model_not_gguf",
    "model_truncated",
    "model_damaged",
    "model_part_missing",
    "model_not_installed",
    "model_unknown_architecture",
    "model_too_large",
    "model_load_failed",
    "context_allocation_failed",
    "kv_needs_flash_attention",
    "message_empty",
    "message_too_long",
    "context_full",
    "engine_died",
    "engine_not_started",
    "engine_busy",
    "no_model",
    "template_failed",
    "out_of_memory",
    "decode_failed",
    "bad_request",
    "bad_event",
    "bad_messages_file",
    "document_unreadable",
    "home_unwritable",
    "database_newer",
    "database_damaged",
    "settings_damaged",
    "server_unreachable",
    "server_error",
    "tool_unknown",
    "unexpected",
]
TECHNICAL = re.compile(r"traceback|exception|errno|\bNone\b|Error:|\{|\}", re.IGNORECASE)


def facts_of(code):
    problem = PROBLEMS[code]
    texts = (problem.title, problem.text, problem.extra)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def translatable_texts(tmp_path):
    """Run Qt's own tool over the table; return {text: context}."""
    found = tmp_path / "problems.ts"
    tool = Path(PySide6.__file__).parent / "lupdate"
    files = sorted(Path(problems.__file__).parent.glob("*.py"))
    subprocess.run([tool, *files, "-ts", found], check=True, capture_output=True)
    return {
        source.text: context.findtext("name")
        for context in ElementTree.parse(found).iter("context")
        for source in context.iter("source")
    }


@pytest.mark.skipif(not (Path(PySide6.__file__).parent / "lupdate").exists(), reason="no lupdate")
def test_the_translators_tool_finds_every_sentence(tmp_path):
    found = translatable_texts(tmp_path)
    assert set(found.values()) == {"Problems"}
    for problem in PROBLEMS.values():
        assert {problem.title, problem.text} <= found.keys()
        assert problem.extra in {"", *found}


def test_every_promised_code_has_sentences():
    assert set(PROMISED) <= set(PROBLEMS)


@pytest.mark.parametrize("code", [*PROBLEMS, "never heard of", ""])
def test_every_code_is_explained_without_any_fact(code):
    explanation = explain(code, {})
    assert explanation.title
    assert explanation.text.endswith((".", "”."))
    assert not TECHNICAL.search(explanation.title + explanation.text)


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_fact_is_shown(code):
    facts = {name: f"<{name}>" for name in facts_of(code)}
    explanation = explain(code, facts)
    for value in facts.values():
        assert value in explanation.title + explanation.text


@pytest.mark.parametrize("code", PROBLEMS)
def test_titles_are_short_and_sentences_tell_what_to_do(code):
    problem = PROBLEMS[code]
    assert len(problem.title) <= 60
    assert not problem.title.endswith(".")
    assert len(problem.text.split()) >= 3


def test_sizes_tokens_and_names_are_shown_for_people():
    text = explain(
        "model_too_large",
        {"path": "/m/a.gguf", "needed_bytes": 19_851_336_672, "available_bytes": 7.5e9},
    ).text
    assert "19.9 GB" in text
    assert "7.5 GB" in text
    assert "40\u202f960 tokens" in explain("context_full", {"context_length": 40960}).text
    assert "code -9" in explain("engine_died", {"exit_code": -9}).text
    assert "status 1503" in explain("server_error", {"status": 1503}).text


def test_details_come_only_when_they_are_known():
    bare = explain("model_damaged", {"path": "/m"}).text
    empty = explain("model_damaged", {"path": "/m", "reason": ""}).text
    full = explain("model_damaged", {"path": "/m", "reason": "bad magic"}).text
    assert bare == empty
    assert full == f"{bare}\nDetails: bad magic"


def test_an_unknown_code_is_named():
    assert "“strange_code”" in explain("strange_code", {"x": 1}).text


@given(
    st.sampled_from(sorted(PROBLEMS)), st.one_of(st.text(), st.integers(), st.none(), st.floats())
)
def test_any_fact_can_be_shown(code, value):
    explain(code, {name: value for name in facts_of(code) if not name.endswith("_bytes")})


def test_braces_in_facts_are_only_text():
    assert "{path} {0} {x!r}" in explain("model_missing", {"path": "{path} {0} {x!r}"}).text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (999_499, "999 kB"),
        (999_999, "1.0 MB"),
        (3_600_000, "3.6 MB"),
        (999_999_999, "1.0 GB"),
        (19_851_336_672, "19.9 GB"),
        (5 * 10**15, "5000.0 TB"),
        (-2_000_000, "-2.0 MB"),
    ],
)
def test_sizes_are_decimal_as_disks_are_sold(size, text):
    assert format_bytes(size) == text


def test_of_an_address_its_host_and_file_are_told():
    said = explain("download_gone", {"url": "https://user@hub.example/a/b/x%20y.gguf?key=1"})
    assert said.text.startswith("hub.example has no “x y.gguf”.")
