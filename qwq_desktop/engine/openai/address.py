"""Where a server is, and which of its models is meant, from what a user typed."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from qwq_desktop.platform.errors import QwQError

_SCHEMES = ("http", "https")
_VERSION = re.compile(r"v\d\w*")
_ROUTES = ("/chat/completions", "/completions", "/models")


@dataclass(frozen=True)
class ServerAddress:
    """A server's API.

    `base` is the address that routes are added to, without a slash at its end
    (`http://host:8080/v1`), `root` the same without the version, `host` the name with its port.
    `model` is the model's name on the server, empty to take what it offers.
    """

    base: str
    root: str
    host: str
    model: str = ""

    @classmethod
    def parse(cls, text: str) -> "ServerAddress":
        """Read `http://host:8080`, with or without `/v1` or a route, and `#model` at its end.

        Raises QwQError("server_address_bad") for anything else, also for an address with a name
        and a password: those would be sent in the clear and shown wherever the address is.
        """
        try:
            parts = urlsplit(text.strip())
            port = parts.port
        except ValueError as error:
            raise QwQError("server_address_bad", url=_without_user(text)) from error
        name = parts.hostname or ""
        usable = parts.scheme in _SCHEMES and name and not parts.query and "@" not in parts.netloc
        if not usable or re.search(r"[\s\\%<>\"]", name):
            raise QwQError("server_address_bad", url=_without_user(text))
        host = f"[{name}]" if ":" in name else name
        if port is not None:
            host = f"{host}:{port}"
        path = _api_path(parts.path)
        base = f"{parts.scheme}://{host}{path}"
        head, _, last = base.rpartition("/")
        root = head if _VERSION.fullmatch(last) else base
        return cls(base, root, host, unquote(parts.fragment).strip())

    @property
    def reference(self) -> str:
        """The address and the model as one text that `parse` reads."""
        return f"{self.base}#{quote(self.model, safe='/:@')}" if self.model else self.base


def is_server(reference: str) -> bool:
    """Whether a model reference means a server, not a file or a catalogue id."""
    return reference.strip().lower().startswith(("http://", "https://"))


def _api_path(path: str) -> str:
    """The path that routes follow: a version belongs to it, and `/v1` is the usual one."""
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    for route in _ROUTES:
        path = path.removesuffix(route)
    has_version = any(_VERSION.fullmatch(part) for part in path.split("/"))
    return quote(path if has_version else f"{path}/v1", safe="/%:@!$&'()*+,;=~-._")


def _without_user(text: str) -> str:
    """What was typed, for showing, without a name and password in it."""
    return re.sub(r"//[^/]*@", "//…@", text.strip())[:200]
