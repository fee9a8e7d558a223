"""Numbers as people read them: grouped digits, sizes of memory, pages of text."""

from qwq_desktop.platform.grouping import GROUP, grouped

__all__ = ["GROUP", "grouped", "memory_text", "pages"]

_UNITS = ("bytes", "KB", "MB", "GB", "TB")
_TOKENS_PER_PAGE = 650  # an English page of 500 words, about 1.3 tokens a word


def memory_text(size_bytes: float) -> str:
    """An amount of memory, counted in 1024s as memory is sold: 18.5 GB."""
    size, unit = float(abs(size_bytes)), 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size /= 1024
        unit += 1
    digits = 0 if unit == 0 or size >= 100 or size == int(size) else 1
    return f"{size:.{digits}f}\u00a0{_UNITS[unit]}"


def pages(tokens: int) -> int:
    """About how many pages of text a number of tokens is; at least one."""
    exact = tokens / _TOKENS_PER_PAGE
    for limit, step in ((10, 1), (50, 5), (200, 10), (1000, 50)):
        if exact < limit:
            return max(1, round(exact / step) * step)
    return round(exact / 100) * 100
