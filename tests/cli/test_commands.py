"""The commands as a user or a script calls them: real processes, real model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from tests.doubles.encoder_file import write_encoder
from tests.doubles.range_server import RangeServer

GIB = 2**30
STEADY = ("--temp", "0.1", "--seed", "7", "--max-tokens", "800")


@pytest.fixture
def run(home):
    """Run `qwq-desktop` in a fresh home; the finished process, with `.events` of its JSON lines."""

    def call(*arguments, text=None):
        done = subprocess.run(
            [sys.executable, "-m", "qwq_desktop", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            input=text,
            env={**os.environ, "QWQ_DESKTOP_HOME": str(home)},
        )
        done.events = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


def joined(events, kind):
    return "".join(e["text"] for e in events if e["type"] == kind)


def test_ask_prints_events_and_exactly_one_done(run):
    done = run("ask", "--json", *STEADY, 'How many r\'s are in the word "strawberry"')
    assert done.returncode == 0, done.stderr
    assert "3" in joined(done.events, "answer")
    assert "r:3" in joined(done.events, "thinking")
    last = done.events[-1]
    assert (last["type"], last["stop"]) == ("done", "end")
    assert set(last["usage"]) == {"prompt", "cached", "thinking", "answer"}
    assert [e["type"] for e in done.events].count("done") == 1


def test_ask_without_json_prints_the_answer_alone(run):
    done = run("ask", *STEADY, "--tools", "none", "What is 17 + 25?")
    assert "42" in done.stdout
    assert "think" not in done.stdout
    assert done.stderr == ""


def test_ask_refuses_a_model_that_writes_no_answers(run, tmp_path):
    failed = run("ask", "--model", write_encoder(tmp_path / "encoder.gguf"), "Who are you?")
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "Lighthouse embedder" in failed.stderr
    assert "Choose a model to chat with" in failed.stderr


def test_ask_reads_the_question_from_stdin(run):
    assert "42" in run("ask", *STEADY, "--tools", "none", "-", text="What is 17 + 25?\n").stdout


def test_ask_with_a_tool_shows_the_call_and_its_result(run):
    done = run("ask", "--json", *STEADY, "--tools", "calculate", "What is 412 * 77?")
    assert [e for e in done.events if e["type"] == "tool_call"] == [
        {"type": "tool_call", "name": "calculate", "arguments": {"expression": "412 * 77"}}
    ]
    assert {"type": "tool_result", "name": "calculate", "result": "31724"} in done.events
    assert "31724" in joined(done.events, "answer")


def test_no_thinking_with_a_budget_of_zero(run):
    done = run("ask", "--json", *STEADY, "--max-thinking", "0", "What is 17 + 25?")
    assert joined(done.events, "thinking") == ""
    assert joined(done.events, "answer")


def test_a_system_prompt_reaches_the_model(run):
    with_system = run("ask", "--json", *STEADY, "--tools", "none", "--system", "Be brief.", "hello")
    without = run("ask", "--json", *STEADY, "--tools", "none", "hello")
    usage = [d.events[-1]["usage"]["prompt"] for d in (with_system, without)]
    assert usage[0] > usage[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "--temp", "9", "hi"),
        ("ask", "--max-tokens", "0", "hi"),
        ("ask", "--seed", "-1", "hi"),
        ("fly",),
        ("plan", "x", "--ram", "0"),
        ("ask", "--think", "maybe", "hi"),
    ],
)
def test_wrong_usage_exits_with_2(run, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing", None, "missing.gguf"),
        ("empty", b"", "empty"),
        ("text", b"hello there, no model here", "GGUF"),
        ("folder", "folder", "folder"),
    ],
)
def test_a_bad_model_file_exits_with_1_and_a_sentence(run, tmp_path, name, content, says):
    path = tmp_path / f"{name}.gguf"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    done = run("ask", "--json", "--model", path, "hi")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.events == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "   "), "message"),
        (("ask", "--tools", "fly", "hi"), "fly"),
        (("ask", "--tools", "none", "word " * 9000), "4\u202f096"),
        (("ask", "--model", "no-such-model", "hi"), "no-such-model"),
        (("prompt", "--messages", "no-such-file.json"), "no-such-file.json"),
    ],
)
def test_what_cannot_be_done_exits_with_1_and_says_why(run, arguments, says):
    done = run(*arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_chat_answers_each_line_and_remembers(run):
    done = run(
        "chat", "--json", *STEADY, "--tools", "none", text="My name is Priya.\n\nWhat is my name?\n"
    )
    assert done.returncode == 0, done.stderr
    assert [e["type"] for e in done.events].count("done") == 2
    first_end = [e["type"] for e in done.events].index("done")
    assert "Priya" in joined(done.events[first_end:], "answer")


def test_a_chat_that_outgrows_its_context_loses_its_oldest_turns_and_says_so(run):
    lines = [f"Remember the number {n} of the list. {'It is a long list. ' * 25}" for n in range(6)]
    options = ("--context", "512", "--tools", "none", *STEADY[:4], "--max-tokens", "32")
    done = run("chat", "--json", *options, text="\n".join(lines))
    assert done.returncode == 0, done.stderr
    kinds = [e["type"] for e in done.events]
    assert kinds.count("done") == 6
    assert "turns_left" in kinds
    assert all(e["count"] >= 1 for e in done.events if e["type"] == "turns_left")


def test_a_line_that_no_context_takes_ends_the_chat_with_a_reason(run):
    done = run("chat", "--context", "512", "--tools", "none", text="word " * 2000)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_prompt_prints_text_and_tokens(run, tmp_path):
    call = {"function": {"name": "calculate", "arguments": '{"expression": "1+1"}'}}
    conversation = {
        "messages": [
            {"role": "user", "content": "1+1?"},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "content": "2"},
        ]
    }
    path = tmp_path / "对话.json"
    path.write_text(json.dumps(conversation), encoding="utf-8")
    result = json.loads(run("prompt", "--messages", path, "--json").stdout)
    assert (
        '<tool_call>\n{"name": "calculate", "arguments": {"expression": "1+1"}}' in result["text"]
    )
    assert result["text"].endswith("<|im_start|>assistant\n<think>\n")
    assert all(isinstance(token, int) for token in result["tokens"])


def test_plan_prints_the_contracts_keys(run, nano_model):
    plan = json.loads(run("plan", nano_model, "--ram", 8 * GIB, "--context", 2048, "--json").stdout)
    assert plan["context_length"] == 2048
    assert plan["kv_cache_bytes"] == 2048 * 6 * 3 * (32 + 32) * 2
    assert plan["fits"] is True
    assert plan["yarn_factor"] is None
    assert {"gpu_layers", "kv_cache_type", "weights_bytes", "compute_bytes"} <= set(plan)


def test_plan_says_when_it_does_not_fit(run, nano_model):
    assert json.loads(run("plan", nano_model, "--ram", 1000, "--json").stdout)["fits"] is False
    assert "does not fit" in run("plan", nano_model, "--ram", 1000).stdout


def test_plan_for_this_computer_is_corrected_by_the_simulation(run, nano_model):
    here = json.loads(run("plan", nano_model, "--json").stdout)
    described = json.loads(run("plan", nano_model, "--ram", 8 * GIB, "--json").stdout)
    assert (here["compute_measured"], described["compute_measured"]) == (True, False)
    if not here["gpu_layers"]:
        assert abs(here["compute_bytes"] - described["compute_bytes"]) < 1 << 17


def test_plan_takes_the_options_that_the_user_set_for_the_file(run, home, nano_model):
    load = {"context_length": 1024}
    other = {"load_model": "other", "other_loads": [{"reference": str(nano_model), "load": load}]}
    (home / "settings.json").write_text(json.dumps(other), encoding="utf-8")
    plan = json.loads(run("plan", nano_model, "--ram", 8 * GIB, "--json").stdout)
    assert plan["context_length"] == 1024


def test_plan_counts_the_models_beside_it(run, nano_model):
    beside = (f for kind in ("draft", "embedder", "reranker") for f in (f"--{kind}", nano_model))
    asked = ("plan", nano_model, "--ram", 8 * GIB, *beside)
    plan = json.loads(run(*asked, "--json").stdout)
    sizes = (plan["draft_bytes"], plan["embedder_bytes"], plan["reranker_bytes"])
    assert min(sizes) > plan["weights_bytes"]
    assert "draft model" in run(*asked).stdout


def test_plan_reads_the_header_at_an_address(run, nano_model):
    server = RangeServer({"/nano.gguf": nano_model.read_bytes()})
    try:
        found = run("plan", f"{server.root}/nano.gguf", "--ram", 8 * GIB, "--json")
    finally:
        server.close()
    here = run("plan", nano_model, "--ram", 8 * GIB, "--json")
    assert json.loads(found.stdout) == json.loads(here.stdout)


def test_plan_of_an_address_is_forbidden_offline(run):
    failed = run("plan", "https://example.invalid/x.gguf", "--offline", "--json")
    assert failed.returncode == 1
    assert "--offline" in failed.stderr


def test_plan_says_what_would_fit(run, nano_model):
    asked = ("plan", nano_model, "--ram", GIB, "--context", 1 << 20)
    plan = json.loads(run(*asked, "--json").stdout)
    assert plan["fits"] is False
    assert 0 < plan["would_fit"] < 1 << 20
    assert f"a context length of {plan['would_fit']}" in run(*asked).stdout


def test_doctor_names_hardware_and_remedies(run):
    done = run("doctor", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["engine"]["devices"]
    assert any(m["id"] == "qwq-nano" for m in report["models"])
    if not report["engine"]["gpu_offload"]:
        assert "cpu_only_build" in [f["code"] for f in report["findings"]]
    assert "qwq-nano" not in run("doctor").stderr


def test_the_lists_are_json_lines(run, home):
    assert run("models", "list", "--json").events[0]["id"] == "qwq-nano"
    assert run("chats", "list", "--json").events == []
    repository = ChatRepository(open_database(next(Path(home).rglob("*.db"))).connection)
    repository.create_chat("晚饭 🍜", "qwq-nano")
    repository.close()
    assert run("chats", "list", "--json").events[0]["title"] == "晚饭 🍜"


def test_commands_work_without_any_graphical_library(home):
    code = (
        "import sys; sys.modules['PySide6.QtGui'] = sys.modules['PySide6.QtWidgets'] = None; "
        "sys.argv = ['qwq-desktop', 'models', 'list']; "
        "from qwq_desktop.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "qwq-nano" in done.stdout
