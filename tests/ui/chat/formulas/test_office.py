"""LaTeX as MathML and as Word's formulas, over what models really wrote."""

import json
from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.formulas import mathml
from qwq_desktop.ui.chat.formulas.office.converter import office_math
from qwq_desktop.ui.chat.formulas.office.parts import M, tag
from qwq_desktop.ui.chat.formulas.source import bare

# What each element of OMML consists of, in this order (ECMA-376 part 1, 22.1); "?" may be missing,
# "+" may repeat. Arguments hold any of the elements of a row.
ROW = {"r", "f", "rad", "sSub", "sSup", "sSubSup", "limLow", "limUpp", "nary", "d", "m"} | {
    "borderBox",
    "phant",
    "bar",
    "groupChr",
    "acc",
}
PARTS = {
    "f": ["fPr?", "num", "den"],
    "rad": ["radPr?", "deg", "e"],
    "sSub": ["e", "sub"],
    "sSup": ["e", "sup"],
    "sSubSup": ["e", "sub", "sup"],
    "limLow": ["e", "lim"],
    "limUpp": ["e", "lim"],
    "nary": ["naryPr", "sub", "sup", "e"],
    "d": ["dPr", "e"],
    "m": ["mPr", "mr+"],
    "mr": ["e+"],
    "borderBox": ["borderBoxPr?", "e"],
    "phant": ["phantPr", "e"],
    "bar": ["barPr", "e"],
    "groupChr": ["groupChrPr", "e"],
    "acc": ["accPr", "e"],
    "r": ["rPr?", "rPr", "t"],
    "naryPr": ["chr", "limLoc", "subHide", "supHide"],
    "dPr": ["begChr", "endChr"],
    "groupChrPr": ["chr", "pos", "vertJc"],
}
ARGUMENTS = {"e", "num", "den", "deg", "sub", "sup", "lim", "oMath"}


def faults(element):
    """Where an element is not as the standard has it."""
    name, children = tag(element), [tag(child) for child in element]
    found = []
    if name in ARGUMENTS and not set(children) <= ROW:
        found.append((name, children))
    if name in PARTS and not fits(children, PARTS[name]):
        found.append((name, children))
    for child in element:
        found += faults(child)
    return found


def fits(children, parts):
    rest = list(children)
    for part in parts:
        name = part.rstrip("?+")
        if rest[:1] == [name] and not (part == "rPr?" and rest.count("rPr") < 2):
            rest.pop(0)
            while part.endswith("+") and rest[:1] == [name]:
                rest.pop(0)
        elif not part.endswith("?"):
            return False
    return not rest


def word(latex):
    math = mathml.element(latex, is_display=True)
    assert math is not None, latex
    return office_math(math)


def names(element):
    return [tag(one) for one in element.iter() if one.tag.startswith(M)]


def words(element):
    return "".join(one.text for one in element.iter(f"{M}t"))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{a}{b}", "f"),
        (r"\sqrt[3]{x}", "rad"),
        (r"x_1^2", "sSubSup"),
        (r"\sum_{i=1}^n i", "nary"),
        (r"\int_0^1 f(x)\,dx", "nary"),
        (r"\lim_{x \to 0} x", "limLow"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "d"),
        (r"\begin{cases}a&b\\c\end{cases}", "m"),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", "m"),
        (r"\boxed{42}", "borderBox"),
        (r"\cancel{x}", "strikeBLTR"),
        (r"\overline{AB}", "bar"),
        (r"\hat{x}", "acc"),
        (r"\underbrace{a+b}_{n}", "groupChr"),
        (r"\binom{n}{k}", "d"),
        (r"\left(\frac12\right)", "d"),
    ],
)
def test_each_kind_of_formula_becomes_words_own(latex, expected):
    found = word(latex)
    assert expected in names(found)
    assert faults(found) == []


def test_a_sum_takes_what_it_adds_and_no_more():
    [total, *rest] = word(r"\sum_{i=1}^n i^2 = 3")
    assert words(total.find(f"{M}e")) == "i2"
    assert "".join(map(words, rest)) == "=3"


def test_a_sign_that_is_a_whole_script_wants_no_operand():
    [power] = word("r^*")
    assert names(power.find(f"{M}sup")) == ["sup", "r", "rPr", "nor", "t"]


def test_chinese_in_text_stays_text():
    found = word(r"x \text{ 如果 } y")
    assert "如果" in words(found)
    assert "nor" in names(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\( x \)", "x"),
        (r"\[ x \]", "x"),
        ("$x$", "x"),
        ("$$x$$", "x"),
        (r"\begin{align}x\end{align}", r"\begin{align}x\end{align}"),
        (r"\boxed{4}", r"\boxed{4}"),
    ],
)
def test_the_delimiters_are_taken_off(source, expected):
    assert bare(source) == expected


@pytest.mark.parametrize("latex", ["{" * 1000, "", "  ", "\\left(" * 300, "\\unknowncommand{x}"])
def test_what_is_no_formula_is_left_to_its_source(latex):
    assert mathml.element(latex, is_display=False) is None


@given(st.text(alphabet="\\{}^_& abx12frac$sqrtlef()[]|.", max_size=40))
def test_no_text_breaks_the_way_to_word(latex):
    math = mathml.element(latex, is_display=True)
    if math is not None:
        found = office_math(math)
        assert faults(found) == []
        fromstring(tostring(found))


def test_what_models_wrote_becomes_valid_word_formulas(shared):
    entries = json.loads((shared / "data" / "formulas.json").read_text("utf-8"))
    failed = []
    for entry in entries:
        math = mathml.element(entry["latex"], is_display=entry["display"])
        if math is None:
            failed.append(entry["latex"])
        else:
            found = office_math(math)
            assert faults(found) == [], entry["latex"]
            assert words(found).strip() or entry["latex"].count("phantom")
    assert len(entries) >= 335
    # Text between stray delimiters, and Markdown with formulas inside a formula's text.
    assert len(failed) <= 2, failed
