"""The sampler chain of llama.cpp, in the order that QwQ needs."""

import ctypes
import secrets
from collections.abc import Callable, Collection
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
        self._dist = ll.llama_sampler_init_dist(self.seed)
        self._add(self._dist)
        self._inner = self.handle  # the chain without a bias before it
        self._vocabulary_size = vocabulary_size

    def _add(self, sampler: Any) -> None:
        ll.llama_sampler_chain_add(self.handle, sampler)

    def advance(self, draws: int) -> None:
        """Use up random numbers as so many drawn tokens did.

        llama.cpp's draw takes one a token, from however many candidates it chooses.
        """
        candidate = (ll.llama_token_data * 1)()
        array = ll.llama_token_data_array(candidate, 1, -1, False)
        for _ in range(draws):
            ll.llama_sampler_apply(self._dist, ctypes.byref(array))

    def lower(self, tokens: Collection[int], by: float) -> None:
        """Make tokens less likely, before everything else, until `restore`."""
        if self.handle is self._inner and tokens:
            self.handle = self._biased(tokens, -by)

    def restore(self) -> None:
        """End `lower`."""
        if self.handle is not self._inner:
            self._unwrap(self.handle)
            self.handle = self._inner

    def draw_without(self, tokens: Collection[int], draw: Callable[[Any], int]) -> int:
        """A token that is none of `tokens`; `draw` samples with the chain that it is given."""
        self.restore()
        chain = self._biased(tokens, -float("inf"))
        try:
            return draw(chain)
        finally:
            self._unwrap(chain)

    def _biased(self, tokens: Collection[int], bias: float) -> Any:
        biases = (ll.llama_logit_bias * len(tokens))(
            *(ll.llama_logit_bias(token, bias) for token in tokens)
        )
        chain = ll.llama_sampler_chain_init(ll.llama_sampler_chain_default_params())
        size = self._vocabulary_size
        ll.llama_sampler_chain_add(
            chain, ll.llama_sampler_init_logit_bias(size, len(tokens), biases)
        )
        ll.llama_sampler_chain_add(chain, self._inner)
        return chain

    @staticmethod
    def _unwrap(chain: Any) -> None:
        """Free the bias, but not the chain within."""
        ll.llama_sampler_chain_remove(chain, 1)
        ll.llama_sampler_free(chain)

    def accept(self, token: int) -> None:
        """Tell the chain of a token that was put in, not drawn."""
        ll.llama_sampler_accept(self.handle, token)

    def close(self) -> None:
        """Free the chain."""
        self.restore()
        ll.llama_sampler_free(self.handle)
        self.handle = None
