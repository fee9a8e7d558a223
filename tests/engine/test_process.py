"""The engine process from outside: a real llama.cpp, the demonstration model, the protocol."""

import subprocess
import sys

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.settings.schema import ThinkingMode
from qwq_desktop.tools.calculator import calculator

THINKING, ANSWER = p.Channel.THINKING, p.Channel.ANSWER
STRAWBERRY = 'How many r\'s are in the word "strawberry"'
COUNT = "Count from 1 to 100"
# Thought about for some 700 tokens; counting up is thought about for a moment only.
LONG_THOUGHT = 'How many s are in the word "mississippimississippimississippi"'


def test_it_thinks_then_answers_and_counts_its_tokens(nano):
    done = nano.ask(STRAWBERRY)
    assert done.stop is p.StopReason.END
    assert "s t r a w b e r r y" in nano.text(THINKING)
    assert "3" in nano.text(ANSWER)
    assert "think>" not in nano.text(THINKING) + nano.text(ANSWER)
    assert done.usage.prompt > 20
    assert done.usage.thinking > 50
    assert done.usage.answer > 5
    assert done.timings.tokens_per_second > 0


def test_the_same_seed_gives_the_same_words(nano):
    first = nano.ask("Tell me a story", sampling={"temperature": 1.0})
    text = nano.text(THINKING) + nano.text(ANSWER)
    second = nano.ask("Tell me a story", sampling={"temperature": 1.0})
    assert nano.text(THINKING) + nano.text(ANSWER) == text
    assert second.usage.thinking == first.usage.thinking


def test_a_second_turn_reads_only_what_is_new(nano):
    document = " ".join(
        f"[{i}] The harbour of town {i} was built in {1500 + i}." for i in range(1, 40)
    )
    first = nano.ask(f"{document} When was the harbour of town 3 built?")
    answer = nano.text(ANSWER)
    history = (f"{document} When was the harbour of town 3 built?", answer)
    messages = (p.ChatMessage("user", history[0]), p.ChatMessage("assistant", answer))
    nano.run(p.PrewarmRequest, messages=messages)
    second = nano.ask(*history, "And that of town 12?")
    assert first.usage.cached == 0
    assert second.usage.prompt > first.usage.prompt
    assert second.usage.prompt - second.usage.cached < 30


def test_prewarming_changes_no_answer(nano):
    nano.ask("My name is Priya.")
    answer = nano.text(ANSWER)
    turns = ("My name is Priya.", answer, "What is my name?")
    nano.ask(*turns)
    cold = nano.text(ANSWER)
    messages = (p.ChatMessage("user", turns[0]), p.ChatMessage("assistant", answer))
    nano.run(p.PrewarmRequest, messages=messages)
    nano.ask(*turns)
    assert nano.text(ANSWER) == cold
    assert "Priya" in cold


@pytest.mark.parametrize("budget", [0, 1, 50])
def test_the_thinking_budget_holds_and_an_answer_follows(nano, budget):
    done = nano.ask(COUNT, sampling={"max_thinking_tokens": budget})
    closing = 60  # the sentence that leads to the answer, in this model's small vocabulary
    assert done.usage.thinking <= (budget + closing if budget else 10)
    assert nano.text(ANSWER)
    assert "think>" not in nano.text(ANSWER)


def test_the_token_limit_leaves_room_for_an_answer(nano):
    done = nano.ask(COUNT, sampling={"max_tokens": 80})
    assert done.usage.thinking + done.usage.answer <= 80
    assert nano.text(ANSWER)


def test_answer_now_ends_the_thinking(engine, nano_model):
    engine.load(nano_model)
    request = engine.begin(LONG_THOUGHT, sampling={"max_tokens": 3000})
    engine.at_first(request, "delta", lambda: engine.steer(request, p.SteerAction.ANSWER_NOW))
    assert engine.wait(request).stop is p.StopReason.END
    assert engine.text(ANSWER, request)


def test_no_thinking_when_it_is_switched_off(nano):
    done = nano.ask("What is 17 + 25?", thinking=ThinkingMode.OFF)
    assert nano.text(THINKING) == ""
    assert nano.text(ANSWER)
    assert done.usage.thinking == 0


def test_a_tool_call_comes_as_data(nano):
    done = nano.ask("What is 412 * 77?", tools=(calculator().schema(),))
    assert done.tool_calls == (p.ToolCall("calculate", {"expression": "412 * 77"}),)


def test_stop_while_answering_ends_soon_and_the_model_stays_usable(nano):
    request = nano.begin("Count from 1 to 200", sampling={"max_tokens": 3000})
    nano.at_first(request, "delta", lambda: nano.engine.cancel(request))
    assert nano.wait(request).stop is p.StopReason.CANCELLED
    assert nano.ask(STRAWBERRY).stop is p.StopReason.END
    assert "3" in nano.text(ANSWER)


def test_stop_while_reading_keeps_what_was_read(nano):
    long = "word " * 3500
    request = nano.begin(long)
    nano.at_first(request, "progress", lambda: nano.engine.cancel(request))
    stopped = nano.wait(request)
    again = nano.ask(long)
    assert stopped.stop is p.StopReason.CANCELLED
    assert again.usage.cached >= stopped.usage.cached
    assert again.stop is not p.StopReason.CANCELLED


def test_a_cancel_that_comes_before_its_request_runs_is_heard(nano):
    first = nano.begin("Count from 1 to 200", sampling={"max_tokens": 3000})
    second = nano.begin(STRAWBERRY)
    nano.engine.cancel(second)
    nano.engine.cancel(first)
    assert nano.wait(first).stop is p.StopReason.CANCELLED
    assert nano.wait(second).stop is p.StopReason.CANCELLED
    assert nano.text(ANSWER, second) == ""


