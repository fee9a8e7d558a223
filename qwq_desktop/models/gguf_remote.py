"""What a model file elsewhere says about itself, so that advice comes before the download."""

from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from qwq_desktop.models.gguf import GgufInfo, info_of, part_paths
from qwq_desktop.models.gguf_cursor import Cursor
from qwq_desktop.models.gguf_header import Header, header_at
from qwq_desktop.models.ranges import RangeSource, RemoteFile

WINDOW_BYTES = 8 << 20  # QwQ's header has 5.9 MB: one request
MOST_BYTES = 64 << 20  # of one file


def is_address(reference: str) -> bool:
    """Whether this names a file elsewhere."""
    return reference.startswith(("http://", "https://"))


def read_remote_metadata(url: str, source: RangeSource) -> GgufInfo:
    """The metadata of a model file at an address, or of the split model that it is a part of.

    Only the headers are read, at most `MOST_BYTES` of each part. `path` of the result is the name
    of the first file. Blocking, any thread that `source` allows.

    Raises QwQError as `gguf.read_metadata` and `RangeSource.open` do, with the address as `path`.
    """
    addresses = part_addresses(url)
    headers = [_header(address, source) for address in addresses]
    return info_of(Path(file_name(addresses[0])), headers, url)


def part_addresses(url: str) -> list[str]:
    """The addresses of all parts of a split model, or the one address of another file."""
    parts = part_paths(Path(file_name(url)))
    address = urlsplit(url)
    folder = PurePosixPath(address.path).parent
    paths = [str(folder / quote(part.name)) for part in parts]
    return [urlunsplit(address._replace(path=path, fragment="")) for path in paths] or [url]


def file_name(url: str) -> str:
    """The name of the file at an address."""
    return PurePosixPath(unquote(urlsplit(url).path)).name


def _header(url: str, source: RangeSource) -> Header:
    with RemoteFile(source, url, WINDOW_BYTES, MOST_BYTES) as file:
        return header_at(Cursor(file, url, file.total_bytes))
