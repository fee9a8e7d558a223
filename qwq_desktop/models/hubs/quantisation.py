"""What a GGUF file's name says about it, before anything of it is here. Pure.

The names follow llama.cpp's `llama-quantize` and the habits of those who publish: any case, with
`-`, `.` or `_` before it, sometimes `i1-` (importance matrix) or `UD-` (unsloth's own mixes).
"""

import re
from pathlib import PurePosixPath

_SUFFIX = ".gguf"
_PART = re.compile(r"-(?P<number>\d{5})-of-(?P<count>\d{5})(?=\.gguf$)", re.IGNORECASE)
_QUANTISATION = re.compile(
    r"(?<![a-z0-9])"
    r"(?P<own>UD-)?"
    r"(?P<kind>"
    r"I?Q\d(?:_K(?:_(?:XXS|XS|S|M|L|XL|XXL))?|_[01]|_(?:XXS|XS|S|M|L|XL|NL|XXL))(?:_\d+_\d+)?"
    r"|TQ[12]_0|MXFP4(?:_MOE)?|BF16|FP?16|FP?32"
    r")(?![a-z0-9])",
    re.IGNORECASE,
)
_HELPERS = re.compile(r"(?:^|[-_.])(?:mmproj|imatrix)(?:[-_.]|$)", re.IGNORECASE)


def is_model(path: str) -> bool:
    """Whether a file of a repository is a model: no eye of one, no importance matrix."""
    name = PurePosixPath(path).name
    return name.lower().endswith(_SUFFIX) and not _HELPERS.search(name)


def quantisation_of(path: str) -> str:
    """The quantisation that a file's name tells, such as `Q4_K_M` or `UD-Q2_K_XL`, else "".

    The folder is asked where the name tells nothing: `Q8_0/model-00001-of-00002.gguf`.
    """
    pure = PurePosixPath(path)
    for text in (pure.name, *reversed(pure.parts[:-1])):
        found = list(_QUANTISATION.finditer(text))
        if found:
            kind = found[-1]["kind"].upper().replace("FP16", "F16").replace("FP32", "F32")
            return f"UD-{kind}" if found[-1]["own"] else kind
    return ""


def part_of(path: str) -> tuple[str, int, int] | None:
    """(name without the part, number, count) of a part of a split model, None for other files."""
    found = _PART.search(path)
    if found is None:
        return None
    number, count = int(found["number"]), int(found["count"])
    if not 1 <= number <= count:
        return None
    return path[: found.start()] + path[found.end() :], number, count
