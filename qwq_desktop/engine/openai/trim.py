"""Trims a text that comes in pieces as the thinking parser trims its parts."""


class Trim:
    """Drops blank lines before the first text and holds whitespace back until text follows it."""

    def __init__(self) -> None:
        self._space = ""
        self._has_text = False

    def feed(self, piece: str) -> str:
        """What can be given out now."""
        text = self._space + piece
        body = text.rstrip(" \t\r\n")
        self._space = text[len(body) :]
        if not body:
            return ""
        if not self._has_text:
            lead = body[: len(body) - len(body.lstrip(" \t\r\n"))]
            body = body[lead.rfind("\n") + 1 :]
            self._has_text = True
        return body
