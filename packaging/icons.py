"""Draws the program's icon in all sizes: `.venv/bin/python packaging/icons.py`.

From resources/icons/qwq-desktop.svg (and qwq-desktop-small.svg, one letter, where three are too
many) it makes the PNG files and the .ico file beside them.
"""

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
LARGEST_SMALL = 24


def draw(size: int) -> bytes:
    """The icon as a PNG of `size` pixels a side."""
    name = "qwq-desktop-small" if size <= LARGEST_SMALL else "qwq-desktop"
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(FOLDER / f"{name}.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs lack this overload
    return bytes(buffer.data().data())


def ico(images: dict[int, bytes]) -> bytes:
    """A Windows icon file that holds PNGs by size (256 is written as 0 in its directory)."""
    header = struct.pack("<HHH", 0, 1, len(images))
    offset = len(header) + 16 * len(images)
    directory = b""
    for size, data in images.items():
        side = size % 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return header + directory + b"".join(images.values())


def main() -> None:
    """Writes all of the icon's files."""
    application = QGuiApplication([])
    images = {size: draw(size) for size in SIZES}
    for size, data in images.items():
        (FOLDER / f"qwq-desktop-{size}.png").write_bytes(data)
    (FOLDER / "qwq-desktop.ico").write_bytes(ico({size: images[size] for size in ICO_SIZES}))
    application.quit()


if __name__ == "__main__":
    main()
