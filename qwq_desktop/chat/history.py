"""From stored messages to what the model is sent, and to a title; pure."""

import json
from collections.abc import Container, Sequence

from qwq_desktop.chat.attachments import with_attachments
from qwq_desktop.chat.context_cut import parted
from qwq_desktop.chat.formula_words import text_words
from qwq_desktop.chat.numbering import apart, is_shown
from qwq_desktop.chat.recall import recalled_passages
from qwq_desktop.chat.sources import with_sources
from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.storage.records import ContextCut, DocumentUse, Message, Role, ToolStep

_MOST_FOR_TITLE = 2_000  # characters that are looked at
TITLE_LENGTH = 48  # characters
_SUMMARY = "<summary_of_earlier>\n{text}\n</summary_of_earlier>\n\n"
_EARLIER = "<quoted_from_earlier>\n{text}\n</quoted_from_earlier>\n\n"


def build_messages(
    path: Sequence[Message], system_prompt: str = "", cut: ContextCut | None = None
) -> tuple[ChatMessage, ...]:
    """The conversation for the chat template: answers without thinking, tools with results.

    What is above the cut is left out; its summary, if it has one, opens the first message.

    An assistant message without an answer (stopped while it thought) is left out, and the user's
    messages around it are joined, since many templates want the roles to alternate. A passage of
    a document stands where the model was shown it first, so that nothing above a new question ever
    changes.
    """
    messages: list[ChatMessage] = []
    if system_prompt.strip():
        messages.append(ChatMessage("system", system_prompt.strip()))
    _, kept = parted(path, cut)
    opening = _SUMMARY.format(text=cut.summary) if cut is not None and cut.summary else ""
    shown: set[int] = set()  # numbers of passages
    for message in kept:
        if message.role is Role.USER:
            _add_user(messages, opening + question_text(message, shown))
            opening = ""
            shown |= _numbers(message) if is_shown(message) else set()
        elif message.text.strip():
            for step in message.tool_steps:
                messages.extend(tool_messages(step))
            messages.append(ChatMessage("assistant", message.text))
            shown |= _numbers(message)
    return tuple(messages)


def question_text(message: Message, shown: Container[int] = ()) -> str:
    """A question as the model reads it: after its attachments and what was brought to it.

    The attachments come first: they can be read while the words are still being written. `shown`
    are the numbers of passages that stand above it.
    """
    text, recalled = message.text, recalled_passages(message.turn.recalled)
    if message.turn.documents == DocumentUse.ASKED:
        text = with_sources(text, *apart(message.passages, shown))
    if recalled:
        quotes = (f"User: {p.question}\nAssistant: {p.answer}".strip() for p in recalled)
        text = _EARLIER.format(text="\n\n".join(quotes)) + text
    return with_attachments(text, message.attachments)


def tool_messages(step: ToolStep, content: str = "") -> tuple[ChatMessage, ChatMessage]:
    """A call and its result; `content` is what the model said before it called."""
    call = ToolCall(step.name, json.loads(step.arguments))
    return ChatMessage("assistant", content, (call,)), ChatMessage("tool", step.result)


def _numbers(message: Message) -> set[int]:
    return {passage.number for passage in message.passages}


def _add_user(messages: list[ChatMessage], text: str) -> None:
    if messages and messages[-1].role == "user":
        text = f"{messages.pop().content}\n\n{text}"
    messages.append(ChatMessage("user", text))


def title_from(question: str) -> str:
    """A chat's title: the first line of the question, shortened at a word if possible.

    Formulas in it are told in plain words.
    """
    question = text_words(question[:_MOST_FOR_TITLE])
    line = next((part.strip(" #>*`\t") for part in question.splitlines() if part.strip()), "")
    line = " ".join(line.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > TITLE_LENGTH // 2 else cut).rstrip(",;:.") + "…"
