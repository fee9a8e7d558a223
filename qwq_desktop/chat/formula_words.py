r"""A formula as plain readable text, where none can be drawn: `\frac{14}{3}` is 14/3. Pure."""

import re

_GREEK = (
    "alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ iota:ι kappa:κ "
    "lambda:λ mu:μ nu:ν xi:ξ pi:π rho:ρ sigma:σ tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω "
    "Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Phi:Φ Psi:Ψ Omega:Ω"
)
_SIGNS = (
    "times:× cdot:· div:÷ pm:± mp:∓ le:≤ leq:≤ ge:≥ geq:≥ ne:≠ neq:≠ approx:≈ equiv:≡ infty:∞ "
    "to:→ rightarrow:→ Rightarrow:⇒ implies:⇒ in:∈ notin:∉ subset:⊂ cup:∪ cap:∩ emptyset:∅ "
    "forall:∀ exists:∃ circ:° degree:° ldots:… cdots:⋯ dots:… sum:∑ prod:∏ int:∫ partial:∂ "
    "angle:∠ triangle:△ perp:⊥ parallel:∥ mid:| vert:| Vert:‖ land:∧ lor:∨ neg:¬ sim:∼ star:⋆"
)
_NAMES = dict(pair.split(":") for pair in f"{_GREEK} {_SIGNS}".split())
_SETS = {"N": "ℕ", "Z": "ℤ", "Q": "ℚ", "R": "ℝ", "C": "ℂ"}
_HIGH = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_GROUP = r"\{((?:[^{}\\]|\\.)*)\}"
_WORDS = re.compile(
    rf"\\(?:text(?:bf|it|rm|sf|tt|normal)?|mathrm|mathbf|mbox|operatorname)\s*{_GROUP}"
)
_FRACTION = re.compile(rf"\\[dtc]?frac\s*(?:{_GROUP}|(\w))\s*(?:{_GROUP}|(\w))")
_ROOT = re.compile(rf"\\sqrt\s*(?:\[([^\]]*)\])?\s*(?:{_GROUP}|(\w))")
_SET = re.compile(r"\\(?:mathbb|Bbb)\s*(?:\{(\w)\}|(\w))")
_DRESS = re.compile(rf"\\(?:mathcal|mathbf|mathit|overline|vec|hat|bar|boxed|fbox)\s*{_GROUP}")
_SCRIPT = re.compile(rf"([\^_])(?:{_GROUP}|(\S))")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\{[^{}]*\})?")
_SPACES = re.compile(r"\\(?:[,;:! ]|quad\b|qquad\b)|~")
_DEGREE = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![a-zA-Z]))")
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?|displaystyle|textstyle|limits)(?![a-zA-Z])\.?")
_NAME = re.compile(r"\\([a-zA-Z]+)(\s*)")
_ESCAPED = re.compile(r"\\([%$#&_{}])")
_SIMPLE = re.compile(r"[\w.√]+|\(.*\)")
_DELIMITERS = re.compile(r"\A(?:\$+|\\[(\[])|(?:\$+|\\[)\]])\Z")
_IN_TEXT = re.compile(
    r"(?<!\\)(?:\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$"
    r"|\$(?![\s$])([^$\n]*?[^\s$\\])\$(?!\d))",  # `from $5 to $10` are prices
    re.S,
)
_NO_FORMULA = re.compile(r"\\(?:text(?:bf|it|rm)?|mathrm|[ ,;:!%$#&_]|quad)")
_RAISED, _LOWERED = "\ue002", "\ue003"  # signs that were looked at already
_DEEPEST = 12  # nestings that are unfolded


def has_formula(source: str) -> bool:
    """Whether a text has more LaTeX in it than words and spaces."""
    return "\\" in _NO_FORMULA.sub("", source) or re.search(r"[\^_]\S", source) is not None


def text_words(text: str) -> str:
    """A text with each formula in it as plain words, without its delimiters."""
    return _IN_TEXT.sub(lambda match: formula_words(match[match.lastindex or 0]) or match[0], text)


def formula_words(source: str) -> str:
    """The formula on one line, without LaTeX where plain text can say the same."""
    text = _DELIMITERS.sub("", source.strip())
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f" \ue000{len(kept) - 1}\ue001 "

    text = _WORDS.sub(keep, text)
    text = _ENVIRONMENT.sub(" ", text)
    text = re.sub(r"\\\\(?:\[[^\]]*\])?", "; ", text)
    text = re.sub(r"(?<!\\)&", "", text)
    text = _DEGREE.sub("°", _SIZES.sub("", _SPACES.sub(" ", text)))
    text = _unfolded(text)
    text = _ESCAPED.sub(lambda match: match[1], _NAME.sub(_named, text).replace(r"\|", "‖"))
    text = re.sub(" ?\ue000(\\d+)\ue001 ?", lambda match: f" {kept[int(match[1])]} ", text)
    return _tidied(text)


def _unfolded(text: str) -> str:
    """From the inside out, for these patterns hold no braces inside."""
    for _ in range(_DEEPEST):
        before = text
        text = _SET.sub(lambda match: _SETS.get(match[1] or match[2], match[1] or match[2]), text)
        text = _DRESS.sub(lambda match: match[1], text)
        text = _SCRIPT.sub(_script, text)
        text = _ROOT.sub(_root, text)
        text = _FRACTION.sub(_fraction, text)
        if text == before:
            break
    return text


def _fraction(match: re.Match[str]) -> str:
    above, below = match[1] or match[2] or "", match[3] or match[4] or ""
    return f"{_enclosed(above)}/{_enclosed(below)}"


def _root(match: re.Match[str]) -> str:
    sign = {"3": "∛", "4": "∜"}.get(match[1] or "", "√")
    return f"{sign}{_enclosed(match[2] or match[3] or '')}"


def _script(match: re.Match[str]) -> str:
    content = (match[2] or match[3] or "").strip()
    table = _HIGH if match[1] == "^" else _LOW
    if content and all(ord(sign) in table for sign in content):
        return content.translate(table)
    if match[3] == "\\":
        return match[0]
    return f"{_RAISED if match[1] == '^' else _LOWERED}{_enclosed(content)}"


def _enclosed(text: str) -> str:
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) or re.fullmatch(r"\\[a-zA-Z]+", text) else f"({text})"


def _named(match: re.Match[str]) -> str:
    name, space = match[1], match[2]
    sign = _NAMES.get(name)
    if sign is not None:
        return sign + space
    return f"{name} "


def _tidied(text: str) -> str:
    line = " ".join(text.replace(_RAISED, "^").replace(_LOWERED, "_").split())
    line = re.sub(r"\s*;(?:\s*;)*\s*", "; ", line).strip("; ")
    line = re.sub(r"(?<=[(\[{])\s+|\s+(?=[)\]},.])", "", line)
    return line.strip()
