"""The turn that runs: its live text, and its journal in the database."""

import json
import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from qwq_desktop.chat.digest_turn import DigestTurn
from qwq_desktop.chat.machine import Streamed, TurnResult
from qwq_desktop.chat.resume import state_text
from qwq_desktop.chat.turn import Turn
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, PassageRecord, ToolStep, TurnRecord
from qwq_desktop.storage.store import ChatStore

AnyTurn = Turn | DigestTurn
JOURNAL_INTERVAL_MS = 250  # the most of an answer that a power cut can take, in time


class RunningTurn(QObject):
    """Writes a turn to the database as it grows: each row holds only what is new."""

    def __init__(self, turn: AnyTurn, message: Message, store: ChatStore) -> None:
        super().__init__(turn)
        self.turn = turn
        self._message = message
        self._store = store
        self._text: dict[Channel, list[str]] = {
            Channel.THINKING: [message.thinking],
            Channel.ANSWER: [message.text],
        }
        self._unsaved: list[tuple[Channel, str]] = []
        self._steps: list[ToolStep] = list(message.tool_steps)
        self._began = time.monotonic()
        self._timer = QTimer(self, interval=JOURNAL_INTERVAL_MS)
        self._timer.timeout.connect(self.save_journal)
        self._timer.start()
        turn.delta_received.connect(self._on_delta)
        turn.answer_retracted.connect(self._on_retracted)
        turn.tool_finished.connect(self._on_tool)

    @property
    def chat_id(self) -> int:
        """The chat that the turn belongs to."""
        return self._message.chat_id

    @property
    def message_id(self) -> int:
        """The message that grows."""
        return self._message.id

    def live_message(self) -> Message:
        """The message with everything that has come so far."""
        return replace(
            self._message,
            thinking="".join(self._text[Channel.THINKING]),
            text="".join(self._text[Channel.ANSWER]),
            tool_steps=tuple(self._steps),
        )

    def add_passages(self, passages: tuple[PassageRecord, ...]) -> None:
        """Keep with the answer what the model found in the documents for it."""
        message_id = self.message_id
        self._message = replace(self._message, passages=(*self._message.passages, *passages))
        self._store.call(lambda r: r.context.add_passages(message_id, passages))

    def finish_record(self, result: TurnResult, made_with: TurnRecord) -> TurnRecord:
        """`made_with` (model and settings) completed by how the turn went; ends the journal."""
        self._timer.stop()
        self.save_journal()
        before = self._message.turn
        facts: dict[str, Any] = {} if result.error is None else result.error.facts
        return replace(
            made_with,
            stop_reason=str(result.stop),
            error_code="" if result.error is None else result.error.code,
            error_facts=json.dumps(facts, ensure_ascii=False, default=str),
            thinking_seconds=before.thinking_seconds + self._thinking_seconds(result),
            thinking_tokens=before.thinking_tokens + result.usage.thinking,
            answer_tokens=before.answer_tokens + result.usage.answer,
            prompt_tokens=result.usage.prompt,
            cached_tokens=result.usage.cached,
            tokens_per_second=result.timings.tokens_per_second,
            paused_state=state_text(result.state),
        )

    def _thinking_seconds(self, result: TurnResult) -> float:
        if result.timings.thinking_s or not any(self._text[Channel.THINKING]):
            return result.timings.thinking_s
        return time.monotonic() - self._began  # the engine died before it could tell

    def _on_delta(self, delta: Streamed) -> None:
        self._text[delta.channel].append(delta.text)
        self._unsaved.append((delta.channel, delta.text))

    def _on_retracted(self) -> None:
        self.save_journal()
        self._text[Channel.THINKING] += self._text[Channel.ANSWER]
        self._text[Channel.ANSWER] = []
        message_id = self.message_id
        self._store.call(lambda repository: repository.retract_answer(message_id))

    def _on_tool(self, step: ToolStep) -> None:
        # A turn that goes on counts from its own start, the message from the first word.
        step = replace(step, after_thinking=sum(map(len, self._text[Channel.THINKING])))
        self.save_journal()
        self._steps.append(step)
        message_id = self.message_id
        self._store.call(lambda repository: repository.add_tool_step(message_id, step))

    def save_journal(self) -> None:
        """Hand what is not yet in the journal to the database."""
        segments, self._unsaved = join_segments(self._unsaved), []
        for channel, text in segments:
            self._append(channel, text)

    def _append(self, channel: Channel, text: str) -> None:
        message_id = self.message_id
        self._store.call(lambda repository: repository.append_segment(message_id, channel, text))


def join_segments(pieces: list[tuple[Channel, str]]) -> list[tuple[Channel, str]]:
    """Neighbouring pieces of the same channel joined into one."""
    joined: list[tuple[Channel, list[str]]] = []
    for channel, text in pieces:
        if not joined or joined[-1][0] is not channel:
            joined.append((channel, []))
        joined[-1][1].append(text)
    return [(channel, "".join(texts)) for channel, texts in joined]
