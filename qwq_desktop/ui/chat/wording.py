"""Short wordings of the chat: durations, token counts, tool steps, how an answer was made."""

import json
import re
from typing import Any

from PySide6.QtCore import QCoreApplication

from qwq_desktop.storage.records import ToolStep, TurnRecord
from qwq_desktop.ui.numbers import grouped

_CONTEXT = "ChatWording"
_STEP_LIMIT = 120  # characters of a tool's result that are shown in its line
_SHORT_SENTENCE = 16  # characters of a sentence in the making that say nothing yet
_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_MARKS = re.compile(r"[*`#]+(?=\S)|(?<=\S)[*`]+")
_CALCULATORS = ("calculate", "calculator")  # the second as servers' models call it
_CLOCK = "get_datetime"
_STEP_ICONS = (
    ("calculat", "calculator"),
    ("document", "file-text"),
    ("search", "search"),
    ("python", "cpu"),
    ("code", "cpu"),
    ("time", "clock"),
)
translate = QCoreApplication.translate


def duration_text(seconds: float) -> str:
    """A span of time: `12 s`, `1 min 20 s`, `1 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return translate(_CONTEXT, "{seconds} s").format(seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return translate(_CONTEXT, "{minutes} min {seconds} s").format(
            minutes=minutes, seconds=rest
        )
    hours, minutes = divmod(minutes, 60)
    return translate(_CONTEXT, "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def tokens_text(count: int) -> str:
    """A number of tokens: `1 640 tokens`."""
    return translate(_CONTEXT, "%n tokens", "", count).replace(str(count), grouped(count), 1)


def step_text(step: ToolStep) -> str:
    """One call of a tool as a line: what went in, what came out."""
    inputs, result = _arguments(step.arguments), _shortened(step.result)
    if step.name in _CALCULATORS:
        line = translate(_CONTEXT, "Calculated {input} → {result}")
    elif step.name == _CLOCK:
        line = translate(_CONTEXT, "Looked at the clock → {result}")
    elif inputs:
        line = translate(_CONTEXT, "Used {tool}: {input} → {result}")
    else:
        line = translate(_CONTEXT, "Used {tool} → {result}")
    return line.format(tool=step.name, input=inputs, result=result)


def running_text(step: ToolStep) -> str:
    """A call of a tool that works now, as a line; there is no result yet."""
    inputs = _arguments(step.arguments)
    if step.name in _CALCULATORS:
        line = translate(_CONTEXT, "Calculating {input}…")
    elif inputs:
        line = translate(_CONTEXT, "Using {tool}: {input}…")
    else:
        line = translate(_CONTEXT, "Using {tool}…")
    return line.format(tool=step.name, input=inputs)


def step_icon(step: ToolStep) -> str:
    """The name of the icon for a tool's step."""
    name = step.name.lower()
    for part, icon in _STEP_ICONS:
        if part in name:
            return icon
    return "sparkles"


def step_arguments(step: ToolStep) -> str:
    """What went into a tool, one value a line."""
    try:
        values: Any = json.loads(step.arguments)
    except ValueError:
        return step.arguments
    if not isinstance(values, dict):
        return step.arguments
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
    )


def last_step(thinking: str) -> str:
    """What a thought is at, from its last words: the sentence in the making, or the one before."""
    words = " ".join(_MARKS.sub("", thinking.split("\n\n")[-1] or thinking).split())
    sentences = [part for part in _SENTENCES.split(words) if part.strip()]
    if len(sentences) > 1 and len(sentences[-1]) < _SHORT_SENTENCE:
        return sentences[-2].strip()
    return sentences[-1].strip() if sentences else ""


def made_by_text(turn: TurnRecord) -> str:
    """How an answer was made: the model and the settings in force, for a tool tip."""
    try:
        values: Any = json.loads(turn.settings)
    except ValueError:
        values = {}
    if not isinstance(values, dict):
        values = {}
    parts = [turn.model_name or turn.model_id]
    parts += [
        f"{label} {values[name]:g}"
        for name, label in _setting_names().items()
        if isinstance(values.get(name), int | float)
    ]
    if turn.tokens_per_second > 0:
        speed = translate(_CONTEXT, "{speed} tokens/s")
        parts.append(speed.format(speed=grouped(turn.tokens_per_second)))
    return " · ".join(filter(None, parts))


def _setting_names() -> dict[str, str]:
    return {
        "temperature": translate(_CONTEXT, "temperature"),
        "top_p": "top-p",
        "top_k": "top-k",
        "min_p": "min-p",
        "presence_penalty": translate(_CONTEXT, "presence penalty"),
        "frequency_penalty": translate(_CONTEXT, "frequency penalty"),
        "repetition_penalty": translate(_CONTEXT, "repetition penalty"),
        "seed": translate(_CONTEXT, "seed"),
        "context_length": translate(_CONTEXT, "context"),
    }


def _arguments(text: str) -> str:
    try:
        values: Any = json.loads(text)
    except ValueError:
        return _shortened(text)
    if isinstance(values, dict):
        return _shortened(", ".join(str(value) for value in values.values()))
    return _shortened(str(values))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _STEP_LIMIT else line[: _STEP_LIMIT - 1] + "…"
