"""Sentences set one after the other, as the language does it."""

_WIDE_ENDS = "。！？；："


def joined(*sentences: str) -> str:
    """The sentences in one text: a space between them, none behind a Chinese full stop."""
    text = ""
    for sentence in filter(None, sentences):
        text += sentence if not text or text[-1] in _WIDE_ENDS else f" {sentence}"
    return text
