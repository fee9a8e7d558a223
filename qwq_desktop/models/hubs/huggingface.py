"""Hugging Face, or a mirror that speaks like it."""

import time
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.hub import HubFile, HubListing, HubModel, check_repository
from qwq_desktop.models.hubs.line import Line, TokenFor
from qwq_desktop.platform.network import NetworkGuard

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

ENDPOINT = "https://huggingface.co"
ENDPOINT_VARIABLE = "HF_ENDPOINT"
_LICENCE = "license:"


class HuggingFace:
    """The hub at `endpoint`, through `huggingface_hub`; see `Hub`."""

    source = HubSource.HUGGINGFACE

    def __init__(
        self, network: NetworkGuard, token_for: TokenFor, endpoint: str = ENDPOINT
    ) -> None:
        self._line = Line(endpoint, network, token_for)
        self.endpoint = self._line.endpoint

    def listing(self, repository: str, revision: str = "main") -> HubListing:
        """What `OWNER/NAME` holds, with the files' addresses at the commit that was listed."""
        # Importing the library takes a good part of a second, which only its user should wait.
        from qwq_desktop.models.hubs.huggingface_client import hub_api

        check_repository(repository)
        with self._line.usable(), hub_api(self._line, repository) as api:
            info = api.model_info(
                repository,
                revision=None if revision == "main" else revision,
                files_metadata=True,
                token=False,
            )
            return self._listing(repository, info, revision)

    def search(self, words: str, limit: int = 30) -> tuple[HubModel, ...]:
        """Repositories with GGUF files that match, the most downloaded first."""
        from qwq_desktop.models.hubs.huggingface_client import hub_api

        with self._line.usable(), hub_api(self._line) as api:
            found = api.list_models(
                filter="gguf",
                search=words.strip() or None,
                sort="downloads",
                limit=limit,
                expand=["downloads", "gated", "lastModified", "likes", "tags"],
                token=False,
            )
            return tuple(_model(info) for info in islice(found, limit))

    def seconds_to_answer(self) -> float:
        """How long the shortest of lists takes."""
        began = time.monotonic()
        self._line.ask_json(f"{self.endpoint}/api/models?limit=1")
        return time.monotonic() - began

    def close(self) -> None:
        """Break off what is under way, from any thread."""
        self._line.close()

    def _listing(self, repository: str, info: "ModelInfo", revision: str) -> HubListing:
        commit = info.sha or revision
        files = tuple(
            HubFile(
                one.rfilename,
                f"{self.endpoint}/{repository}/resolve/{quote(commit, '')}/{quote(one.rfilename)}",
                one.size,
                one.lfs.sha256 if one.lfs else None,
            )
            for one in info.siblings or ()
        )
        return HubListing(
            self.source, repository, commit, files, _licence(info), bool(info.gated or False)
        )


def _model(info: "ModelInfo") -> HubModel:
    return HubModel(
        HubSource.HUGGINGFACE,
        info.id,
        _licence(info),
        info.likes,
        info.downloads,
        info.last_modified.isoformat() if info.last_modified else "",
        bool(info.gated or False),
    )


def _licence(info: "ModelInfo") -> str:
    tags = (tag for tag in info.tags or () if tag.startswith(_LICENCE))
    return next(tags, "").removeprefix(_LICENCE)
