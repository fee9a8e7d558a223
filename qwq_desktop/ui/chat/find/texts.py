"""The texts of the open chat made ready to be searched, a batch at a time beside the window."""

from collections.abc import Callable, Sequence

from qwq_desktop.platform.words import folded
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.records import Message, MessageStatus
from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.find.matching import Needle
from qwq_desktop.ui.chat.find.plain import parts_of
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

BATCH = 60_000  # characters of Markdown that are read at a time

_Stamp = tuple[int, int, int]
_Read = list[tuple[int, _Stamp, dict[Part, str]]]


class ChatTexts:
    """Keeps each message's folded texts while a search is open; counts hits in them.

    Reading Markdown takes a millisecond a kilobyte: it happens on the worker, which other work
    shares, so in batches. Lives in the main thread.
    """

    def __init__(self, worker: Worker, on_read: Callable[[], None]) -> None:
        """`on_read` is called when more texts are ready."""
        self._worker = worker
        self._on_read = on_read
        self._tree = TreeBuilder()  # used on the worker alone
        self._texts: dict[int, tuple[_Stamp, dict[Part, str]]] = {}
        self._counts: dict[tuple[int, Part], int] = {}
        self._needle = Needle("")
        self._is_reading = False
        self._turn = 0

    @property
    def is_reading(self) -> bool:
        """Whether some texts are still to come."""
        return self._is_reading

    def clear(self) -> None:
        """Forget all texts."""
        self._turn += 1
        self._texts = {}
        self._counts = {}
        self._is_reading = False

    def read(self, messages: Sequence[Message], from_id: int) -> None:
        """Make sure that these messages are ready.

        In the order in which their hits are wanted: from a message to the end, then from the
        beginning. What still streams is left out.
        """
        if self._is_reading:
            return
        missing = [m for m in messages if self._is_missing(m)]
        missing.sort(key=lambda m: m.id < from_id)
        batch = _batch(missing)
        if not batch:
            return
        self._is_reading = True
        turn = self._turn

        def done(found: _Read) -> None:
            if turn == self._turn:
                self._take(found)

        self._worker.submit(self._parse, batch, done=done)

    def counts(self, needle: Needle, messages: Sequence[Message]) -> list[tuple[int, Part, int]]:
        """The number of hits in each part of the messages that are ready."""
        if needle != self._needle:
            self._needle, self._counts = needle, {}
        found = []
        for message in messages:
            for part, text in self._texts.get(message.id, ((), {}))[1].items():
                key = (message.id, part)
                if key not in self._counts:
                    self._counts[key] = text.count(needle.plain) if needle.plain else 0
                found.append((*key, self._counts[key]))
        return found

    def _is_missing(self, message: Message) -> bool:
        if message.status is MessageStatus.STREAMING:
            return False
        known = self._texts.get(message.id)
        return known is None or known[0] != _stamp(message)

    def _parse(self, messages: Sequence[Message]) -> _Read:
        return [
            (m.id, _stamp(m), {p: folded(t) for p, t in parts_of(m, self._tree).items()})
            for m in messages
        ]

    def _take(self, found: _Read) -> None:
        self._is_reading = False
        for message_id, stamp, texts in found:
            self._texts[message_id] = (stamp, texts)
            for part in texts:
                self._counts.pop((message_id, part), None)
        self._on_read()


def _stamp(message: Message) -> _Stamp:
    return len(message.text), len(message.thinking), len(message.tool_steps)


def _batch(messages: Sequence[Message]) -> list[Message]:
    batch, size = [], 0
    for message in messages:
        batch.append(message)
        size += len(message.text) + len(message.thinking)
        if size > BATCH:
            break
    return batch
