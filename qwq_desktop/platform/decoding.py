"""Text out of a file's bytes, whatever encoding it was written in. Pure."""

import codecs
import re

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01  # of the characters; a text has next to none
_SAMPLE = 65_536  # bytes by which an unmarked encoding is recognised

_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
_FEWEST_PAIRS = 4
_CHINESE = 0.25  # of the bytes that aren't blank: beyond ASCII
# Rows of frequent characters: GB 2312 level 1, Big5 level 1, Hangul of KS X 1001.
_GB_ROWS, _BIG5_ROWS, _HANGUL_ROWS = (0xB0, 0xD7), (0xA4, 0xC6), (0xB0, 0xC8)
_GB_OTHER_ROWS = (0xA1, 0xF7)
_LOW_SECOND = 0x7E  # Big5 uses second bytes up to here for two fifths of its characters


def decoded(data: bytes) -> str | None:
    """The text of a file, its line ends single line feeds; None when it isn't text.

    A byte order mark decides; else UTF-8 when it is valid; else what the letters look like.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data, encoding)
    text = _text(data, "utf-8")
    if text is not None:
        return text
    sample = data[:_SAMPLE]
    for guess in (_wide(sample), _chinese(sample)):
        text = _text(data, guess) if guess else None
        if text is not None:
            return text
    from charset_normalizer import from_bytes  # rarely needed, and slow to import

    best = from_bytes(sample).best()
    return None if best is None else _text(data, best.encoding)


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second byte of its ASCII characters is zero."""
    zeros = [sample[start::4].count(0) * 4 > 0.9 * len(sample) for start in range(4)]
    if len(sample) >= 8 and sum(zeros) == 3:
        return "utf-32-be" if zeros[0] else "utf-32-le"
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 < 0.02 * len(sample) or max(even, odd) == 0:
        return None
    if min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _chinese(sample: bytes) -> str | None:
    """GB 18030 or Big5, when the frequent characters of one of them are most of the text."""
    pairs = _PAIR.findall(sample)
    beyond_ascii = sum(byte >= 0x80 for byte in sample)
    if len(pairs) < _FEWEST_PAIRS or beyond_ascii < _CHINESE * len(sample.replace(b" ", b"")):
        return None
    low = sum(pair[1] <= _LOW_SECOND for pair in pairs) / len(pairs)
    if low > 0.1:
        return "big5hkscs" if _share(pairs, _BIG5_ROWS) > 0.6 else None
    if _share(pairs, _HANGUL_ROWS) > 0.9:
        return None
    is_gb = _share(pairs, _GB_ROWS) > 0.6 and _share(pairs, _GB_OTHER_ROWS) > 0.95
    return "gb18030" if is_gb else None


def _share(pairs: list[bytes], rows: tuple[int, int]) -> float:
    """How many of the pairs have their first byte in these rows, 0 to 1."""
    return sum(rows[0] <= pair[0] <= rows[1] for pair in pairs) / len(pairs)


def _text(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
