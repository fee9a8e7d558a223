"""The form of an entry in the table of problems."""

from dataclasses import dataclass

from qwq_desktop.platform.marking import QT_TRANSLATE_NOOP

__all__ = ["QT_TRANSLATE_NOOP", "Problem"]


@dataclass(frozen=True)
class Problem:
    """English source texts of one kind of trouble, with facts in braces.

    Facts named `…_bytes` are shown as sizes; `extra` is shown only when all its facts are known.
    """

    title: str
    text: str
    extra: str = ""
