"""Shows the row that steers a thought where and while it can work, and passes its wishes on."""

from PySide6.QtCore import QObject

from qwq_desktop.chat.machine import Phase, Streamed
from qwq_desktop.chat.second_thoughts import SecondThoughts
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.models.session import ModelSession
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.steering_row import SteeringRow
from qwq_desktop.ui.window import MainWindow


class SteeringPresenter(QObject):
    """The row belongs to the running turn, and is on show only beside that turn's chat.

    A server cannot be steered: for one the row stays hidden.
    """

    def __init__(
        self, chats: ChatSession, models: ModelSession, window: MainWindow, composer: Composer
    ) -> None:
        super().__init__(window)
        self._chats = chats
        self._models = models
        self._composer = composer
        self._doubts = SecondThoughts()
        self.row = SteeringRow()
        window.column.add_above_composer(self.row)
        self.row.answer_now_requested.connect(self._answer_now)
        self.row.pause_requested.connect(chats.pause)
        self.row.remark_sent.connect(chats.remark)
        self.row.remark_left.connect(window.focus_composer)
        self.row.remark_unsent.connect(self._keep)
        chats.phase_changed.connect(self._on_phase)
        chats.chat_opened.connect(self._show)
        chats.busy_changed.connect(self._show)
        chats.delta_received.connect(self._on_delta)
        chats.loop_noticed.connect(self._on_loop)

    def _show(self, *_: object) -> None:
        self._on_phase(self._chats.running_phase)

    def _on_phase(self, phase: Phase | None) -> None:
        self._doubts = SecondThoughts()
        if phase in (Phase.TOOL, Phase.READING) and self._can_steer():
            self.row.rest()
            return
        self.row.set_thinking(phase is Phase.THINKING and self._can_steer())

    def _keep(self, words: str) -> None:
        """A remark that came too late is not lost: it can be the next message."""
        self._composer.set_text("\n".join(filter(None, (self._composer.text().strip(), words))))

    def _answer_now(self) -> None:
        self._chats.answer_now()
        if self._chats.running_phase is Phase.ANSWERING:
            self._show()  # it was told; new doubts begin anew

    def _can_steer(self) -> bool:
        running = self._chats.running_message_id
        is_here = any(message.id == running for message in self._chats.path)
        return is_here and not self._models.state.is_remote

    def _on_delta(self, _message_id: int, delta: Streamed) -> None:
        if delta.channel is Channel.ANSWER and self._doubts.add(delta.text) and self._can_steer():
            self.row.show_doubts()

    def _on_loop(self, _message_id: int) -> None:
        if self._can_steer():
            self.row.show_loop()
