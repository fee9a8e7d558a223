"""What an embedding model gets to read: texts in one form, long ones in pieces. Pure."""

import unicodedata

_NEAR_MIDDLE = 0.25  # of a text: so far from its middle a gap between words is looked for


def text_for(text: str, prefix: str) -> str:
    """The text after its prefix, in the normal form NFKC.

    The tokenizers of the E5 and BGE-M3 were trained on it, and GGUF files don't always bring the
    table for it. No model is worse for it: full-width and ligature forms become plain letters.
    """
    return prefix + unicodedata.normalize("NFKC", text)


def halves(text: str) -> tuple[str, str]:
    """The text in two parts of about the same length, cut between words where there is a gap."""
    middle = len(text) // 2
    reach = int(len(text) * _NEAR_MIDDLE)
    for distance in range(reach):
        for place in (middle - distance, middle + distance):
            if text[place : place + 1].isspace():
                return text[:place], text[place:].lstrip()
    return text[:middle], text[middle:]
