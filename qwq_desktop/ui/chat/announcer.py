"""Tells screen readers what the model is at, and its answer sentence by sentence.

Never the thinking.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from qwq_desktop.chat.machine import Phase, Streamed
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.spoken import spoken_text

_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s|(?<=[。！？；])|\n")
_FENCE = re.compile(r"\s*(```|~~~)")
_LONGEST = 400  # characters that are held back while no sentence ends


class Sentences:
    """Cuts streamed Markdown into whole sentences; code is left out. Pure."""

    def __init__(self) -> None:
        self._held = ""
        self._in_code = False
        self._at_line_start = True

    def add(self, text: str) -> list[str]:
        """The sentences that are complete now."""
        self._held += text
        found: list[str] = []
        while match := _END.search(self._held):
            self._take(self._held[: match.end()], found)
            self._held = self._held[match.end() :]
        if len(self._held) > _LONGEST:
            head, space, rest = self._held.rpartition(" ")
            self._take(head if space else self._held, found)
            self._held = rest if space else ""
        return found

    def rest(self) -> list[str]:
        """What remains at the end; it begins anew."""
        found: list[str] = []
        self._take(self._held, found)
        self._held, self._in_code, self._at_line_start = "", False, True
        return found

    def _take(self, piece: str, found: list[str]) -> None:
        is_fence = self._at_line_start and _FENCE.match(piece) is not None
        if is_fence:
            self._in_code = not self._in_code
        elif not self._in_code and piece.strip():
            found.append(piece.strip())
        self._at_line_start = piece.endswith("\n")


class AnswerAnnouncer(QObject):
    """Announces the answer of the open chat politely: it waits for what is being said."""

    def __init__(
        self,
        chats: ChatSession,
        speaker: QObject,
        say: Callable[[str], object] | None = None,
        is_wanted: Callable[[], bool] = QAccessible.isActive,
    ) -> None:
        """`speaker` is the object that announces, and owns this; `say` takes its place in tests."""
        super().__init__(speaker)
        self._chats = chats
        self._speaker = speaker
        self._say = say or self._announce
        self._is_wanted = is_wanted
        self._sentences = Sentences()
        chats.delta_received.connect(self._on_delta)
        chats.answer_retracted.connect(self._forget)
        chats.message_added.connect(self._forget)
        chats.phase_changed.connect(self._on_phase)
        chats.message_finished.connect(self._on_finished)

    def _on_delta(self, message_id: int, delta: Streamed) -> None:
        path = self._chats.path
        is_shown = bool(path) and path[-1].id == message_id
        if delta.channel is Channel.ANSWER and is_shown and self._is_wanted():
            self._tell(self._sentences.add(delta.text))

    def _on_finished(self, message: Message) -> None:
        rest = self._sentences.rest()
        path = self._chats.path
        if path and path[-1].id == message.id and self._is_wanted():
            self._tell(rest)

    def _on_phase(self, phase: Phase) -> None:
        """A long silence needs a reason: that it thinks is said once, not what."""
        path = self._chats.path
        is_shown = bool(path) and path[-1].id == self._chats.running_message_id
        if phase is Phase.THINKING and is_shown and self._is_wanted():
            self._say(self.tr("Thinking…"))

    def _forget(self, _: object) -> None:
        self._sentences.rest()

    def _tell(self, sentences: list[str]) -> None:
        for sentence in sentences:
            words = spoken_text(sentence)
            if words:
                self._say(words)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._speaker, words))
