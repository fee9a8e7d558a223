"""What a benchmark found."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """Figures, the baseline's figures of the same run, and named ratios between them."""

    figures: dict[str, float]
    baseline: dict[str, float] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)

    def to_json(self, name: str) -> dict[str, Any]:
        """The form that outside checks read."""
        parts = {"figures": self.figures, "baseline": self.baseline, "ratios": self.ratios}
        rounded = {k: {n: round(v, 4) for n, v in part.items()} for k, part in parts.items()}
        return {"name": name, **rounded}

    def to_text(self, name: str) -> str:
        """The form that people read."""
        lines = [name]
        for title, part in (
            ("", self.figures),
            ("baseline: ", self.baseline),
            ("ratio: ", self.ratios),
        ):
            lines += [f"  {title}{key} = {value:.4g}" for key, value in part.items()]
        return "\n".join(lines)


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0…1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
