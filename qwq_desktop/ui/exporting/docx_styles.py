"""The styles of an exported Word document; a reader may change each in Word at one place."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from qwq_desktop.ui.theme.tokens import LIGHT

BODY = "Normal"
CODE = "Code"
INLINE_CODE = "Code words"
LINK = "Link"
CELL = "Table words"
THINKING = "Thinking"
SPEAKER = "Heading 2"
QUESTION = "Question"
RULE = "Rule"
INDENT = 18.0  # points a level

_TEXT_FONT, _CODE_FONT = "Calibri", "Consolas"
_EAST_ASIAN_FONT = "Microsoft YaHei"
# What the schema wants after a shade among a paragraph's properties, as far as styles have it.
_AFTER_SHADE = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def add_styles(document: Document) -> None:
    """Give a new document the styles."""
    body = document.styles[BODY]
    _set_font(body, _TEXT_FONT, 11)
    body.paragraph_format.space_after = Pt(8)
    body.paragraph_format.line_spacing = 1.2
    for level in range(1, 10):
        style = document.styles[f"Heading {level}"]
        _set_font(style, _TEXT_FONT, {1: 22, 2: 12, 3: 16, 4: 14}.get(level, 12))
        style.font.bold = True
        style.font.color.rgb = _color(LIGHT.accent if level == 2 else LIGHT.ink)
    code = _paragraph_style(document, CODE, _CODE_FONT, 9.5)
    code.paragraph_format.line_spacing = 1.1
    _shade(code, LIGHT.code)
    thinking = _paragraph_style(document, THINKING, _TEXT_FONT, 9.5)
    thinking.font.color.rgb = _color(LIGHT.soft)
    thinking.paragraph_format.left_indent = Pt(INDENT)
    _shade(_paragraph_style(document, QUESTION, _TEXT_FONT, 11), LIGHT.user)
    cell = _paragraph_style(document, CELL, _TEXT_FONT, 10)
    cell.paragraph_format.space_after = Pt(2)
    _border(_paragraph_style(document, RULE, _TEXT_FONT, 4))
    words = document.styles.add_style(INLINE_CODE, WD_STYLE_TYPE.CHARACTER)
    _set_font(words, _CODE_FONT, 9.5)
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = _color(LIGHT.accent)
    link.font.underline = True


def _paragraph_style(document: Document, name: str, font: str, size: float) -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[BODY]
    _set_font(style, font, size)
    return style


def _set_font(style: Any, name: str, size: float) -> None:
    style.font.name = name
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)  # a theme's font would win over the named one
    fonts.set(qn("w:eastAsia"), _EAST_ASIAN_FONT)


def _shade(style: Any, color: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), color.removeprefix("#"))
    style.element.get_or_add_pPr().insert_element_before(shade, *_AFTER_SHADE)


def _border(style: Any) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "C8C4BA")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", *_AFTER_SHADE)


def _color(value: str) -> RGBColor:
    return RGBColor.from_string(value.removeprefix("#"))
