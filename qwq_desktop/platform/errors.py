"""The program's one exception: a stable code and the facts; `explain` makes sentences of them."""

from typing import Any


class QwQError(Exception):
    """Something went wrong that a user may meet.

    `code` is stable and names the kind of trouble (`model_truncated`, `engine_died`, …); `facts`
    are the values a sentence about it needs (paths, bytes, tokens), JSON-serialisable. `detail` is
    technical text for the log, never for the user's eye first.
    """

    def __init__(self, code: str, *, detail: str = "", **facts: Any) -> None:
        super().__init__(code, detail, facts)
        self.code = code
        self.detail = detail
        self.facts: dict[str, Any] = facts

    def __str__(self) -> str:
        known = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return " ".join(filter(None, (self.code, f"({known})" if known else "", self.detail)))
