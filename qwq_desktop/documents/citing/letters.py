"""What a character is for the matching of quotes. Pure."""

import unicodedata
from functools import lru_cache

HYPHENS = "-\u2010\u2011"
DASHES = HYPHENS + "\u2012\u2013\u2014\u2015\u2212\u2500\ufe58\ufe63\uff0d"
DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e\u2033'
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4"
INVISIBLE = "\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f"
NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅")

_SAME = {
    **dict.fromkeys("。｡", "."),
    "…": "...",
    "〜": "~",
    "℃": "°C",
    "℉": "°F",
}
_SAFE_TAGS = ("<wide>", "<narrow>", "<small>", "<vertical>", "<noBreak>")
_LETTER_TAGS = ("<compat>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>")


def is_cjk(character: str) -> bool:
    """Whether it is written without spaces around it: Han, kana and their punctuation."""
    return character >= "\u2e80" and (
        character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"
    )


def is_word(character: str) -> bool:
    """Whether it is a letter or digit of a script that parts its words."""
    return character.isalnum() and (character.isascii() or not is_cjk(character))


def is_mark(character: str) -> bool:
    """Whether it is punctuation or a symbol."""
    return bool(character) and not character.isalnum() and not character.isspace()


def is_numeral(character: str) -> bool:
    """Whether it may be part of a number."""
    return character.isdigit() or character in NUMERALS


def weight(text: str) -> int:
    """How much a text says: a letter or digit counts one, a Han character or kana two."""
    return sum(1 + is_cjk(c) for c in text if c.isalnum())


@lru_cache(maxsize=4096)
def plain(character: str) -> str:
    """The plain form of a character that is only another shape of it, else itself.

    Not all of NFKC: "10²" isn't "102", "1½" isn't "11⁄2", "⑴" isn't "(1)". So only shapes of the
    same width class, and ligatures and styled letters that stand for letters and digits.
    """
    if character in _SAME:
        return _SAME[character]
    tag, _, _ = unicodedata.decomposition(character).partition(" ")
    whole = unicodedata.normalize("NFKC", character)
    if not tag.startswith("<"):
        return unicodedata.normalize("NFC", character)
    if tag in _SAFE_TAGS or (tag in _LETTER_TAGS and whole.isalnum()):
        return _SAME.get(whole, whole)
    return character
