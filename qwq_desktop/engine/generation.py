"""One answer: reads the prompt, draws tokens, parts thinking from answer, keeps the limits."""

import time
from collections.abc import Callable
from dataclasses import replace

from qwq_desktop.engine.budget import CLOSING_TAG, LONGEST_CLOSING, Limits, limits
from qwq_desktop.engine.deltas import DeltaWriter, TurnClock
from qwq_desktop.engine.hesitation import BIAS, hesitation_tokens
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.loops import LoopWatch
from qwq_desktop.engine.opening import open_turn
from qwq_desktop.engine.phrases import conclusion, opener, remark
from qwq_desktop.engine.protocol import (
    Channel,
    DoneEvent,
    Event,
    GenerateRequest,
    LoopNoticedEvent,
    ProgressEvent,
    RemarkEvent,
    StopReason,
    TurnState,
    Usage,
)
from qwq_desktop.engine.sampling import SamplerChain
from qwq_desktop.engine.steering import Steering
from qwq_desktop.engine.transcript import Transcript
from qwq_desktop.platform.errors import QwQError

_REMARK_PATIENCE = 48  # tokens that a remark waits for the end of a sentence
_CONCLUDES_AFTER = 24  # tokens of an answer; "Answer now" before them meant the thinking
_ANSWER_TRIES = 8  # times that the end of an answer without a word is refused


