"""The icon set: Lucide drawings rendered in any colour, sharp at any pixel ratio."""

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

LOG = logging.getLogger(__name__)

ICON_SIZE = 18  # before the user's scaling


class Icons:
    """Renders `<resources>/icons/<name>.svg` in a colour, and remembers what it rendered.

    Sizes are those on the screen: `theme.px(ICON_SIZE)` grows with the user's text.

    A drawing that is missing is a mistake of ours: it raises where `strict` is set (tests),
    elsewhere it is logged once and an empty picture stands in, for a window without an icon still
    works. Used on the UI thread only.
    """

    def __init__(self, resources_dir: Path, *, strict: bool = False) -> None:
        self._folder = resources_dir / "icons"
        self._strict = strict
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def put_on(
        self, button: QAbstractButton, name: str, color: str, size: int, width: int = 0
    ) -> None:
        """Give a button an icon, shown in the size it is drawn in."""
        button.setIcon(self.icon(name, color, size, width))
        button.setIconSize(QSize(max(size, width), size))

    def icon(self, name: str, color: str, size: int, width: int = 0) -> QIcon:
        """An icon of `size` device-independent pixels, for the screen in use and one twice as fine.

        With a greater `width` the drawing stands in the middle of that room (buttons know no gap of
        their own between icon and text).
        """
        icon = QIcon()
        for ratio in sorted({1.0, 2.0, _screen_ratio()}):
            pixmap = self.pixmap(name, color, size, ratio)
            icon.addPixmap(_widened(pixmap, width, ratio) if width > size else pixmap)
        return icon

    def pixmap(self, name: str, color: str, size: int, ratio: float | None = None) -> QPixmap:
        """A transparent picture with the drawing; `ratio` is of device pixels, else the screen's.

        Raises FileNotFoundError for an unknown name if strict.
        """
        ratio = ratio or _screen_ratio()
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(self._drawing(name), color, size, ratio)
        return self._pixmaps[key]

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            try:
                self._drawings[name] = (self._folder / f"{name}.svg").read_text("utf-8")
            except OSError:
                if self._strict:
                    raise
                LOG.exception("The icon %r is missing", name)
                self._drawings[name] = ""
        return self._drawings[name]


def _screen_ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()


def _widened(pixmap: QPixmap, width: int, ratio: float) -> QPixmap:
    size = pixmap.deviceIndependentSize()
    wide = QPixmap(round(width * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QPointF((width - size.width()) / 2, 0), pixmap)
    painter.end()
    return wide


def _render(drawing: str, color: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if not drawing:
        return pixmap
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
