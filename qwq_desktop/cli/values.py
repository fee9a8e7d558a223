"""Values of options that several commands share."""

import argparse


def positive(text: str) -> int:
    """An argument type: a whole number above 0."""
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("must be above 0")
    return value
