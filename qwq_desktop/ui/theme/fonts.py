"""The typefaces: bundled Inter, the system's Chinese faces behind it, and a monospace for code."""

import logging
from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from qwq_desktop.ui.theme.tokens import Theme

LOG = logging.getLogger(__name__)

INTERFACE = ("Inter", "Inter Variable", "Segoe UI Variable", "Segoe UI", "SF Pro Text", "Noto Sans")
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
)
MONOSPACE = (
    "JetBrains Mono",
    "Cascadia Mono",
    "SF Mono",
    "Menlo",
    "Consolas",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "Liberation Mono",
)
CHINESE_MONOSPACE = ("Noto Sans Mono CJK SC", "Sarasa Mono SC")


def load_bundled(resources_dir: Path) -> list[str]:
    """Make the fonts under `<resources>/fonts` known to Qt and return their families, each once.

    A file that Qt cannot read is logged and passed over: the system's fonts do as well.
    """
    families: list[str] = []
    for path in sorted((resources_dir / "fonts").glob("*.[ot]tf")):
        handle = QFontDatabase.addApplicationFont(str(path))
        if handle < 0:
            LOG.warning("The font %s cannot be read", path.name)
            continue
        found = QFontDatabase.applicationFontFamilies(handle)
        families.extend(name for name in found if name not in families)
    return families


def interface_families(available: Collection[str]) -> list[str]:
    """The families for text, best first: one Latin face, then the Chinese ones there are."""
    return _first(INTERFACE, available) + _all(CHINESE, available) or ["sans-serif"]


def code_families(available: Collection[str]) -> list[str]:
    """The families for code, best first, with Chinese behind."""
    chinese = _all(CHINESE_MONOSPACE, available) + _all(CHINESE, available)
    return _first(MONOSPACE, available) + chinese or ["monospace"]


def interface_font(theme: Theme, size: float = Theme.FIELD) -> QFont:
    """The font for text at `size` pixels before the user's scaling."""
    font = QFont()
    font.setFamilies(interface_families(QFontDatabase.families()))
    font.setPixelSize(theme.px(size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def code_font(theme: Theme, size: float = Theme.CODE) -> QFont:
    """The font for code at `size` pixels before the user's scaling."""
    font = QFont()
    font.setFamilies(code_families(QFontDatabase.families()))
    font.setPixelSize(theme.px(size))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole application the interface font; call again when the scale changes."""
    app.setFont(interface_font(theme))


def _first(names: Sequence[str], available: Collection[str]) -> list[str]:
    return [name for name in names if name in available][:1]


def _all(names: Sequence[str], available: Collection[str]) -> list[str]:
    return [name for name in names if name in available]
