"""How often streamed text is shown: as often as it costs little."""

SHORTEST_MS = 16  # one frame of a usual screen
LONGEST_MS = 400
SHARE = 4  # showing takes at most a quarter of the time


def flush_interval_ms(cost_ms: float) -> int:
    """How long to gather text before showing it again, if the last showing took `cost_ms`."""
    return round(min(max(SHORTEST_MS, SHARE * cost_ms), LONGEST_MS))
