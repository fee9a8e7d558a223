"""The sampler chain of llama.cpp, in the order that QwQ needs."""

import secrets
from typing import Any

import llama_cpp.llama_cpp as ll

from qwq_desktop.settings.schema import SamplingSettings

_PENALTY_WINDOW = 4096  # tokens of this turn that the penalties look back on


class SamplerChain:
    """top-k → top-p → min-p → temperature → penalties → draw.

    Truncation comes first and penalties last, after the temperature: applied before it they break
    QwQ (Unsloth's guide to QwQ-32B). Penalties see the tokens of the running turn. Temperature 0
    keeps the likeliest token alone (greedy).
    """

    def __init__(self, settings: SamplingSettings, vocabulary_size: int) -> None:
        """`settings.seed` None draws a fresh seed."""
        self.seed = secrets.randbelow(2**32 - 1) if settings.seed is None else settings.seed
        self.handle: Any = ll.llama_sampler_chain_init(ll.llama_sampler_chain_default_params())
        if settings.top_k > 0:
            self._add(ll.llama_sampler_init_top_k(settings.top_k))
        if settings.top_p < 1.0:
            self._add(ll.llama_sampler_init_top_p(settings.top_p, 1))
        if settings.min_p > 0.0:
            self._add(ll.llama_sampler_init_min_p(settings.min_p, 1))
        self._add(ll.llama_sampler_init_temp(settings.temperature))
        if (settings.repetition_penalty, settings.frequency_penalty, settings.presence_penalty) != (
            1.0,
            0.0,
            0.0,
        ):
            self._add(
                ll.llama_sampler_init_penalties(
                    vocabulary_size,
                    _PENALTY_WINDOW,
                    settings.repetition_penalty,
                    settings.frequency_penalty,
                    settings.presence_penalty,
                )
            )
        self._add(ll.llama_sampler_init_dist(self.seed))

    def _add(self, sampler: Any) -> None:
        ll.llama_sampler_chain_add(self.handle, sampler)

    def accept(self, token: int) -> None:
        """Tell the chain of a token that was put in, not drawn."""
        ll.llama_sampler_accept(self.handle, token)

    def close(self) -> None:
        """Free the chain."""
        ll.llama_sampler_free(self.handle)
        self.handle = None