class Generation:
    """The run of one GenerateRequest on the worker thread."""

    def __init__(
        self,
        model: LoadedModel,
        request: GenerateRequest,
        steering: Steering,
        emit: Callable[[Event], None],
    ) -> None:
        self._model = model
        self._request = request
        self._steering = steering
        self._emit = emit
        self._drawn = 0  # tokens of this run
        self._draws = 0  # random numbers of this turn
        self._closed_by_force = False
        self._remark_waits = 0
        self._prompt_usage = Usage()
        self._loops = LoopWatch()
        self._speculation = model.speculation()

    def run(self) -> DoneEvent:
        """Generate to the end.

        Raises QwQError: message_too_long, template_failed, decode_failed, context_full.
        """
        self._opening = opening = open_turn(self._model, self._request)
        tokens = [*opening.prompt_tokens, *opening.tokens]
        room = self._model.native.context_length - len(tokens)
        if room < max(1, self._request.needed_room):
            raise QwQError(
                "message_too_long",
                tokens=len(tokens),
                available=self._model.native.context_length,
            )
        self._writer = DeltaWriter(self._request.id, self._emit, self._position)
        self._clock = TurnClock(0.0)
        self._text = Transcript(
            self._model.vocabulary, self._writer, opening, tools=bool(self._request.tools)
        )
        chain = self._make_chain()
        try:
            return self._done(self._read_and_draw(tokens, chain, room), chain)
        finally:
            self._speculation.settle()
            chain.close()

    def _make_chain(self) -> SamplerChain:
        sampling, state = self._request.sampling, self._request.state
        if state is not None:
            sampling = replace(sampling, seed=state.seed)
        chain = SamplerChain(sampling, self._model.vocabulary.size)
        for token in self._opening.tokens:
            chain.accept(token)
        if state is not None:
            chain.advance(state.draws)
            self._draws = state.draws
            self._closed_by_force = state.closed_by_force
        if self._request.concise and self._text.channel is Channel.THINKING:
            vocabulary = self._model.vocabulary
            chain.lower(hesitation_tokens(vocabulary.tokenize, vocabulary.piece), BIAS)
        return chain

    def _read_and_draw(self, tokens: list[int], chain: SamplerChain, room: int) -> StopReason:
        began = time.perf_counter()
        cached, finished = self._model.read(
            self._request.chat_key,
            tokens,
            self._report_reading,
            waited_for=True,
            stopped=self._is_halted,
        )
        self._clock = TurnClock(time.perf_counter() - began)
        self._prompt_usage = Usage(prompt=len(tokens), cached=cached)
        if not finished:
            return self._halt()
        if self._opens_with_phrase() and not self._put(
            chain, opener(self._request.thinking_language)
        ):
            return StopReason.CANCELLED
        return self._draw_tokens(chain, room)

    def _opens_with_phrase(self) -> bool:
        return self._opening.starts_thinking and not self._opening.tokens

    def _draw_tokens(self, chain: SamplerChain, room: int) -> StopReason:
        closing = self._model.vocabulary.tokenize(LONGEST_CLOSING)
        room += self._text.spent_before  # what a paused turn spent was read with the prompt
        bounds = limits(self._request.sampling, room, len(closing))
        while True:
            if self._is_halted():
                return self._halt()
            if self._text.spent >= bounds.total:
                return StopReason.CONTEXT if bounds.total == room else StopReason.LENGTH
            if self._must_close(bounds):
                if not self._close_thinking(chain, bounds, len(closing)):
                    return StopReason.CANCELLED
                continue
            if self._must_conclude() and not self._put(chain, conclusion(self._text.answer_end)):
                return StopReason.CANCELLED
            if self._remark_is_due() and not self._put_remark(chain, bounds, len(closing)):
                return StopReason.CANCELLED
            token = self._draw(chain)
            if self._model.vocabulary.ends_generation(token):
                if self._text.channel is Channel.THINKING and self._owes_thought_end():
                    self._close_thinking(chain, bounds, len(closing), leads=False)
                    continue
                return StopReason.END
            self._drawn += 1
            if not self._take(chain, [token]):
                return StopReason.CANCELLED
            if self._drawn == 1:  # the first word is on its way: now there is time to index
                self._begin_drafting()

    def _begin_drafting(self) -> None:
        self._speculation.draft_with(self._model.draft_sources())

    def _draw(self, chain: SamplerChain) -> int:
        """Draw a token; not the end of the turn where an answer is owed and has no word yet."""
        sample, ends = self._speculation.sample, self._model.vocabulary.ends_generation
        token = sample(chain.handle)
        self._draws += 1
        refused: set[int] = set()
        while ends(token) and self._text.owes_answer and len(refused) < _ANSWER_TRIES:
            refused.add(token)
            token = chain.draw_without(refused, sample)
            self._draws += 1
        return token

    def _is_halted(self) -> bool:
        return self._model.cancel.is_set() or self._steering.pause

    def _halt(self) -> StopReason:
        cancelled = self._model.cancel.is_set()
        return StopReason.CANCELLED if cancelled else StopReason.PAUSED

    def _must_close(self, bounds: Limits) -> bool:
        if self._text.channel is not Channel.THINKING:
            return False
        spent = self._text.thinking_tokens
        if self._steering.answer_now or spent >= bounds.thinking:
            return True
        return self._text.end.is_good(spent, bounds)

    def _must_conclude(self) -> bool:
        """Whether an answer that doubts itself is to come to its end, as the user asked."""
        if not self._steering.answer_now or self._text.channel is not Channel.ANSWER:
            return False
        self._steering.answer_now = False
        return self._text.answer_tokens >= _CONCLUDES_AFTER

    def _owes_thought_end(self) -> bool:
        """The model stopped inside its thinking without calling a tool: it shall answer."""
        return not (self._closed_by_force or self._text.calls_in_thinking())

    def _close_thinking(
        self, chain: SamplerChain, bounds: Limits, longest: int, *, leads: bool = True
    ) -> bool:
        """Put the closing words in as if the model had written them. False when cancelled."""
        self._closed_by_force = True
        self._steering.answer_now = False
        # Nothing thought needs no sentence that leads on from it.
        leads = leads and self._text.has_thought and self._text.spent + longest < bounds.total
        words = self._text.end.closing(leads=leads) if self._text.has_thought else CLOSING_TAG
        return self._put(chain, words)

    def _remark_is_due(self) -> bool:
        if not self._steering.has_remark or self._text.channel is not Channel.THINKING:
            return False
        self._remark_waits += 1
        return self._text.end.is_break() or self._remark_waits > _REMARK_PATIENCE

    def _put_remark(self, chain: SamplerChain, bounds: Limits, closing: int) -> bool:
        """Put the user's words into the thought, if they leave room to end it."""
        self._remark_waits = 0
        words = self._steering.next_remark()
        text = self._text.end.paragraph(remark(words, self._text.end.text)) + "\n\n"
        tokens = self._model.plain_tokens(text)
        taken = self._text.spent + len(tokens) + 2 * closing < bounds.total
        self._writer.flush()
        self._emit(RemarkEvent(self._request.id, words, taken))
        return not taken or self._take(chain, tokens, accept=True)

    def _put(self, chain: SamplerChain, text: str) -> bool:
        """Put words in as if the model had written them; tags in them are special tokens."""
        tokens = self._model.vocabulary.tokenize(text)
        return not tokens or self._take(chain, tokens, accept=True)

    def _take(self, chain: SamplerChain, tokens: list[int], *, accept: bool = False) -> bool:
        """Stream tokens and read them into the KV cache. False when cancelled."""
        self._text.add(tokens)
        if accept:
            for token in tokens:
                chain.accept(token)
        if self._text.channel is not Channel.THINKING:
            chain.restore()
        self._clock.tick(self._text.channel)
        self._writer.flush_if_due()
        loop = self._loops.look(self._text.tokens)
        if loop is not None:
            self._writer.flush()
            self._emit(LoopNoticedEvent(self._request.id, loop.period, loop.repeats))
        return self._speculation.append(tokens)

    def _report_reading(self, done: int, total: int) -> None:
        self._emit(ProgressEvent(self._request.id, "prompt", done, total))

    def _position(self) -> tuple[int, int, float]:
        """(tokens of this turn, tokens in the KV cache, tokens a second) for a delta."""
        used = len(self._model.cache.tokens)
        return self._text.spent, used, self._clock.speed(self._drawn)

    def _done(self, stop: StopReason, chain: SamplerChain) -> DoneEvent:
        paused = stop is StopReason.PAUSED
        self._speculation.settle()
        if not paused:  # what the parser still holds comes when it goes on
            self._text.finish()
        self._writer.flush()
        while self._steering.has_remark:
            self._emit(RemarkEvent(self._request.id, self._steering.next_remark(), taken=False))
        usage = replace(
            self._prompt_usage,
            thinking=self._text.thinking_tokens,
            answer=self._text.answer_tokens,
        )
        return DoneEvent(
            self._request.id,
            stop,
            usage,
            self._clock.timings(self._drawn),
            self._text.tool_calls() if stop is StopReason.END else (),
            result=self._speculation.counts(),
            state=self._state(chain) if paused else None,
        )

    def _state(self, chain: SamplerChain) -> TurnState:
        return TurnState(
            tuple(self._text.tokens),
            self._opening.given,
            chain.seed,
            self._draws,
            self._opening.starts_thinking,
            self._closed_by_force,
        )
