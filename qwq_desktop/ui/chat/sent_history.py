"""What was sent before, gone through with Up and Down as in a shell."""

from collections.abc import Sequence

MOST = 200


class SentHistory:
    """A list of texts and the place in it; the place behind its end is the empty field."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._place = 0

    def set_texts(self, texts: Sequence[str]) -> None:
        """What was sent in the open chat, the newest last."""
        self._texts = list(texts)[-MOST:]
        self._place = len(self._texts)

    def add(self, text: str) -> None:
        """This was sent now."""
        if text and self._texts[-1:] != [text]:
            self._texts.append(text)
        self._place = len(self._texts)

    def is_shown(self, text: str) -> bool:
        """Whether a field with this text shows the present place, so that nothing is lost."""
        if not text:
            self._place = len(self._texts)
            return True
        return self._place < len(self._texts) and self._texts[self._place] == text

    def older(self) -> str | None:
        """Go one back; None at the beginning."""
        if self._place == 0:
            return None
        self._place -= 1
        return self._texts[self._place]

    def newer(self) -> str | None:
        """Go one forward, behind the newest to the empty field; None beyond it."""
        if self._place >= len(self._texts):
            return None
        self._place += 1
        return self._texts[self._place] if self._place < len(self._texts) else ""
