"""How vectors are made and travel: so many at once, as base64 of little-endian float32.

That is a quarter of the size of JSON numbers.
"""

import base64
import sys
from array import array

from qwq_desktop.platform.errors import QwQError

MOST_AT_ONCE = 16  # texts of one computation; the context is made for as many sequences


def encode_vector(vector: "array[float]") -> str:
    """The text for a vector of float32 (type code "f")."""
    if sys.byteorder == "big":
        vector = array("f", vector)
        vector.byteswap()
    return base64.b64encode(vector.tobytes()).decode("ascii")


def decode_vector(text: str) -> "array[float]":
    """The vector of a text. Raises QwQError("bad_event")."""
    vector = array("f")
    try:
        vector.frombytes(base64.b64decode(text, validate=True))
    except ValueError as error:
        raise QwQError("bad_event", detail=repr(error)) from error
    if sys.byteorder == "big":
        vector.byteswap()
    return vector
