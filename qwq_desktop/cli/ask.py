"""`ask` and `chat`: turns without a window."""

import argparse
import sys
import threading
from collections import deque
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from qwq_desktop.chat.machine import Phase, Streamed, TurnResult
from qwq_desktop.chat.turn import Turn, TurnRequest
from qwq_desktop.cli.fitting import TerminalFitter
from qwq_desktop.cli.output import AnswerPrinter, print_error
from qwq_desktop.engine.openai.address import ServerAddress
from qwq_desktop.engine.protocol import ChatMessage, PrewarmRequest, ToolCall
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.services import DEFAULT_MODEL, Services
from qwq_desktop.settings.per_model import load_for
from qwq_desktop.settings.presets import effective_sampling
from qwq_desktop.settings.schema import SamplingSettings, Settings, ThinkingMode
from qwq_desktop.storage.records import ToolStep
from qwq_desktop.tools.registry import ToolRegistry

if TYPE_CHECKING:
    from qwq_desktop.cli.ask_documents import AskedDocuments

INTERRUPTED = 130  # as shells count it
CHAT_KEY = "terminal"  # conversations in a terminal share one saved state: the last one's


def run_ask(arguments: argparse.Namespace, services: Services) -> int:
    """Answer one question; the exit status."""
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    documents = None
    if arguments.doc:
        from qwq_desktop.cli.ask_documents import AskedDocuments  # most questions have none

        documents = AskedDocuments(services.documents, services.models, services.worker)
    conversation = Conversation(arguments, services, documents, last_turn=True)
    try:
        if documents is not None and not documents.read(arguments.doc):
            return 1
        conversation.ask(text)
        return QCoreApplication.exec()
    except Stopped:
        return INTERRUPTED
    finally:
        if documents is not None:
            documents.close()


def run_chat(arguments: argparse.Namespace, services: Services) -> int:
    """Answer each line of stdin until it ends; the exit status."""
    conversation = Conversation(arguments, services)
    reader = LineReader()
    reader.line_read.connect(conversation.ask)
    reader.ended.connect(conversation.end_after_queue)
    reader.start()
    return QCoreApplication.exec()


class LineReader(QObject):
    """Reads stdin on a thread of its own."""

    line_read = Signal(str)
    ended = Signal()

    def start(self) -> None:
        """Begin; the thread ends with stdin or the process."""
        threading.Thread(target=self._run, name="stdin", daemon=True).start()

    def _run(self) -> None:
        for line in sys.stdin:
            if line.strip():
                self.line_read.emit(line.rstrip("\r\n"))
        self.ended.emit()


