"""Characters that a text from outside must not bring into a document."""

# Qt and Python-Markdown give these a meaning of their own; U+FDD0 to U+FDEF are no characters at
# all.
_FORBIDDEN = {
    **dict.fromkeys((*range(64976, 65008), 65532, *range(55296, 57344)), "�"),
    **dict.fromkeys((*range(9), 11, 12, *range(13, 32), 127)),
    0x2028: "\n",
    0x2029: "\n",
}


def cleaned(text: str) -> str:
    """The text without control characters, carriage returns and non-characters.

    Line separators become line ends.
    """
    return text.translate(_FORBIDDEN)
