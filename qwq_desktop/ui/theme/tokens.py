"""Colours, type sizes and spacing of the two palettes, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as #RRGGBB.

    Text colours reach 4.5:1 on the grounds they are used on.
    """

    name: str
    ground: str
    side: str
    card: str
    ink: str
    soft: str
    faint: str
    line: str
    accent: str
    on_accent: str
    wash: str
    user: str
    code: str
    mark: str
    warn: str
    danger: str

    @property
    def is_dark(self) -> bool:
        """Whether this is the dark palette."""
        return self.name == "dark"


LIGHT = Palette(
    name="light",
    ground="#FBFAF7",
    side="#F3F1EC",
    card="#FFFFFF",
    ink="#23262B",
    soft="#5F6570",
    faint="#656B76",
    line="#E4E1DA",
    accent="#0B6E66",
    on_accent="#FFFFFF",
    wash="#E6F0EE",
    user="#EFEDE7",
    code="#F5F3EE",
    mark="#FFE9A8",
    warn="#9A5B00",
    danger="#A8322A",
)

DARK = Palette(
    name="dark",
    ground="#191B1E",
    side="#141618",
    card="#212428",
    ink="#E8E5DE",
    soft="#A9ADB3",
    faint="#8B9097",
    line="#303439",
    accent="#5CC4B5",
    on_accent="#10201E",
    wash="#203330",
    user="#272B2F",
    code="#15171A",
    mark="#5A4A12",
    warn="#E0A458",
    danger="#E58B82",
)


@dataclass(frozen=True)
class Theme:
    """A palette with the font scale: what a widget needs to draw itself.

    Sizes in CSS pixels before scaling.
    """

    palette: Palette
    scale: float = 1.0
    reduced_motion: bool = False

    TEXT = 15.0
    THINKING = 13.5
    FIELD = 13.5
    CAPTION = 12.0
    EMPTY_TITLE = 26.0
    CODE = 13.0
    LINE_HEIGHT = 1.6
    COLUMN = 720  # width of the text column
    EDGE = 20  # least distance from an edge
    BLOCK_GAP = 18
    TOP_GAP = 26
    RADIUS = 8
    RADIUS_CARD = 10
    RADIUS_COMPOSER = 16
    MOTION_MS = 150

    def px(self, size: float) -> int:
        """A size in device-independent pixels at the user's font scale."""
        return max(1, round(size * self.scale))
