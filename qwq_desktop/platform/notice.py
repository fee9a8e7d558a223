"""Something the user should hear about that stopped nothing."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Notice:
    """What happened, as a code and facts for `explain`: a file set aside, a setting reset."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
