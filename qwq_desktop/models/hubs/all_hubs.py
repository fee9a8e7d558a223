"""The hubs of this installation: those of the environment, else the well-known ones."""

import os
from collections.abc import Mapping

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs import huggingface, modelscope
from qwq_desktop.models.hubs.choice import HubAnswer, measure, proposed, why_silent
from qwq_desktop.models.hubs.hub import Hub
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.line import TokenFor
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.platform.network import NetworkGuard


class Hubs:
    """All hubs by their source. What they do blocks; `close` breaks it off from any thread.

    `named` is the one hub that the user chose by the environment, None without such a choice.
    """

    def __init__(self, hubs: Mapping[HubSource, Hub], named: HubSource | None = None) -> None:
        self._hubs = dict(hubs)
        self.named = named

    @classmethod
    def from_environment(cls, network: NetworkGuard, token_for: TokenFor) -> "Hubs":
        """Those that HF_ENDPOINT and MODELSCOPE_ENDPOINT name."""
        chosen = {
            source: os.environ.get(variable, "").strip()
            for source, variable in (
                (HubSource.HUGGINGFACE, huggingface.ENDPOINT_VARIABLE),
                (HubSource.MODELSCOPE, modelscope.ENDPOINT_VARIABLE),
            )
        }
        named = [source for source, endpoint in chosen.items() if endpoint]
        return cls(
            {
                HubSource.HUGGINGFACE: HuggingFace(
                    network, token_for, chosen[HubSource.HUGGINGFACE] or huggingface.ENDPOINT
                ),
                HubSource.MODELSCOPE: ModelScope(
                    network, token_for, chosen[HubSource.MODELSCOPE] or modelscope.ENDPOINT
                ),
            },
            named[0] if len(named) == 1 else None,
        )

    def __getitem__(self, source: HubSource) -> Hub:
        return self._hubs[source]

    def measure(self) -> tuple[HubAnswer, ...]:
        """How each answers; the quickest is `proposed`."""
        return measure(tuple(self._hubs.values()))

    def chosen(self, source: HubSource | None) -> Hub:
        """The hub of a source; None is the preferred one. Blocks and raises as `preferred`."""
        return self.preferred() if source is None else self._hubs[source]

    def preferred(self) -> Hub:
        """The hub that the user named, else the one that answers first.

        Blocks for some seconds at most. Raises QwQError: those of `why_silent`.
        """
        if self.named is not None:
            return self._hubs[self.named]
        answers = self.measure()
        source = proposed(answers)
        if source is not None:
            return self._hubs[source]
        raise why_silent(answers)

    def close(self) -> None:
        """Break off what is under way."""
        for hub in self._hubs.values():
            hub.close()
