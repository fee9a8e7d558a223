"""Words and their styles.

Python-Markdown's inline engine, its element tree flattened into spans.
"""

import html
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import markdown
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    ESCAPE_RE,
    AutolinkInlineProcessor,
    EscapeInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor as InlineTreeProcessor
from markdown.util import ETX, STX, AtomicString, Registry, code_escape

from qwq_desktop.ui.chat.markdown import formulas
from qwq_desktop.ui.chat.markdown.code_spans import code_spans
from qwq_desktop.ui.chat.markdown.emphasis import EmphasisProcessor
from qwq_desktop.ui.chat.markdown.link_definitions import Links, label_key
from qwq_desktop.ui.chat.markdown.nodes import Inline, Span, SpanKind

ESCAPABLE = list("\\`*_#+-.>|~$<\"'&")  # no brackets: behind a backslash they are a formula's
# Python-Markdown looks inside what a pattern found with the following patterns only: one a level.
EMPHASIS_LEVELS = 3
SCHEMES = ("http", "https", "mailto")

_TARGET = r"\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_LABEL = r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_CODE_OR_BACKSLASHES = r"(?<!\\)((?:\\\\)+)(?=`)|(?<!\\)`+"
_BACKSLASH = f"{STX}92{ETX}"  # as Python-Markdown keeps an escaped one
_NOTHING = re.compile(r"(?!)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{2,32});")
_ESCAPED = re.compile("\x02(\\d+)\x03")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\u3000-\u303f\uff00-\uffef\ufdd2\ufdd3]+")


class InlineParser:
    """Parses the words of a paragraph, heading or cell.

    Raw HTML and images come out as text, unsafe links without target.
    """

    def __init__(self) -> None:
        engine = markdown.Markdown()
        engine.ESCAPED_CHARS = ESCAPABLE
        patterns: Registry[InlineProcessor] = Registry()
        self._code = _CodeProcessor(_CODE_OR_BACKSLASHES, engine)
        patterns.register(self._code, "code", 190)
        patterns.register(EscapeInlineProcessor(ESCAPE_RE, engine), "escape", 180)
        patterns.register(AutolinkInlineProcessor(AUTOLINK_RE, engine), "autolink", 120)
        patterns.register(_LinkProcessor(f"!?{_LABEL}{_TARGET}", engine), "link", 160)
        self._references = _ReferenceProcessor(f"!?{_LABEL}(?:{_LABEL})?", engine)
        patterns.register(self._references, "reference", 150)
        for level in range(EMPHASIS_LEVELS):
            patterns.register(EmphasisProcessor(), f"emphasis {level}", 60 - level)
        struck = SimpleTagInlineProcessor(r"(~~)(?=\S)(.{1,2000}?)(?<=\S)~~", "del")
        patterns.register(struck, "struck", 40)
        walker = engine.treeprocessors["inline"]
        assert isinstance(walker, InlineTreeProcessor)
        walker.inlinePatterns = patterns  # type: ignore[assignment]  # the stubs name another class
        self._walker = walker

    def set_links(self, links: Links) -> None:
        """What the texts that come next may refer to."""
        self._references.links = links

    def spans(self, text: str) -> Inline:
        """The spans of a text. Its line breaks stay: models break a line where they mean to."""
        text, found = formulas.taken_out(text)
        root = ElementTree.Element("div")
        paragraph = ElementTree.SubElement(root, "p")
        paragraph.text = text
        self._code.look_at(text)
        try:
            self._walker.run(root)
            spans = list(_flattened(root, Span("")))
        except RecursionError:
            spans = [Span(text)]
        return tuple(_merged(part for span in spans for part in _finished(span, found)))


class _CodeProcessor(InlineProcessor):
    """Code as `code_spans` finds it in the whole text, not by a search from each backtick.

    Where code begins is kept as its distance from the end: what stands before it is replaced bit by
    bit.
    """

    _ends: Mapping[int, int] = {}

    def look_at(self, text: str) -> None:
        """Find the code of the text that will be parsed next."""
        size = len(text)
        self._ends = {size - start: size - stop for start, stop in code_spans(text)}

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str | None, int, int]:
        if m[1]:  # backslashes that escape each other
            return m[1].replace("\\\\", _BACKSLASH), m.start(), m.end()
        end = self._ends.get(len(data) - m.start())
        if end is None:
            return None, m.start(), m.end()
        element = ElementTree.Element("code")
        inner = data[m.end() : len(data) - end - len(m[0])]
        element.text = AtomicString(code_escape(inner.strip()))
        return element, m.start(), len(data) - end


class _LinkProcessor(InlineProcessor):
    """`[words](address)` and `![words](address)`.

    A picture is never fetched, its words link to it.
    """

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("a", href=m[2])
        element.text = m[1] or m[2]
        return element, m.start(0), m.end(0)


class _ReferenceProcessor(InlineProcessor):
    """`[words][label]`, `[label][]` and `[label]`, where the text defines the label."""

    links: Mapping[str, str] = {}

    def getCompiledRegExp(self) -> re.Pattern[str]:
        return super().getCompiledRegExp() if self.links else _NOTHING

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        address = self.links.get(label_key(m[2] or m[1]))
        if address is None:
            return None, None, None
        element = ElementTree.Element("a", href=address)
        element.text = m[1]
        return element, m.start(0), m.end(0)


def safe_address(address: str) -> str:
    """The address if it leads to the web or to a mail program, else nothing."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    leads_somewhere = parts.scheme == "mailto" or bool(parts.netloc)
    return address.strip() if parts.scheme in SCHEMES and leads_somewhere else ""


def _flattened(element: ElementTree.Element, style: Span) -> Iterator[Span]:
    style = _styled(element, style)
    if element.text:
        yield replace(style, text=element.text)
    for child in element:
        yield from _flattened(child, style)
        if child.tail:
            yield replace(style, text=child.tail)


def _styled(element: ElementTree.Element, style: Span) -> Span:
    match element.tag:
        case "strong":
            return replace(style, strong=True)
        case "em":
            return replace(style, emphasis=True)
        case "del":
            return replace(style, struck=True)
        case "code":
            return replace(style, kind=SpanKind.CODE)
        case "a":
            return replace(style, href=safe_address(_plain(element.get("href", ""))))
        case _:
            return style


def _plain(text: str) -> str:
    """The characters meant by Python-Markdown's escapes and by HTML's entities."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def _finished(span: Span, found: Sequence[str]) -> Iterator[Span]:
    """The final spans of a raw one: formulas put back, bare web addresses linked."""
    text = _plain(span.text)
    if span.kind is SpanKind.CODE:
        yield replace(span, text=formulas.put_back(text, found))
        return
    for piece, is_formula in formulas.pieces(text, found):
        if is_formula:
            yield replace(span, text=piece, kind=SpanKind.FORMULA)
        elif span.href:
            yield replace(span, text=piece)
        else:
            yield from _linked(replace(span, text=piece))


def _linked(span: Span) -> Iterator[Span]:
    end = 0
    for match in _ADDRESS.finditer(span.text):
        address = match[0].rstrip(".,;:!?*_")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(")")
        if match.start() > end:
            yield replace(span, text=span.text[end : match.start()])
        yield replace(span, text=address, href=address)
        end = match.start() + len(address)
    if end < len(span.text):
        yield replace(span, text=span.text[end:])


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last and replace(span, text="") == replace(last, text=""):
            last = replace(last, text=last.text + span.text)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
