"""Cuts texts into the words that an index knows, and reads queries into what to look for. Pure.

Scripts that are written without spaces (Chinese, Japanese, Thai …) are cut into overlapping pairs
of characters, with the last character of a run once more for itself. So any piece of a Chinese
text is found, as a phrase of pairs or, where it is one character, as a prefix.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

LONGEST_WORD = 64  # characters of a word that count; keys and hashes are longer
LONGEST_QUERY = 500  # characters that are read
MOST_PHRASES = 16

# Thai to Myanmar, Khmer; then kana and Han with their extensions.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = f"[^\\W_{_UNSPACED}]"
_MARKS = "[\u0300-\u036f]"
_PIECE = re.compile(f"(?P<run>[{_UNSPACED}]+)|(?P<word>{_LETTER}+(?:{_MARKS}+{_LETTER}*)*)")
_ACCENTS = re.compile(_MARKS)
_QUOTED = re.compile(r'"([^"]*)(?:"|$)|([^"\s]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


def _plain_letters() -> dict[int, str]:
    """Letters whose plain form is one character, from their accented or wide form."""
    table = {ord("ς"): "σ"}
    for first, last in ((0xC0, 0x530), (0x1E00, 0x2000), (0xFF01, 0xFFA0)):
        for code in range(first, last):
            forms = unicodedata.normalize("NFKD", chr(code)).lower()
            base = "".join(c for c in forms if not unicodedata.combining(c))
            if len(base) == 1 and base != chr(code):
                table[code] = base
    return table


_PLAIN = _plain_letters()


def folded(text: str) -> str:
    """The text in small letters without accents, of the same length: offsets stay true."""
    lowered = text.lower()
    if text.isascii():
        return lowered
    if len(lowered) != len(text):  # some capitals have two small letters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


def index_text(text: str) -> str:
    """The words of a text, parted by spaces, for an index that cuts at spaces alone.

    An index without a copy of its texts needs the same words again to forget a text: a change here
    asks for a new index.
    """
    return " ".join(_words(folded(text)))


@dataclass(frozen=True)
class Phrase:
    """Words that must follow each other. A prefix: the last one may go on."""

    text: str  # folded
    is_prefix: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as the index has them."""
        found = list(_words(self.text))
        ends_in_run = len(found) > 1 and pieces(self.text)[-1][0] == "run"
        if ends_in_run and len(pieces(self.text)[-1][1]) > 1:
            found.pop()  # the run may go on in the text
        return tuple(found)

    @property
    def expression(self) -> str:
        """The phrase in the language of SQLite's FTS5."""
        kind, last = pieces(self.text)[-1]
        goes_on = self.is_prefix if kind == "word" else len(last) == 1
        return f'"{" ".join(self.words)}"' + (" *" if goes_on else "")

    @property
    def pattern(self) -> str:
        """A regular expression that finds the phrase in a folded text."""
        parts: list[str] = []
        found = pieces(self.text)
        for number, (kind, piece) in enumerate(found):
            if number:
                both_words = kind == "word" and found[number - 1][0] == "word"
                parts.append(r"[\W_]+" if both_words else r"[\W_]*")
            parts.append(re.escape(plain_word(piece) if kind == "word" else piece))
        before = f"(?<!{_LETTER})" if found[0][0] == "word" else ""
        kind, last = found[-1]
        is_whole = kind == "word" and not self.is_prefix and len(last) <= LONGEST_WORD
        return before + "".join(parts) + (f"(?!{_LETTER})" if is_whole else "")


@dataclass(frozen=True)
class Look:
    """What one look at a text found: the number of phrases, and the first hit as (start, end)."""

    count: int
    first: tuple[int, int] | None


@dataclass(frozen=True)
class Query:
    """What a user looks for: every phrase must be there."""

    phrases: tuple[Phrase, ...]

    @property
    def expression(self) -> str:
        """The query in the language of SQLite's FTS5; "" finds nothing."""
        return " AND ".join(phrase.expression for phrase in self.phrases)

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Where any of the phrases stand in a text, as (start, end), in order."""
        return [found.span() for found in self._pattern.finditer(folded(text))]

    def look(self, text: str) -> Look:
        """How many of the phrases a text has, and where the first of them stands."""
        plain = folded(text)
        spans = [found.span() for p in self._patterns if (found := p.search(plain))]
        return Look(len(spans), min(spans, default=None))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(phrase.pattern) for phrase in self.phrases)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.phrases, key=lambda phrase: -len(phrase.text))
        return re.compile("|".join(phrase.pattern for phrase in longest_first) or "(?!)")


def read_query(text: str) -> Query:
    """Read what the user typed: words and "quoted phrases".

    The last word may be unfinished, unless a quotation mark closed it. Any text is a query; one
    without letters or digits has no phrases.
    """
    plain = folded(text[:LONGEST_QUERY].translate(_QUOTES))
    phrases: list[Phrase] = []
    for found in _QUOTED.finditer(plain):
        words = found[1] if found[1] is not None else found[2]
        is_last = found.end() == len(plain) and not (found[1] is not None and plain[-1] == '"')
        if _PIECE.search(words):
            phrases.append(Phrase(words, is_prefix=is_last))
    return Query(tuple(dict.fromkeys(phrases))[:MOST_PHRASES])


def pieces(text: str) -> list[tuple[str, str]]:
    """The words of a folded text ("word") and its runs without spaces ("run"), in their order."""
    return [(found.lastgroup or "", found[0]) for found in _PIECE.finditer(text)]


def _words(text: str) -> Iterator[str]:
    for found in _PIECE.finditer(text):
        piece = found[0]
        if found.lastgroup == "word":
            yield plain_word(piece)
            continue
        for start in range(len(piece) - 1):
            yield piece[start : start + 2]
        yield piece[-1]


def plain_word(piece: str) -> str:
    """A folded word as an index has it: without accents that stand apart, and not too long."""
    return (piece if piece.isascii() else _ACCENTS.sub("", piece))[:LONGEST_WORD]
