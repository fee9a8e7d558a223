"""Lets the model summarise a whole document, part by part."""

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.digest import Digest
from qwq_desktop.chat.quiet_task import QuietTask
from qwq_desktop.engine.protocol import ChatMessage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings

ROOM_SHARE = 0.6  # of the context that the material of one prompt may take


class Digester(QuietTask):
    """One document's summary in the making; `finished` carries its text."""

    progressed = Signal(int, int)  # prompts answered, prompts in all as far as one can tell

    def __init__(
        self,
        digest: Digest,
        sampling: SamplingSettings,
        models: ModelSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(models, parent)
        self._digest = digest
        self._sampling = sampling

    def start(self) -> None:
        """Begin; the model is ready."""
        self._watch_model()
        self._go_on()

    def _go_on(self) -> None:
        if self._is_over:
            return
        self.progressed.emit(*self._digest.progress)
        result = self._digest.result
        if result:
            self._end(result)
        elif result is not None:
            self._fail(QwQError("nothing_to_summarise"))
        else:
            most = self._digest.most_tokens
            question = ChatMessage("user", self._digest.prompt())
            self._ask_model([question], self._sampling, most, needed_room=most)

    def _on_answer(self, text: str, *, is_sound: bool) -> None:
        if is_sound:
            self._digest = self._digest.answered(text)
            self._go_on()
        else:
            self._end(None)

    def _on_error(self, error: QwQError) -> None:
        """A prompt was longer than it was estimated: it is parted."""
        shorter = self._digest.halved() if error.code == "message_too_long" else None
        if shorter is None:
            self._fail(error)
        else:
            self._digest = shorter
            self._go_on()
