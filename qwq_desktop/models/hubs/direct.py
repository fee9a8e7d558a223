"""A model at a plain address; pages and files of hubs are recognised. Pure but for `check`."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.gguf_remote import file_name, part_addresses
from qwq_desktop.models.ranges import RangeSource
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import is_loopback

ADDRESS = "address"  # the source of what is from no hub
_MAGIC = b"GGUF"
_HUGGINGFACE = re.compile(r"/([^/]+/[^/]+)(?:/(?:resolve|blob|tree)/([^/]+)(?:/(.+))?)?/?")
_MODELSCOPE = re.compile(
    r"/models/([^/]+/[^/]+)(?:/(?:resolve|file/view|files|summary)(?:/([^/]+)(?:/(.+))?)?)?/?"
)
_HOSTS = {
    "huggingface.co": (HubSource.HUGGINGFACE, _HUGGINGFACE),
    "hf.co": (HubSource.HUGGINGFACE, _HUGGINGFACE),
    "modelscope.cn": (HubSource.MODELSCOPE, _MODELSCOPE),
    "www.modelscope.cn": (HubSource.MODELSCOPE, _MODELSCOPE),
}


@dataclass(frozen=True)
class HubAddress:
    """What an address on a hub means; `path` is "" for the whole repository."""

    source: HubSource
    repository: str
    revision: str = "main"
    path: str = ""


def hub_address(url: str) -> HubAddress | None:
    """The repository, or the file, that a page or file of a hub is about; None for others."""
    try:
        parts = urlsplit(url.strip())
        known = _HOSTS.get(parts.hostname or "")
    except ValueError:
        return None
    if known is None or parts.scheme != "https":
        return None
    source, pattern = known
    found = pattern.fullmatch(unquote(parts.path))
    if found is None:
        return None
    return HubAddress(source, found[1], found[2] or "main", found[3] or "")


def files_at(url: str) -> tuple[RemoteFile, ...]:
    """The file at a plain address, or all parts of a split model.

    Raises QwQError: download_address for what isn't `https` (`http` only on this computer) or
    names no GGUF file, download_name.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError as error:
        raise QwQError("download_address", url=url) from error
    is_allowed = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not is_allowed or not host or not file_name(url.strip()).lower().endswith(".gguf"):
        raise QwQError("download_address", url=url)
    return tuple(RemoteFile(one, file_name(one)) for one in part_addresses(url.strip()))


def check(files: tuple[RemoteFile, ...], source: RangeSource) -> tuple[int, ...]:
    """Look at the first bytes of each file, before many gigabytes of something else come.

    The sizes of the files, in bytes. Blocks.

    Raises QwQError: download_not_a_model, those of `RangeSource.open`.
    """
    sizes = []
    for file in files:
        reply = source.open(file.url, 0, len(_MAGIC))
        try:
            beginning = reply.read(len(_MAGIC))
        finally:
            reply.close()
        if beginning != _MAGIC:
            raise QwQError("download_not_a_model", name=file.name, url=file.url)
        sizes.append(reply.total_bytes)
    return tuple(sizes)
