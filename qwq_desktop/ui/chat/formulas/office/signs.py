"""Which signs mean what in a formula, for the way to OMML."""

NARY = frozenset("∑∏∐∫∬∭⨌∮∯∰⋃⋂⋁⋀⨀⨁⨂⨄⨆")
OPENING = "([{⟨⌊⌈|‖∣∥"
CLOSING = ")]}⟩⌋⌉|‖∣∥"
ENDS_OPERAND = "=<>≤≥≠≈≡∼≅∝→←⇒⇔⟹⟺+-−±,;∈⊂⊆"
# What LibreOffice wants an operand before, and behind.
BINARY = "=<>≤≥≠≈≡≢∼≅∝→←⇒⇔⟹⟺∈∉⊂⊆×÷·⋅*/∪∩≪≫∧∨≔"
WANTS_MORE = BINARY + "+-−±"
LIMITS = frozenset(
    ("lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin", "det", "gcd", "Pr")
)
# Spacing forms, as MathML has them, to the combining ones that OMML's `acc` wants.
ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "\u0302": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "∼": "\u0303",
    "\u0303": "\u0303",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "←": "\u20d6",
    "↔": "\u20e1",
    "˙": "\u0307",
    ".": "\u0307",
    "¨": "\u0308",
    "..": "\u0308",
    "⃛": "\u20db",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
}
STYLES = {"normal": "p", "italic": "i", "bold": "b", "bold-italic": "bi"}
STRIKES = {
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
}
# A bar without a partner: LibreOffice takes the plain ones for "or".
SINGLE_BARS = {"|": "\u2223", "‖": "\u2225"}
