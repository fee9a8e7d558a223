"""Numbers with their digits in groups."""

GROUP = "\u202f"  # narrow no-break space


def grouped(value: float) -> str:
    """A whole number with its thousands set apart: 12 431."""
    return f"{round(value):,}".replace(",", GROUP)
