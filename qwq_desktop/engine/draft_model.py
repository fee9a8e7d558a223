"""A small model of the same family that guesses what the large one will say.

Vocabularies are matched by the tokens' texts: QwQ's differs from Qwen2.5's in four added tokens and
in padding, and other families' tokens have other numbers altogether.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

import numpy as np

from qwq_desktop.engine.cancel_flag import CancelFlag
from qwq_desktop.engine.draft_pace import SURE_MATCH
from qwq_desktop.engine.native import NativeModel
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.prompt_cache import PromptCache
from qwq_desktop.engine.protocol import LoadRequest
from qwq_desktop.platform.errors import QwQError

_LOOKED_BACK = 1024  # tokens of a prompt that the small model reads: a long one would take it long
_CONFIDENCE = 0.6  # chance of a guess below which the draft ends
_SHARED = 0.8  # of the draft model's tokens that the large one must have


class Texts(Protocol):
    """What is asked of a vocabulary to match it with another."""

    size: int

    def token_text(self, token: int) -> str:
        """The text of a token as the vocabulary writes it."""

    def piece(self, token: int) -> bytes:
        """The bytes it stands for."""

    def tokenize(self, text: str) -> list[int]:
        """Tokens of a text."""


class TokenMap:
    """From the large model's tokens to the small one's and back."""

    def __init__(self, main: Texts, draft: Texts) -> None:
        """Raises QwQError("draft_model_unfit") where too few tokens are the same."""
        self._main = main
        self._draft = draft
        theirs = {draft.token_text(token): token for token in range(draft.size)}
        same = ((token, theirs.get(main.token_text(token))) for token in range(main.size))
        self._to_draft = {ours: [other] for ours, other in same if other is not None}
        self._to_main = {tokens[0]: ours for ours, tokens in self._to_draft.items()}
        share = len(self._to_main) / max(1, len(theirs))
        if share < _SHARED:
            raise QwQError("draft_model_unfit", shared_percent=round(100 * share))

    def to_draft(self, token: int) -> list[int]:
        """The small model's token; where it lacks it, those that spell the same text."""
        known = self._to_draft.get(token)
        if known is None:
            text = self._main.piece(token).decode("utf-8", "replace")
            known = self._to_draft[token] = self._draft.tokenize(text) if text else []
        return known

    def to_main(self, token: int) -> int | None:
        """The large model's token, None where it has none."""
        return self._to_main.get(token)


class DraftModel:
    """The small model, loaded beside the large one; it knows what its KV cache holds."""

    def __init__(
        self, request: LoadRequest, main: NativeModel, log: NativeLog, go_on: Callable[[], bool]
    ) -> None:
        """Load `request.draft_path`; what stops the large model's steps stops this one's as well.

        Raises QwQError: those of NativeModel, draft_model_unfit.
        """
        own = replace(request, path=request.draft_path, draft_path="", state_dir="")
        own = replace(own, yarn_factor=None, kv_cache_type="f16")
        self.native = NativeModel(own, log, lambda _: go_on(), main.cancel)
        try:
            if not self.native.can_rewind:
                raise QwQError("draft_model_unfit", shared_percent=0)
            self.tokens = TokenMap(main.vocabulary, self.native.vocabulary)
        except QwQError:
            self.native.close()
            raise
        self.cache = PromptCache(self.native, own.micro_batch_size)

    def likeliest(self) -> tuple[int, float]:
        """The most probable next token, and its probability."""
        logits = self.native.logits_view()
        token = int(logits.argmax())
        return token, float(1 / np.exp(logits - logits[token]).sum())

    @property
    def cancel(self) -> CancelFlag:
        """The flag that stops it."""
        return self.native.cancel


class ModelDrafter:
    """Guesses in one turn with a draft model. Worker thread only."""

    def __init__(self, model: DraftModel, tokens: Iterable[int]) -> None:
        """`tokens` are those of the prompt so far."""
        self._model = model
        self._tokens: list[int] = []
        self.extend(list(tokens)[-_LOOKED_BACK:])

    def extend(self, tokens: Iterable[int]) -> None:
        """Take tokens that were read or drawn."""
        for token in tokens:
            self._tokens.extend(self._model.tokens.to_draft(token))

    def match_length(self) -> int:
        """A model always has something to say, but may be wrong: almost a sure match."""
        return SURE_MATCH - 1

    def draft(self, most: int) -> list[int]:
        """At most `most` guesses; fewer where the model isn't sure, none when it can't go on."""
        try:
            _, finished = self._model.cache.read(
                self._tokens, lambda *_: None, self._model.cancel.is_set
            )
            return self._guess(most) if finished else []
        except QwQError:  # its context is full: the large model goes on alone
            return []

    def _guess(self, most: int) -> list[int]:
        guesses: list[int] = []
        while len(guesses) < most:
            token, chance = self._model.likeliest()
            ours = self._model.tokens.to_main(token)
            if ours is None or chance < _CONFIDENCE:
                break
            guesses.append(ours)
            if len(guesses) < most and not self._model.cache.append([token]):
                break
        return guesses