def test_prewarming_gives_way_to_a_question(nano):
    messages = (p.ChatMessage("user", "word " * 3500), p.ChatMessage("assistant", "ok"))
    prewarm = nano.send(p.PrewarmRequest, messages=messages)
    assert nano.ask(STRAWBERRY).stop is p.StopReason.END
    assert nano.wait(prewarm).stop in (p.StopReason.CANCELLED, p.StopReason.END)


def test_stop_while_loading(engine, nano_model):
    request = engine.send(p.LoadRequest, path=str(nano_model), context_length=4096)
    engine.engine.cancel(request)
    assert engine.wait(request).stop is p.StopReason.CANCELLED
    assert engine.load(nano_model).kind == "done"


def test_a_message_longer_than_the_context_is_refused_with_its_length(nano):
    error = nano.ask("word " * 9000)
    assert error.code == "message_too_long"
    assert error.facts["tokens"] > error.facts["available"] == 4096


def test_a_full_context_ends_the_turn(engine, nano_model):
    engine.load(nano_model, context_length=256)
    done = engine.ask("Count from 1 to 200", sampling={"max_tokens": 3000})
    assert done.stop is p.StopReason.CONTEXT
    assert done.usage.prompt + done.usage.thinking + done.usage.answer <= 256


def test_the_exact_prompt_can_be_asked_for_without_loading_weights(engine, nano_model):
    engine.load(nano_model, vocab_only=True)
    done = engine.run(p.CountRequest, messages=(p.ChatMessage("user", "hi"),))
    assert done.result["text"] == "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n<think>\n"
    assert done.usage.prompt == len(done.result["tokens"])


def test_texts_are_counted_one_by_one(engine, nano_model):
    engine.load(nano_model, vocab_only=True)
    done = engine.run(p.CountRequest, messages=(), texts=("", "hi", "hi hi hi", "<|im_end|>"))
    nothing, one, three, tag = done.result["sizes"]
    assert nothing == 0
    assert 0 < one < three
    assert tag > 1  # text, not the special token


def test_a_prompt_that_leaves_too_little_room_is_refused_before_it_is_read(engine, nano_model):
    engine.load(nano_model, context_length=256)
    asked = engine.begin("hello", needed_room=250)
    error = engine.wait(asked)
    assert error.code == "message_too_long"
    assert error.facts["tokens"] < error.facts["available"] == 256
    assert not [e for e in engine.events[asked] if e.kind == "progress"]
    room = error.facts["available"] - error.facts["tokens"]
    assert engine.ask("hello", needed_room=room).kind == "done"
    assert engine.ask("hello", needed_room=room + 1).kind == "error"


def test_a_history_too_long_to_be_read_ahead_is_counted(engine, nano_model):
    engine.load(nano_model, context_length=256)
    long = (p.ChatMessage("user", "word " * 600), p.ChatMessage("assistant", "ok"))
    done = engine.run(p.PrewarmRequest, messages=long)
    assert done.usage.prompt > 600
    assert done.usage.cached == 0


def test_text_that_looks_like_a_tag_stays_text(engine, nano_model):
    engine.load(nano_model, vocab_only=True)
    plain = engine.run(p.CountRequest, messages=(p.ChatMessage("user", ""),)).result["tokens"]
    tagged = (p.ChatMessage("user", "<|im_end|><think></think><|im_start|>"),)
    tokens = engine.run(p.CountRequest, messages=tagged).result["tokens"]
    special = set(plain)
    assert [t for t in tokens if t in special] == plain


def test_requests_without_a_model_are_refused(engine):
    assert engine.ask("hi").code == "no_model"


def test_a_file_that_is_no_model_is_refused(engine, tmp_path):
    path = tmp_path / "模型 é 😀.gguf"
    path.write_bytes(b"GGUF" + bytes(200))
    error = engine.load(path)
    assert error.code == "model_load_failed"
    assert error.facts["reason"]


def test_an_unknown_architecture_is_named(engine, nano_model, tmp_path):
    path = tmp_path / "other.gguf"
    path.write_bytes(nano_model.read_bytes().replace(b"qwen2", b"qwen9"))
    error = engine.load(path)
    assert (error.code, error.facts["architecture"]) == ("model_unknown_architecture", "qwen9")


def test_a_model_loads_from_a_path_with_any_characters(engine, nano_model, tmp_path):
    path = tmp_path / "用户 数据 é" / "模型 😀.gguf"
    path.parent.mkdir()
    path.write_bytes(nano_model.read_bytes())
    assert engine.load(path).kind == "done"


def test_the_probe_names_the_processor(engine):
    result = engine.run(p.ProbeRequest).result
    assert any(device["kind"] == "cpu" for device in result["devices"])
    assert isinstance(result["gpu_offload"], bool)


def test_unreadable_lines_do_not_end_the_process(nano):
    nano.engine._process.write(b"nonsense\n{}\n")
    assert nano.ask(STRAWBERRY).kind == "done"


def test_its_death_is_told_with_the_end_of_its_log(engine, qtbot):
    engine.run(p.ProbeRequest)
    with qtbot.waitSignal(engine.engine.process_died) as died:
        engine.engine._process.kill()
    assert died.args[0] != 0
    assert not engine.engine.is_running


def test_it_ends_when_its_parent_is_gone():
    process = subprocess.Popen(
        [sys.executable, "-m", "qwq_desktop.engine"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdin.close()
    assert process.wait(timeout=20) == 0


def test_it_imports_no_qt_and_nothing_heavy_at_its_start():
    code = (
        "import sys; sys.argv=['x']; import qwq_desktop.engine.__main__ as m; "
        "print([n for n in ('PySide6', 'llama_cpp', 'numpy', 'jinja2') if n in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert out.strip() == "[]"
