"""The accent colours to choose from; each keeps its contrast on the grounds of both palettes."""

from dataclasses import replace

from qwq_desktop.settings.schema import Accent
from qwq_desktop.ui.theme.tokens import Palette

_Tones = tuple[str, str, str]  # accent, the text on it, the wash behind what is chosen

# Teal is the palettes' own.
_LIGHT: dict[Accent, _Tones] = {
    Accent.BLUE: ("#1F5FA8", "#FFFFFF", "#E6EEF7"),
    Accent.VIOLET: ("#6A48B0", "#FFFFFF", "#EEEAF7"),
    Accent.ROSE: ("#A2356A", "#FFFFFF", "#F7E9F0"),
    Accent.GRAPHITE: ("#454B55", "#FFFFFF", "#EAEAE8"),
}
_DARK: dict[Accent, _Tones] = {
    Accent.BLUE: ("#82B4F0", "#0E1A2A", "#1F2C3E"),
    Accent.VIOLET: ("#B9A3F2", "#1B1430", "#2B2640"),
    Accent.ROSE: ("#F09CC0", "#2A0F1C", "#3A2532"),
    Accent.GRAPHITE: ("#C3C7CE", "#191B1E", "#2C3035"),
}


def with_accent(palette: Palette, accent: Accent) -> Palette:
    """The palette in another accent colour."""
    tones = (_DARK if palette.is_dark else _LIGHT).get(accent)
    if tones is None:
        return palette
    color, on_color, wash = tones
    return replace(palette, accent=color, on_accent=on_color, wash=wash)
