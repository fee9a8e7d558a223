"""Tells text that can be used from text that only looks like some. Pure."""

import re
from dataclasses import dataclass

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice

MOST_UNREADABLE = 0.3  # of the characters: beyond it a document is worth nothing
_NOTABLE_UNREADABLE = 0.02
_FEWEST_CHARACTERS_A_PAGE = 25
_FEWEST_VOWELS = 0.2  # of the Latin letters; languages have 0.35 and more
_ENOUGH_LETTERS = 400

# Private use, replacement characters, controls, non-characters; "(cid:12)" is what readers of PDFs
# write for a glyph that stands for no character.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff\U000f0000-\U0010ffff]"
    r"|\(cid:\d+\)"
)
_BLANK = re.compile(r"\s+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_VOWELS = re.compile("[aeiouyAEIOUY\u00c0-\u024f]")


@dataclass
class Tally:
    """Counts the characters of a document, blanks left out."""

    characters: int = 0
    unreadable: int = 0
    letters: int = 0
    vowels: int = 0

    def count(self, text: str) -> None:
        """Add a piece of text."""
        marked, unreadable = _UNREADABLE.subn("\ufffd", text)  # some controls are blanks as well
        self.unreadable += unreadable
        self.characters += len(_BLANK.sub("", marked))
        if self.letters < _ENOUGH_LETTERS:
            self.letters += len(_LATIN.findall(text))
            self.vowels += len(_VOWELS.findall(text))

    @property
    def unreadable_share(self) -> float:
        """0 to 1; 0 of nothing."""
        return self.unreadable / self.characters if self.characters else 0.0

    @property
    def is_scrambled(self) -> bool:
        """Whether its Latin letters make no words: a font whose letters stand for others."""
        return self.letters >= _ENOUGH_LETTERS and self.vowels < _FEWEST_VOWELS * self.letters


@dataclass(frozen=True)
class PageCounts:
    """The pages of a document by what was found on them; pages without anything aren't pictures."""

    pages: int = 1
    blank: int = 0  # neither text nor a picture
    pictures: int = 0  # without text, not recognised either
    recognised: int = 0  # by OCR
    failed: int = 0  # could not be read
    is_printed: bool = False  # pages of a size, which text should fill


def judged(tally: Tally, pages: PageCounts, has_ocr: bool) -> list[Notice]:
    """What the user should know about a text before trusting it.

    Raises QwQError where nobody should: `document_empty`, `document_scanned`, `document_garbled`,
    `document_damaged`.
    """
    if not tally.characters:
        raise QwQError(_reason_of_nothing(pages, has_ocr), pages=pages.pages)
    if tally.unreadable_share > MOST_UNREADABLE:
        raise QwQError("document_garbled", percent=round(100 * tally.unreadable_share))
    notices = []
    if tally.unreadable_share > _NOTABLE_UNREADABLE:
        percent = max(1, round(100 * tally.unreadable_share))
        notices.append(Notice("document_partly_garbled", {"percent": percent}))
    elif tally.is_scrambled:
        notices.append(Notice("document_scrambled"))
    notices += _remarks_on_pages(tally, pages, has_ocr)
    return notices


def _reason_of_nothing(pages: PageCounts, has_ocr: bool) -> str:
    if pages.pictures:
        return "document_scanned_unread" if has_ocr else "document_scanned"
    return "document_damaged" if pages.failed else "document_empty"


def _remarks_on_pages(tally: Tally, pages: PageCounts, has_ocr: bool) -> list[Notice]:
    notices = []
    if pages.recognised:
        notices.append(Notice("document_recognised", {"pages": pages.recognised}))
    if pages.pictures:
        code = "document_pages_unrecognised" if has_ocr else "document_pages_scanned"
        notices.append(Notice(code, {"pages": pages.pictures}))
    if pages.failed:
        notices.append(Notice("document_pages_failed", {"pages": pages.failed}))
    with_text = pages.pages - pages.blank - pages.pictures - pages.failed
    is_thin = tally.characters < _FEWEST_CHARACTERS_A_PAGE * max(with_text, 1)
    if pages.is_printed and with_text > 1 and is_thin:
        notices.append(Notice("document_thin", {"pages": with_text}))
    if pages.is_printed and pages.blank > max(1, pages.pages // 10):
        notices.append(Notice("document_pages_empty", {"pages": pages.blank}))
    return notices