class Conversation(QObject):
    """A conversation printed to the terminal; ends the event loop with the exit status."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        services: Services,
        documents: "AskedDocuments | None" = None,
        *,
        last_turn: bool = False,
    ) -> None:
        """`last_turn` ends after one answer; with `documents` it is given from them.

        Raises QwQError: tool_unknown, server_address_bad.
        """
        super().__init__()
        self._arguments = arguments
        self._services = services
        self._documents = documents
        self._last_turn = last_turn
        self._printer = AnswerPrinter(arguments.json)
        self._tools = chosen_tools(arguments.tools, services.tools)
        self._waiting: deque[str] = deque()
        self._turn: Turn | None = None
        self._answer: list[str] = []
        self._messages: list[ChatMessage] = []
        system = arguments.system or services.settings.value.system_prompt
        if system:
            self._messages.append(ChatMessage("system", system))
        model = chosen_model(arguments, services.settings.value)
        load = load_for(services.settings.value, model)
        if arguments.context is not None:
            load = replace(load, context_length=arguments.context)
        services.models.open(model, load)

    def ask(self, text: str) -> None:
        """Answer a message, after those that wait."""
        if not text.strip():
            self._fail(QwQError("message_empty"))
            return
        self._waiting.append(text)
        self._next()

    def end_after_queue(self) -> None:
        """No more messages will come."""
        self._last_turn = True
        if self._turn is None and not self._waiting:
            self._end(0)

    def _next(self) -> None:
        if self._turn is not None or not self._waiting:
            return
        self._messages.append(ChatMessage("user", self._waiting.popleft()))
        self._answer = []
        models, messages, tools = self._services.models, tuple(self._messages), self._tools
        fitter = TerminalFitter(messages, models, self._sampling, self._printer.turns_left)
        preparation = None
        if self._documents is not None:
            preparation = self._documents.preparation(messages, fitter, self._sampling)
            if tools.names():
                tools = self._documents.offered_with(tools)
        request = TurnRequest(
            messages,
            self._sampling,
            self._thinking,
            tools,
            chat_key=CHAT_KEY,
            fitter=fitter,
            preparation=preparation,
        )
        turn = Turn(request, models, self._services.worker, self)
        turn.answer_retracted.connect(self._on_retracted)
        turn.delta_received.connect(self._on_delta)
        turn.phase_changed.connect(self._on_phase)
        turn.tool_called.connect(self._on_tool_call)
        turn.tool_finished.connect(self._on_tool_result)
        turn.finished.connect(self._on_finished)
        self._turn = turn
        turn.start()

    @property
    def _thinking(self) -> ThinkingMode:
        return ThinkingMode(self._arguments.think or self._services.settings.value.thinking)

    def _sampling(self) -> SamplingSettings:
        entry = self._services.models.state.entry
        settings = self._services.settings.value
        advice = SamplingSettings() if entry is None else entry.sampling
        precise = SamplingSettings() if entry is None else entry.precise
        return overridden(effective_sampling(settings, advice, precise), self._arguments)

    def _on_delta(self, delta: Streamed) -> None:
        if delta.channel == "answer":
            self._answer.append(delta.text)
        self._printer.text(delta.channel, delta.text)

    def _on_retracted(self) -> None:
        """What was printed as the answer was thinking; the next turn must not see it."""
        self._answer = []
        self._printer.retract_answer()

    def _on_phase(self, phase: Phase) -> None:
        if phase is Phase.ANSWERING:
            self._printer.begin_answer()

    def _on_tool_call(self, call: ToolCall) -> None:
        self._printer.tool_call(call.name, call.arguments)

    def _on_tool_result(self, step: ToolStep) -> None:
        self._printer.tool_result(step.name, step.result)

    def _on_finished(self, result: TurnResult) -> None:
        if result.error is not None or self._turn is None:
            self._fail(result.error or QwQError("unexpected"))
            return
        self._messages = [*self._turn.messages, ChatMessage("assistant", "".join(self._answer))]
        self._turn.deleteLater()
        self._turn = None
        if self._documents is None:
            self._end_turn(result)
        else:
            answer = "".join(self._answer)
            self._documents.cite(answer, self._printer, lambda: self._end_turn(result))

    def _end_turn(self, result: TurnResult) -> None:
        self._printer.done(str(result.stop), asdict(result.usage), asdict(result.timings))
        if self._waiting:
            self._next()
        elif self._last_turn:
            self._end(0)
        else:
            self._prewarm()

    def _prewarm(self) -> None:
        engine = self._services.models.engine
        engine.send(
            PrewarmRequest(
                engine.next_id(),
                tuple(self._messages),
                self._tools.schemas(),
                self._thinking,
                CHAT_KEY,
            )
        )

    def _fail(self, error: QwQError) -> None:
        print_error(error)
        self._end(1)

    def _end(self, status: int) -> None:
        """Leave the event loop, which may not run yet."""
        QTimer.singleShot(0, lambda: QCoreApplication.exit(status))


def chosen_model(arguments: argparse.Namespace, settings: Settings) -> str:
    """The reference of the model to use; with `--server` its address, and `--model` a name there.

    Raises QwQError("server_address_bad").
    """
    if arguments.server is None:
        return arguments.model or settings.last_model or DEFAULT_MODEL
    address = ServerAddress.parse(arguments.server)
    return replace(address, model=arguments.model or address.model).reference


def chosen_tools(wanted: str | None, tools: ToolRegistry) -> ToolRegistry:
    """The tools of `--tools`: all by default, none for "none", else those named.

    Raises QwQError("tool_unknown").
    """
    if wanted is None:
        return tools
    if wanted == "none":
        return tools.choose(())
    return tools.choose(name.strip() for name in wanted.split(",") if name.strip())


def overridden(sampling: SamplingSettings, arguments: argparse.Namespace) -> SamplingSettings:
    """Sampling with the values that the command line gives."""
    given = {
        "temperature": arguments.temp,
        "seed": arguments.seed,
        "max_tokens": arguments.max_tokens,
        "max_thinking_tokens": arguments.max_thinking,
    }
    return replace(sampling, **{name: v for name, v in given.items() if v is not None})
