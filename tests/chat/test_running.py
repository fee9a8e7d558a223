"""The running turn's journal."""

import pytest
from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.machine import Streamed
from qwq_desktop.chat.running import RunningTurn
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, Role, ToolStep


class Told(QObject):
    """What a turn tells."""

    answer_retracted = Signal()
    delta_received = Signal(object)
    tool_finished = Signal(object)


class Store:
    """Takes all calls and makes none."""

    def call(self, work, *_):
        pass


@pytest.mark.parametrize("before", ["", "Thought before the pause. "])
def test_a_step_stands_where_the_whole_thought_was_then(qapp, before):
    message = Message(2, 1, 1, Role.ASSISTANT, "", before)
    turn = Told()
    running = RunningTurn(turn, message, Store())
    turn.delta_received.emit(Streamed(Channel.THINKING, "More of it.", 3, 3, 1.0))
    turn.tool_finished.emit(ToolStep("calculator", "{}", "2", after_thinking=11))
    live = running.live_message()
    assert live.tool_steps[0].after_thinking == len(live.thinking) == len(before) + 11
