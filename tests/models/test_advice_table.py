"""Advice for twelve computers, as a table for people to review: `data/advice.md`.

After a change that is meant, write it anew with `python -m tests.models.test_advice_table`.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.advice import Advice, Computer, Fit, Option, advise, best_model
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.speed import Speeds
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.hardware import Gpu, Hardware
from tests.models.shapes import FILE_TYPES, QWEN3, QWQ_32B, write_sparse

TABLE = Path(__file__).parent / "data" / "advice.md"
GIB = 1 << 30
GB = 10**9


def card(name: str, free: float, total: float, *, unified: bool = False) -> Gpu:
    return Gpu(name, int(free * GIB), int(total * GIB), unified)


@dataclass(frozen=True)
class Described:
    """A computer as a shop describes it, and what is free on it once its system has started."""

    name: str
    ram: float  # GiB
    free: float
    bandwidth: float  # of main memory, GB a second
    cards: tuple[Gpu, ...] = ()
    disk: float = 200.0  # GB free

    @property
    def computer(self) -> Computer:
        hardware = Hardware(int(self.ram * GIB), int(self.free * GIB), 8, 16, self.cards)
        return Computer(hardware, Speeds(self.bandwidth * GB), int(self.disk * GB))


COMPUTERS = (
    Described("Laptop, 8 GB", 7.7, 5.2, 30),
    Described("Office computer, 16 GB", 15.5, 11.8, 35),
    Described("Laptop, 16 GB, quick memory", 15.5, 12.0, 60),
    Described("Desktop, 32 GB", 31.2, 27.0, 60),
    Described("Workstation, 128 GB in 8 channels", 125, 118, 200),
    Described(
        "Laptop, 16 GB, RTX 4060 with 8 GB", 15.5, 11.5, 60, (card("RTX 4060 Laptop", 7.1, 8),)
    ),
    Described("Desktop, 32 GB, RTX 3060 with 12 GB", 31.2, 27, 45, (card("RTX 3060", 11.1, 12),)),
    Described("Desktop, 64 GB, RTX 4080 with 16 GB", 62.5, 57, 70, (card("RTX 4080", 15.0, 16),)),
    Described("Player's, 32 GB, RTX 4090 with 24 GB", 31.2, 27, 75, (card("RTX 4090", 23.2, 24),)),
    Described("Mac, M3 with 16 GB", 16, 11.5, 100, (card("Apple M3", 10.6, 10.6, unified=True),)),
    Described(
        "Mac, M4 Pro with 48 GB, 20 GB of disk left",
        48,
        42,
        273,
        (card("Apple M4 Pro", 36, 36, unified=True),),
        disk=20,
    ),
    Described(
        "Workstation, 64 GB, two RTX 3090 of 24 GB",
        62.5,
        57,
        60,
        (card("RTX 3090", 23.4, 24), card("RTX 3090", 23.5, 24)),
    ),
)

QUANTISATIONS = {
    name: ("Q8_0",) if name in ("Qwen3 1.7B", "Qwen3 0.6B") else ("Q4_K_M", "Q8_0")
    for name in QWEN3
}


def headers(folder: Path) -> dict[str, list[GgufInfo]]:
    """What the files of QwQ-32B and of smaller models say, the ablest model first."""
    found = {"QwQ-32B": [read_metadata(write_sparse(folder, QWQ_32B, q)) for q in FILE_TYPES]}
    for name, shape in QWEN3.items():
        kinds = QUANTISATIONS[name]
        found[name] = [read_metadata(write_sparse(folder, shape, kind)) for kind in kinds]
    return found


def table(folder: Path) -> str:
    """The table in Markdown."""
    models = headers(folder)
    lines = [
        "# Advice for twelve computers",
        "",
        "Made and checked by `tests/models/test_advice_table.py` from headers of full-size files.",
        "Speeds are estimates: the weights that work on a token ÷ 0.7 of the memory's speed.",
        "",
    ]
    for described in COMPUTERS:
        advices = {name: advise(infos, described.computer) for name, infos in models.items()}
        lines += _section(described, advices)
    return "\n".join(lines) + "\n"


def _section(described: Described, advices: dict[str, Advice]) -> list[str]:
    own = advices["QwQ-32B"]
    lines = [
        f"## {described.name}",
        "",
        "| QwQ-32B | file | where | tokens/s | context | quality |",
        "|---|---|---|---|---|---|",
        *(_row(option, option is own.recommended) for option in own.options),
        "",
        f"QwQ-32B: {_recommended(own)} {tell(own.reason.code, own.reason.facts)}",
        "",
    ]
    index = best_model(list(advices.values()))
    if index is None:
        return [*lines, "To begin with: nothing.", ""]
    name, advice = list(advices.items())[index]
    begin = f"To begin with: {name} {_recommended(advice)}"
    told = [tell(f.code, f.facts) for f in (advice.recommended.finding, advice.reason)]
    return [*lines, f"{begin} {' '.join(told)}", ""]


def _recommended(advice: Advice) -> str:
    return f"**{advice.recommended.info.quantisation}**." if advice.recommended else "**none**."


def _row(option: Option, recommended: bool) -> str:
    name = option.info.quantisation
    quality = tell(option.quality.name.lower())
    size = f"{option.info.file_bytes / GB:.1f} GB"
    if option.fit is Fit.NO:
        where = "no" if option.finding.code == "too_large" else "no (disk)"
        return f"| {name} | {size} | {where} | | | {quality} |"
    speed = f"{option.tokens_per_second:.1f}" if option.tokens_per_second else ""
    shown = f"**{name}**" if recommended else name
    return f"| {shown} | {size} | {option.fit} | {speed} | {option.context_length} | {quality} |"


def test_the_table_is_what_people_reviewed(tmp_path, qapp):
    assert table(tmp_path) == TABLE.read_text(encoding="utf-8")


def test_there_are_twelve_and_each_gets_something_to_begin_with():
    text = TABLE.read_text(encoding="utf-8")
    assert text.count("\n## ") == text.count("To begin with: ") == 12
    assert "To begin with: nothing" not in text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        TABLE.write_text(table(Path(name)), encoding="utf-8")
