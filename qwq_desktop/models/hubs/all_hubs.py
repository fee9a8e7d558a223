"""The hubs of this installation: those of the environment, else the well-known ones."""

import os
from collections.abc import Mapping

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs import huggingface, modelscope
from qwq_desktop.models.hubs.choice import HubAnswer, measure, proposed
from qwq_desktop.models.hubs.hub import Hub
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.line import TokenFor
from qwq_desktop.models.hubs.modelscope import ModelScope
from qwq_desktop.platform.network import NetworkGuard


class Hubs:
    """All hubs by their source. What they do blocks; `close` breaks it off from any thread."""

    def __init__(self, hubs: Mapping[HubSource, Hub]) -> None:
        self._hubs = dict(hubs)

    @classmethod
    def from_environment(cls, network: NetworkGuard, token_for: TokenFor) -> "Hubs":
        """Those that HF_ENDPOINT and MODELSCOPE_ENDPOINT name."""

        def endpoint(variable: str, usual: str) -> str:
            return os.environ.get(variable, "").strip() or usual

        return cls(
            {
                HubSource.HUGGINGFACE: HuggingFace(
                    network,
                    token_for,
                    endpoint(huggingface.ENDPOINT_VARIABLE, huggingface.ENDPOINT),
                ),
                HubSource.MODELSCOPE: ModelScope(
                    network,
                    token_for,
                    endpoint(modelscope.ENDPOINT_VARIABLE, modelscope.ENDPOINT),
                ),
            }
        )

    def __getitem__(self, source: HubSource) -> Hub:
        return self._hubs[source]

    def measure(self) -> tuple[HubAnswer, ...]:
        """How each answers; the quickest is `proposed`."""
        return measure(tuple(self._hubs.values()))

    def quickest(self) -> Hub | None:
        """The hub that answers first, None if none does. Blocks for some seconds at most."""
        source = proposed(self.measure())
        return None if source is None else self._hubs[source]

    def close(self) -> None:
        """Break off what is under way."""
        for hub in self._hubs.values():
            hub.close()
