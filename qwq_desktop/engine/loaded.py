"""A model ready to talk: llama.cpp's model with its chat template and prompt cache."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qwq_desktop.engine.batch_proof import BatchProof
from qwq_desktop.engine.cancel_flag import CancelFlag
from qwq_desktop.engine.chat_states import ChatStates
from qwq_desktop.engine.draft_model import DraftModel, ModelDrafter
from qwq_desktop.engine.draft_pace import SIZES, DraftPace, StepCosts
from qwq_desktop.engine.lookup import PromptLookup
from qwq_desktop.engine.native import NativeModel, build_name
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.prompt import (
    RenderedPrompt,
    plain_pieces,
    render_prompt,
    stable_prefix,
    tokenize_pieces,
)
from qwq_desktop.engine.prompt_cache import PromptCache
from qwq_desktop.engine.protocol import ChatMessage, LoadRequest
from qwq_desktop.engine.speculation import Drafter, Source, Speculation
from qwq_desktop.engine.state_store import StateStore, file_facts, fingerprint
from qwq_desktop.engine.template import FALLBACK, ChatTemplate
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import ThinkingMode

_LOG = logging.getLogger(__name__)
Messages = Sequence[ChatMessage]
Tools = Sequence[dict[str, Any]]
Progress = Callable[[int, int], None]

# What a saved state doesn't depend on. (A longer context takes it in as it is.)
_NOT_IN_STATE = {"id", "path", "context_length", "gpu_layers", "threads", "batch_size"} | {
    "micro_batch_size",
    "vocab_only",
    "reranking",
    "state_dir",
    "prompt_lookup",
    "draft_path",
    "state_limit_bytes",
    "devices",
    "tensor_split",
}


def state_store(request: LoadRequest) -> StateStore | None:
    """Where a load's states are saved; None where none shall be."""
    if not request.state_dir or request.state_limit_bytes <= 0 or request.vocab_only:
        return None
    options = {k: v for k, v in asdict(request).items() if k not in _NOT_IN_STATE}
    try:
        facts = {"build": build_name(), "file": file_facts(Path(request.path)), **options}
    except OSError:
        return None
    return StateStore(Path(request.state_dir), request.state_limit_bytes, fingerprint(facts))


