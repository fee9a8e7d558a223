"""Finds the columns of a page, so that each is read to its end before the next. Pure.

A gutter is a vertical strip that hardly any line crosses. Lines that do cross it (titles, wide
figures' captions) part the page into sections; in each, the left side comes before the right. Both
sides must look like running text: what has short pieces beside each other is a table.
"""

from collections.abc import Sequence
from statistics import median

from qwq_desktop.documents.parser.pdf.shapes import Run, is_han, lines_of

_STRIPS = 160  # how finely a region is looked at
_DEEPEST = 3  # 2 ** 3 columns
_MOST_CROSSING = 0.25  # of the lines
_FEWEST_LINES = 3  # on each side
_FULL = 0.5  # of the column: as wide are most lines of running text
_FEWEST_LETTERS, _FEWEST_HAN = 14, 6  # in most lines of running text


def columns(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """The regions of a page in reading order, each to be read line by line."""
    gutter = _gutter(runs) if depth < _DEEPEST and len(runs) > 2 * _FEWEST_LINES else None
    if gutter is None:
        return [list(runs)]
    regions: list[list[Run]] = []
    for section, is_spanning in _sections(runs, gutter):
        left = [run for run in section if run.left + run.right < 2 * gutter]
        right = [run for run in section if run.left + run.right >= 2 * gutter]
        if not is_spanning and _is_running_text(left) and _is_running_text(right):
            regions += columns(left, depth + 1)
            regions += columns(right, depth + 1)
        elif regions and not _was_column(regions, section):
            regions[-1] = [*regions[-1], *section]
        else:
            regions.append(list(section))
    return regions


def _was_column(regions: list[list[Run]], section: Sequence[Run]) -> bool:
    """Whether the region before is a column beside others: what follows isn't part of it."""
    before = regions[-1]
    width = max(run.right for run in before) - min(run.left for run in before)
    both = [*before, *section]
    return max(run.right for run in both) - min(run.left for run in both) > 1.2 * width


def _gutter(runs: Sequence[Run]) -> float | None:
    """Where the strip lies that the fewest lines cross; None where there is none."""
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    step = (right - left) / _STRIPS
    if step <= 0:
        return None
    crossing = [0] * (_STRIPS + 1)
    for run in runs:
        first, last = int((run.left - left) / step), int((run.right - left) / step)
        crossing[min(first, _STRIPS)] += 1
        crossing[min(last + 1, _STRIPS)] -= 1
    for number in range(1, _STRIPS):
        crossing[number] += crossing[number - 1]
    inner = range(_STRIPS // 8, _STRIPS - _STRIPS // 8)
    fewest = min(crossing[number] for number in inner)
    if fewest > _MOST_CROSSING * len(runs):
        return None
    middle = _STRIPS / 2
    strip = max(
        _strips([number for number in inner if crossing[number] <= fewest]),
        key=lambda strip: (len(strip), -abs(strip[0] + strip[-1] - 2 * middle)),
    )
    return left + step * (strip[0] + strip[-1] + 1) / 2


def _strips(numbers: list[int]) -> list[list[int]]:
    """Numbers grouped where they follow each other."""
    strips: list[list[int]] = []
    for number in numbers:
        if strips and number == strips[-1][-1] + 1:
            strips[-1].append(number)
        else:
            strips.append([number])
    return strips


def _sections(runs: Sequence[Run], gutter: float) -> list[tuple[list[Run], bool]]:
    """The page from top to bottom, parted where lines cross the gutter (True: such lines)."""
    sections: list[tuple[list[Run], bool]] = []
    for line in lines_of(runs):
        crosses = any(run.left < gutter < run.right for run in line.runs)
        if sections and sections[-1][1] == crosses:
            sections[-1][0].extend(line.runs)
        else:
            sections.append((list(line.runs), crosses))
    return sections


def _is_running_text(runs: Sequence[Run]) -> bool:
    lines = lines_of(runs)
    if len(lines) < _FEWEST_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    covered = median(sum(run.width for run in line.runs) for line in lines)
    return covered >= _FULL * width and median(map(_letters, lines_texts(runs))) >= 1


def lines_texts(runs: Sequence[Run]) -> list[str]:
    """The text of each line."""
    return ["".join(run.text for run in line.runs) for line in lines_of(runs)]


def _letters(text: str) -> float:
    """How long a line is, 1 being the shortest that running text has."""
    han = sum(map(is_han, text))
    return han / _FEWEST_HAN + (len(text) - han) / _FEWEST_LETTERS
