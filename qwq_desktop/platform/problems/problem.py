"""The form of an entry in the table of problems."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """English source texts of one kind of trouble, with facts in braces.

    Facts named `…_bytes` are shown as sizes; `extra` is shown only when all its facts are known.
    """

    title: str
    text: str
    extra: str = ""


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Mark a text for lupdate, which knows this name. Qt's own marker is typed as giving `object`.

    `context` is always `Problems`.
    """
    del context
    return source
