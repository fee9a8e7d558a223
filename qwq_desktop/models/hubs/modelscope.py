"""ModelScope, by its REST interfaces: the older one lists files, the open one searches.

The older one is that of `modelscope/hub/api.py`; it answers 200 to nearly everything, and says in
the body whether it went well. The open one is documented at modelscope.cn as OpenAPI.
"""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.hub import HubFile, HubListing, HubModel, check_repository
from qwq_desktop.models.hubs.line import Line, TokenFor
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard

ENDPOINT = "https://www.modelscope.cn"
ENDPOINT_VARIABLE = "MODELSCOPE_ENDPOINT"
_BRANCH = "master"
_MOST_HITS = 50  # a page
_CODES = {
    401: "repository_needs_token",
    403: "repository_forbidden",
    404: "repository_missing",
}


class ModelScope:
    """The hub at `endpoint`; see `Hub`."""

    source = HubSource.MODELSCOPE

    def __init__(
        self, network: NetworkGuard, token_for: TokenFor, endpoint: str = ENDPOINT
    ) -> None:
        self._line = Line(endpoint, network, token_for)
        self.endpoint = self._line.endpoint

    def listing(self, repository: str, revision: str = "main") -> HubListing:
        """What `OWNER/NAME` holds; `main` is this hub's `master`.

        An unknown revision is a repository without files here: repository_missing.
        """
        check_repository(repository)
        branch = _BRANCH if revision == "main" else revision
        query = urlencode({"Revision": branch, "Recursive": "true"})
        url = f"{self.endpoint}/api/v1/models/{repository}/repo/files?{query}"
        answer = self._line.ask_json(url, repository)
        with self._line.usable():
            self._check(answer, repository)
            entries = [one for one in answer["Data"]["Files"] or () if one.get("Type") != "tree"]
            if not entries:
                raise QwQError("repository_missing", repository=repository, host=self._line.host)
            commit = _commit(answer["Data"], entries) or branch
            files = tuple(self._file(one, repository, commit) for one in entries)
        licence, is_gated = self._described(repository)
        return HubListing(self.source, repository, commit, files, licence, is_gated)

    def search(self, words: str, limit: int = 30) -> tuple[HubModel, ...]:
        """Repositories with GGUF files that match, the most downloaded first."""
        limit = min(limit, _MOST_HITS)
        found = list(self._hits({"search": words.strip(), "filter.library": "gguf"}, limit))
        if not found:  # not every uploader names the library
            named = (h for h in self._hits({"search": f"{words.strip()} GGUF"}, limit))
            found = [hit for hit in named if "gguf" in hit.repository.lower()]
        return tuple(found)

    def seconds_to_answer(self) -> float:
        """How long the shortest of lists takes."""
        began = time.monotonic()
        self._line.ask_json(f"{self.endpoint}/openapi/v1/models?page_size=1")
        return time.monotonic() - began

    def close(self) -> None:
        """Break off what is under way, from any thread."""
        self._line.close()

    def _check(self, answer: dict[str, Any], repository: str) -> None:
        """Raise what the body of an answer with status 200 says."""
        if answer.get("Success", answer.get("success", True)):
            return
        code = answer.get("Code", answer.get("code"))
        detail = str(answer.get("Message") or answer.get("message") or "")
        named = _CODES.get(code if isinstance(code, int) else 0, "repository_missing")
        raise QwQError(named, detail=detail, repository=repository, host=self._line.host)

    def _file(self, entry: dict[str, Any], repository: str, commit: str) -> HubFile:
        path = str(entry["Path"])
        sha256, size = str(entry.get("Sha256") or "").lower(), entry.get("Size")
        return HubFile(
            path,
            f"{self.endpoint}/models/{repository}/resolve/{quote(commit, '')}/{quote(path)}",
            int(size) if size is not None else None,
            sha256 or None,
        )

    def _described(self, repository: str) -> tuple[str, bool]:
        """(licence, whether it must be accepted first); nothing where the hub doesn't tell."""
        url = f"{self.endpoint}/openapi/v1/models/{repository}"
        try:
            answer = self._line.ask_json(url, repository)
            with self._line.usable():
                facts = answer["data"]
                return _text(facts.get("license")), bool(facts.get("gated"))
        except QwQError as error:
            if error.code not in ("hub_answer_unusable", "repository_missing"):
                raise
            return "", False

    def _hits(self, query: dict[str, str], limit: int) -> Iterator[HubModel]:
        query = {**query, "sort": "downloads", "page_number": "1", "page_size": str(limit)}
        answer = self._line.ask_json(f"{self.endpoint}/openapi/v1/models?{urlencode(query)}")
        with self._line.usable():
            for one in answer["data"]["models"]:
                yield HubModel(
                    self.source,
                    str(one["id"]),
                    _text(one.get("license")),
                    _count(one.get("likes")),
                    _count(one.get("downloads")),
                    _text(one.get("last_modified")),
                    bool(one.get("gated")),
                )


def _commit(data: dict[str, Any], entries: list[dict[str, Any]]) -> str:
    """The commit that was listed; the hub often tells its first digits only."""
    latest = data.get("LatestCommitter") or {}
    if latest.get("Id"):
        return str(latest["Id"])
    short = str(latest.get("ShortId") or "")
    known = (str(one.get("Revision") or "") for one in entries)
    return next((commit for commit in known if short and commit.startswith(short)), "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None
