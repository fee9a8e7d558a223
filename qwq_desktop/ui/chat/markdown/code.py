"""Code coloured by Pygments in the two palettes' own quiet colours."""

from collections.abc import Iterator

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token, _TokenType
from pygments.util import ClassNotFound

LONGEST_LINE = 2_000  # characters; Qt lays out longer ones in quadratic time
JOINT = "\u2060\u200b"  # ends a piece of a line that goes on in the next; never seen
LONGEST_COLOURED = 20_000  # characters of a part; longer ones (data, mostly) stay plain

_LIGHT = {
    Comment: "#767062",
    Keyword: "#8A3FA0",
    Name.Function: "#1F5FA8",
    Name.Class: "#1F5FA8",
    Name.Decorator: "#8A5A00",
    Name.Builtin: "#1F6F78",
    Name.Tag: "#8A3FA0",
    Name.Attribute: "#8A5A00",
    Number: "#A3541A",
    String: "#3F7032",
    Operator.Word: "#8A3FA0",
}
_DARK = {
    Comment: "#858B93",
    Keyword: "#C594E0",
    Name.Function: "#82AEEB",
    Name.Class: "#82AEEB",
    Name.Decorator: "#D9B26A",
    Name.Builtin: "#74C3CC",
    Name.Tag: "#C594E0",
    Name.Attribute: "#D9B26A",
    Number: "#E0A070",
    String: "#A3C585",
    Operator.Word: "#C594E0",
}

Run = tuple[str, str]  # words, and their colour as #RRGGBB or empty for the text's own


class Highlighter:
    """Colours code; remembers the lexer of each language it met."""

    def __init__(self, *, is_dark: bool) -> None:
        self._colors = _DARK if is_dark else _LIGHT
        self._lexers: dict[str, Lexer | None] = {}

    def lines(self, text: str, language: str) -> list[list[Run]]:
        """The lines of the code as runs of one colour. An unknown language comes plain.

        A line beyond LONGEST_LINE comes in pieces, each but the last ending with JOINT.
        """
        return [piece for line in self._lines(text, language) for piece in _pieces(line)]

    def _lines(self, text: str, language: str) -> list[list[Run]]:
        lexer = self._lexer(language) if len(text) <= LONGEST_COLOURED else None
        if lexer is None:
            return [[(line, "")] for line in text.split("\n")]
        result: list[list[Run]] = [[]]
        for kind, value in lexer.get_tokens(text):
            color = self._color(kind)
            for index, piece in enumerate(value.split("\n")):
                if index:
                    result.append([])
                if piece:
                    result[-1].append((piece, color))
        return result[: text.count("\n") + 1]

    def _color(self, kind: _TokenType) -> str:
        return next((self._colors[each] for each in _upwards(kind) if each in self._colors), "")

    def _lexer(self, language: str) -> Lexer | None:
        if language not in self._lexers:
            self._lexers[language] = _find_lexer(language)
        return self._lexers[language]


def _pieces(line: list[Run]) -> list[list[Run]]:
    if sum(len(words) for words, _ in line) <= LONGEST_LINE:
        return [line]
    short = [
        (words[at : at + LONGEST_LINE], color)
        for words, color in line
        for at in range(0, len(words), LONGEST_LINE)
    ]
    pieces: list[list[Run]] = [[]]
    length = 0
    for words, color in short:
        if length + len(words) > LONGEST_LINE:
            pieces[-1].append((JOINT, ""))
            pieces.append([])
            length = 0
        pieces[-1].append((words, color))
        length += len(words)
    return pieces


def _upwards(kind: _TokenType | None) -> Iterator[_TokenType]:
    while kind is not None and kind is not Token:
        yield kind
        kind = kind.parent


def _find_lexer(language: str) -> Lexer | None:
    if not language:
        return None
    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