class LoadedModel:
    """What the worker thread works with between `load` and the end of the process."""

    def __init__(
        self, request: LoadRequest, log: NativeLog, progress: Callable[[float], bool]
    ) -> None:
        """Load; see NativeModel for `progress` and the errors."""
        self.request = request
        self.native = NativeModel(request, log, progress)
        self.vocabulary = self.native.vocabulary
        self.template_source = self.native.chat_template()
        self._template = ChatTemplate(
            self.template_source or FALLBACK,
            bos_token=self.vocabulary.bos_text(),
            eos_token=self.vocabulary.eos_text(),
        )
        self._special_texts = self.vocabulary.special_texts()
        self.thinks = "<think>" in (self.template_source or "")
        self.cache = PromptCache(self.native, request.micro_batch_size)
        self.draft_error: QwQError | None = None
        self._draft = self._load_draft(log, progress)
        self._lookup_costs, self._draft_costs = StepCosts(), StepCosts()
        self._proof = BatchProof()
        self.states = ChatStates(self.native, self.cache, state_store(request))

    @property
    def cancel(self) -> CancelFlag:
        """The flag that stops the call under way."""
        return self.native.cancel

    def wants_thinking(self, mode: ThinkingMode) -> bool:
        """Whether a turn thinks: always, never, or as this model does by itself."""
        return self.thinks if mode is ThinkingMode.AUTO else mode is ThinkingMode.ON

    def render(
        self, messages: Messages, tools: Tools, mode: ThinkingMode, *, raw_history: bool = False
    ) -> RenderedPrompt:
        """The prompt of the next turn. Raises QwQError("template_failed", "message_empty")."""
        thinking = self.wants_thinking(mode)
        return self.render_opened(messages, tools, thinking=thinking, raw_history=raw_history)

    def render_opened(
        self, messages: Messages, tools: Tools, *, thinking: bool, raw_history: bool = False
    ) -> RenderedPrompt:
        """The prompt of a turn that thinks or doesn't. Raises as `render` does."""
        if not messages:
            raise QwQError("message_empty")
        return render_prompt(
            self._template,
            messages,
            tools,
            thinking=thinking,
            special_texts=self._special_texts,
            raw_history=raw_history,
        )

    def plain_pieces(self, text: str) -> tuple[str, ...]:
        """A text in pieces in which nothing is special."""
        return plain_pieces(text, self._special_texts)

    def plain_tokens(self, text: str) -> list[int]:
        """The tokens of a text in which nothing is special."""
        return tokenize_pieces(self.plain_pieces(text), self.vocabulary.tokenize)

    def tokens(self, prompt: RenderedPrompt) -> list[int]:
        """A prompt's tokens, with the opening token that a model wants and its template lacks."""
        opening = self.vocabulary.opening()
        tokens = tokenize_pieces(prompt.pieces, self.vocabulary.tokenize)
        return tokens if tokens[: len(opening)] == opening else opening + tokens

    def speculation(self) -> Speculation:
        """What reads the tokens of one turn."""
        return Speculation(self.native, self.cache, self._proof)

    def draft_sources(self) -> list[Source]:
        """What may guess how the text in the prompt cache goes on, and can pay as far as known."""
        makers: list[tuple[StepCosts, Callable[[], Drafter]]] = []
        if self.request.prompt_lookup and self.native.can_rewind:
            makers.append((self._lookup_costs, lambda: PromptLookup(self.cache.tokens)))
        if (draft := self._draft) is not None and self.native.can_rewind:
            makers.append((self._draft_costs, lambda: ModelDrafter(draft, self.cache.tokens)))
        sources = []
        for costs, make in makers:
            costs.begin_turn()
            if DraftPace(costs).can_pay(SIZES):
                sources.append(Source(make(), costs))
        return sources

    def _load_draft(self, log: NativeLog, progress: Callable[[float], bool]) -> DraftModel | None:
        """The model that drafts for this one, None without one; a bad one is only told of."""
        if not self.request.draft_path:
            return None
        try:
            return DraftModel(self.request, self.native, log, lambda: progress(1.0))
        except QwQError as error:
            if error.code == "cancelled":
                self.native.close()
                raise
            _LOG.warning("the draft model is left out: %s", error)
            self.draft_error = error
            return None

    def close(self) -> None:
        """Free the models."""
        if self._draft is not None:
            self._draft.native.close()
        self.native.close()

    def read(
        self,
        chat_key: str,
        tokens: Sequence[int],
        progress: Progress,
        *,
        waited_for: bool,
        stopped: Callable[[], bool] | None = None,
    ) -> tuple[int, bool]:
        """Make the KV cache hold `tokens` of a chat; see `ChatStates.switch`, `PromptCache.read`.

        `stopped` ends it, by itself the cancel flag.
        """
        if not self.states.switch(chat_key, tokens, waited_for=waited_for):
            return 0, False
        return self.cache.read(tokens, progress, stopped or self.cancel.is_set)

    def next_turn_prefix(
        self, messages: Messages, tools: Tools, mode: ThinkingMode = ThinkingMode.AUTO
    ) -> list[int]:
        """The tokens that any next user message will find before itself."""

        def tokenize(longer: Messages) -> list[int]:
            return self.tokens(self.render(longer, tools, mode))

        return stable_prefix(messages, tokenize)

    def facts(self) -> dict[str, Any]:
        """What the application wants to know after a load."""
        return {
            "context_length": self.native.context_length,
            "native_context": self.native.native_context,
            "gpu_layers": self.native.offloaded_layers,
            "total_layers": self.native.layers,
            "repacked_bytes": self.native.repacked_bytes,
            "description": self.native.description,
            "thinks": self.thinks,
            "own_template": self.template_source is not None,
            **self._draft_facts(),
        }

    def _draft_facts(self) -> dict[str, Any]:
        error = self.draft_error
        if error is None:
            return {}
        return {"draft_error": {"code": error.code, "facts": error.facts}}
