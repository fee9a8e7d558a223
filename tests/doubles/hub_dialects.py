"""How Hugging Face and ModelScope speak, for the hub of `tests.doubles.hub`.

Their shapes are those that `huggingface_hub` parses and `modelscope/hub/api.py` asks for.
"""

import hashlib
import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote

from tests.doubles.hub import Hub, Served

COMMIT = "8728e66249190b78dee8404869827328527f6b3b"
JSON = {"Content-Type": "application/json"}


@dataclass
class Repository:
    """What `OWNER/NAME` holds: path → bytes. With a `token` it is shown to its bearer alone."""

    name: str
    files: dict[str, bytes]
    licence: str = "apache-2.0"
    is_gated: bool = False  # listed for all, fetched by who accepted
    accepted: set = field(default_factory=set)  # tokens
    token: str = ""
    downloads: int = 7
    tells_hashes: bool = True


class Repositories:
    """The repositories of a hub, told in both dialects."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.known: dict[str, Repository] = {}
        self.busy = 0  # answers that say so, with Retry-After
        hub.dialects += [self.huggingface, self.modelscope]

    def add(self, name: str, files: dict[str, bytes], **facts) -> Repository:
        """Hold a repository."""
        repository = self.known[name] = Repository(name, files, **facts)
        for path, data in files.items():
            etag = f'"{sha256(data)}"'
            self.hub.files[f"{name}/{path}"] = Served(data, etag)
        return repository

    def huggingface(self, path, query, headers):
        if not path.startswith("/api/models") and "/resolve/" not in path:
            return None
        if path.startswith("/models/"):
            return None
        if (busy := self.refused_for_now()) is not None:
            return busy
        if path == "/api/models":
            return 200, JSON, dumped([hit(one) for one in self.found(parse_qs(query))])
        if path.startswith("/api/models/"):
            name, _, revision = path.removeprefix("/api/models/").partition("/revision/")
            return self.hf_listing(name, unquote(revision), parse_qs(query), headers)
        name, _, rest = path.lstrip("/").partition("/resolve/")
        return self.hf_file(name, *rest.partition("/")[::2], headers)

    def hf_listing(self, name, revision, query, headers):
        one = self.known.get(name)
        if one is None or not may_see(one, headers):
            return hf_error(401, "RepoNotFound" if one is None else "", "Invalid username")
        if revision not in ("", "main", COMMIT):
            return hf_error(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        with_blobs = query.get("blobs") == ["true"]
        siblings = [hf_sibling(one, path, with_blobs) for path in one.files]
        return 200, JSON, dumped({**hit(one), "sha": COMMIT, "siblings": siblings})

    def hf_file(self, name, revision, path, headers):
        one, path = self.known.get(name), unquote(path)
        if one is None or not may_see(one, headers):
            return hf_error(401, "RepoNotFound", "Repository not found")
        if path not in one.files or revision not in ("main", COMMIT):
            return hf_error(404, "EntryNotFound", "Entry not found")
        if one.is_gated and bearer(headers) not in one.accepted:
            status = 403 if bearer(headers) else 401
            return hf_error(status, "GatedRepo", "Access to this model is restricted")
        data = one.files[path]
        return self.to_store(
            name,
            path,
            {
                "X-Repo-Commit": COMMIT,
                "X-Linked-Size": str(len(data)),
                "X-Linked-ETag": f'"{sha256(data)}"',
                "ETag": '"of-the-redirect"',
            },
        )

    def modelscope(self, path, query, headers):
        if (busy := self.refused_for_now()) is not None:
            return busy
        if path == "/openapi/v1/models":
            hits = self.found(parse_qs(query))
            models = [ms_hit(one) for one in hits]
            data = {"models": models, "total_count": len(models), "page_number": 1}
            return 200, JSON, dumped({"success": True, "request_id": "r", "data": data})
        if path.startswith("/openapi/v1/models/"):
            one = self.known.get(path.removeprefix("/openapi/v1/models/"))
            if one is None:
                return 404, JSON, dumped({"success": False, "code": "NotFound", "message": "no"})
            return 200, JSON, dumped({"success": True, "request_id": "r", "data": ms_hit(one)})
        if path.startswith("/api/v1/models/") and path.endswith("/repo/files"):
            name = path.removeprefix("/api/v1/models/").removesuffix("/repo/files")
            return self.ms_listing(name, parse_qs(query), headers)
        if path.startswith("/models/") and "/resolve/" in path:
            name, _, rest = path.removeprefix("/models/").partition("/resolve/")
            revision, _, file = rest.partition("/")
            one, file = self.known.get(name), unquote(file)
            if one is None or file not in one.files or revision not in ("master", COMMIT):
                return 404, JSON, dumped({"Code": 10010205001, "Message": "no", "Success": False})
            return self.to_store(name, file, {})
        return None

    def ms_listing(self, name, query, headers):
        one = self.known.get(name)
        if one is None or not may_see(one, headers):
            body = {"Code": 10010205001, "Message": "the model is not found", "Success": False}
            return 404, JSON, dumped(body)
        if query.get("Revision") not in (["master"], [COMMIT]):
            data = {"Files": None, "IsVisual": 0, "LatestCommitter": None}
            return 200, JSON, dumped({"Code": 200, "Data": data, "Success": True})
        folders = {path.rpartition("/")[0] for path in one.files} - {""}
        entries = [ms_entry(one, path) for path in one.files]
        entries += [{"Name": f, "Path": f, "Type": "tree", "Size": 0} for f in folders]
        data = {"Files": entries, "LatestCommitter": {"Id": "", "ShortId": COMMIT[:8]}}
        return 200, JSON, dumped({"Code": 200, "Data": data, "Success": True, "Message": "success"})

    def found(self, query):
        """The repositories that a search means; both dialects call the words `search`."""
        words = query.get("search", [""])[0].lower().split()
        hits = [one for one in self.known.values() if all(w in one.name.lower() for w in words)]
        count = int(query.get("limit", query.get("page_size", ["100"]))[0])
        return sorted(hits, key=lambda one: -one.downloads)[:count]

    def refused_for_now(self):
        if self.busy <= 0:
            return None
        self.busy -= 1
        return 429, {"Retry-After": "42", **JSON}, b'{"error": "too many requests"}'

    def to_store(self, name, path, headers):
        target = f"{self.hub.redirect_to or self.hub.url}/cdn/{name}/{quote(path)}"
        return 302, {"Location": target, **headers}, b""


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def dumped(value):
    return json.dumps(value).encode()


def bearer(headers):
    return headers.get("Authorization", "").removeprefix("Bearer ")


def may_see(one, headers):
    return not one.token or bearer(headers) == one.token


def hf_error(status, code, message):
    return status, {"X-Error-Code": code, "X-Error-Message": message}, b"{}"


def hit(one):
    return {
        "_id": "1",
        "id": one.name,
        "modelId": one.name,
        "private": bool(one.token),
        "gated": "auto" if one.is_gated else False,
        "likes": 3,
        "downloads": one.downloads,
        "lastModified": "2025-03-14T08:00:00.000Z",
        "tags": ["gguf", f"license:{one.licence}"],
    }


def hf_sibling(one, path, with_blobs):
    sibling = {"rfilename": path}
    if with_blobs:
        data = one.files[path]
        sibling |= {"size": len(data), "blobId": "0" * 40}
        if path.endswith(".gguf") and one.tells_hashes:
            sibling["lfs"] = {"sha256": sha256(data), "size": len(data), "pointerSize": 135}
    return sibling


def ms_entry(one, path):
    data = one.files[path]
    return {
        "Name": path.rpartition("/")[2],
        "Path": path,
        "Type": "blob",
        "Size": len(data),
        "Sha256": sha256(data) if one.tells_hashes else "",
        "IsLFS": path.endswith(".gguf"),
        "Revision": COMMIT if path.endswith(".gguf") else "f" * 40,
    }


def ms_hit(one):
    return {
        "id": one.name,
        "display_name": one.name,
        "license": one.licence,
        "likes": 3,
        "downloads": one.downloads,
        "last_modified": "2025-03-14T08:00:00Z",
        "gated": one.is_gated,
        "private": bool(one.token),
        "tags": ["gguf"],
    }
