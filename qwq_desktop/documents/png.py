"""Writes pixels as a PNG, without a library. Pure."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _RGB = 8, 2
_FAST = 1  # of zlib's levels: a page is shown at once or not at all


def png_of(width: int, height: int, pixels: bytes) -> bytes:
    """The PNG of red, green, blue of each pixel (PNG specification, section 5)."""
    size = 3 * width
    lines = b"".join(b"\x00" + pixels[row * size : (row + 1) * size] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, _DEPTH, _RGB, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(lines, _FAST)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
