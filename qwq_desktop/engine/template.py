"""The model's chat template: the program inside a GGUF file that turns messages into a prompt."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from jinja2 import Template

    from qwq_desktop.engine.template_sandbox import BoundedEnvironment

MAX_SOURCE_CHARACTERS = 128 * 1024
_BASE_STEPS = 300_000
_STEPS_PER_MESSAGE = 3_000
_REASON_CHARACTERS = 300

_TOOLS_HEAD = (
    "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
    "You are provided with function signatures within <tools></tools> XML tags:\n<tools>"
)
_TOOLS_TAIL = (
    "\n</tools>\n\nFor each function call, return a json object with function name and arguments "
    "within <tool_call></tool_call> XML tags:\n<tool_call>\n"
    '{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>'
)


class ChatTemplate:
    """A template, compiled when it is first used: Jinja takes its time to import.

    One thread at a time.
    """

    def __init__(self, source: str, *, bos_token: str, eos_token: str) -> None:
        self.source = source
        self.bos_token = bos_token
        self.eos_token = eos_token

    def render(
        self,
        messages: Sequence[ChatMessage],
        tools: Sequence[dict[str, Any]],
        *,
        thinking: bool,
        add_generation_prompt: bool = True,
    ) -> str:
        """The prompt as transformers' `apply_chat_template` gives it.

        `thinking` is `enable_thinking` there.

        Some templates refuse system messages, tools or two turns of the same side. When one fails,
        and the conversation has any of these, it is tried once more with user and assistant turns
        only: the system text and the tools (described as QwQ's template does) stand before the
        first question, calls and their results in the turns' text.

        Runs within the bounds of `template_sandbox`. Raises QwQError("template_failed", reason=…).
        """
        environment, program = self._compiled
        steps = _BASE_STEPS + _STEPS_PER_MESSAGE * (len(messages) + len(tools))
        variables = {
            "messages": [_as_dict(message) for message in messages],
            "tools": list(tools) or None,
            "documents": None,
            "add_generation_prompt": add_generation_prompt,
            "enable_thinking": thinking,
            "bos_token": self.bos_token,
            "eos_token": self.eos_token,
        }
        try:
            return environment.run(program, variables, steps)
        except Exception as error:
            first = _failed(error)
            plain = _two_sided(messages, tools)
            if plain == list(messages):
                raise first from error
        variables |= {"messages": [_as_dict(message) for message in plain], "tools": None}
        try:
            return environment.run(program, variables, steps)
        except Exception as error:
            raise first from error

    @cached_property
    def _compiled(self) -> "tuple[BoundedEnvironment, Template]":
        if len(self.source) > MAX_SOURCE_CHARACTERS:
            raise QwQError("template_failed", reason="the template is too long")
        from qwq_desktop.engine.template_sandbox import BoundedEnvironment

        environment = BoundedEnvironment()
        try:
            return environment, environment.from_string(self.source)
        except Exception as error:
            raise _failed(error) from error


def _failed(error: Exception) -> QwQError:
    """A template is somebody else's program and fails in any way it likes."""
    reason = (str(error) or type(error).__name__)[:_REASON_CHARACTERS]
    return QwQError("template_failed", detail=type(error).__name__, reason=reason)


def _as_dict(message: ChatMessage) -> dict[str, Any]:
    """The message in transformers' form.

    Templates break on a `content` of None, and write arguments given as text escaped twice.
    """
    data: dict[str, Any] = {"role": message.role, "content": message.content or ""}
    if message.tool_calls:
        data["tool_calls"] = [
            {"type": "function", "function": {"name": c.name, "arguments": _arguments(c)}}
            for c in message.tool_calls
        ]
    return data


def _arguments(call: ToolCall) -> dict[str, Any]:
    value: Any = call.arguments
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise QwQError("template_failed", reason="tool arguments are no object") from error
    if not isinstance(value, dict):
        raise QwQError("template_failed", reason="tool arguments are no object")
    return value


def _two_sided(
    messages: Sequence[ChatMessage], tools: Sequence[dict[str, Any]]
) -> list[ChatMessage]:
    """The conversation as user and assistant turns that alternate, beginning with the user."""
    preamble = [m.content for m in messages if m.role == "system" and m.content]
    if tools:
        schemas = "".join(f"\n{json.dumps(tool, ensure_ascii=False)}" for tool in tools)
        preamble.append(_TOOLS_HEAD + schemas + _TOOLS_TAIL)
    turns = [ChatMessage("user", "\n\n".join(preamble))] if preamble else []
    for turn in (_plain_turn(m) for m in messages if m.role != "system"):
        if turns and turns[-1].role == turn.role:
            text = "\n\n".join(filter(None, (turns[-1].content, turn.content)))
            turns[-1] = ChatMessage(turn.role, text)
        else:
            turns.append(turn)
    if turns and turns[0].role == "assistant":
        turns.insert(0, ChatMessage("user", ""))
    return turns


def _plain_turn(message: ChatMessage) -> ChatMessage:
    if message.role == "tool":
        return ChatMessage("user", f"<tool_response>\n{message.content}\n</tool_response>")
    calls = (
        json.dumps({"name": c.name, "arguments": _arguments(c)}, ensure_ascii=False)
        for c in message.tool_calls
    )
    blocks = [f"<tool_call>\n{call}\n</tool_call>" for call in calls]
    return ChatMessage(message.role, "\n".join(filter(None, (message.content, *blocks))))


FALLBACK = r"""
{%- set system = messages[0]['content'] if messages[0]['role'] == 'system' else '' %}
{%- if tools %}
    {{- '<|im_start|>system\n' + system + '\n\n@HEAD@' }}
    {%- for tool in tools %}
        {{- '\n' + tool | tojson }}
    {%- endfor %}
    {{- '@TAIL@<|im_end|>\n' }}
{%- elif messages[0]['role'] == 'system' %}
    {{- '<|im_start|>system\n' + system + '<|im_end|>\n' }}
{%- endif %}
{%- for message in messages %}
    {%- if message.role == 'tool' %}
        {%- if loop.first or messages[loop.index0 - 1].role != 'tool' %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\n<tool_response>\n' + message.content + '\n</tool_response>' }}
        {%- if loop.last or messages[loop.index0 + 1].role != 'tool' %}
            {{- '<|im_end|>\n' }}
        {%- endif %}
    {%- elif message.role == 'assistant' %}
        {%- set content = message.content.split('</think>')[-1].lstrip('\n') %}
        {{- '<|im_start|>assistant' }}
        {%- if content or not message.tool_calls %}
            {{- '\n' + content }}
        {%- endif %}
        {%- for call in message.tool_calls or [] %}
            {{- '\n<tool_call>\n{"name": "' + call.function.name + '", "arguments": ' }}
            {{- call.function.arguments | tojson + '}\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\n' }}
    {%- elif message.role != 'system' or not loop.first %}
        {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\n' }}
    {%- if enable_thinking %}
        {{- '<think>\n' }}
    {%- endif %}
{%- endif %}""".replace("@HEAD@", _TOOLS_HEAD.replace("\n", r"\n")).replace(
    "@TAIL@", _TOOLS_TAIL.replace("\n", r"\n")
)
"""Source of a ChatML template with QwQ's tools and thinking, for files without a template."""
