import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown import emphasis
from qwq_desktop.ui.chat.markdown.inline import InlineParser, safe_address
from qwq_desktop.ui.chat.markdown.nodes import Span, SpanKind

PARSER = InlineParser()


def marked(text: str) -> list[tuple[str, str]]:
    """The spans as (words, letters): b bold, i italic, s struck, l link, c code, f formula."""
    return [(span.text, _letters(span)) for span in PARSER.spans(text)]


def _letters(span: Span) -> str:
    letters = {
        "b": span.strong,
        "i": span.emphasis,
        "s": span.struck,
        "l": bool(span.href),
        "c": span.kind is SpanKind.CODE,
        "f": span.kind is SpanKind.FORMULA,
    }
    return "".join(letter for letter, is_set in letters.items() if is_set)


def test_emphasis_nests() -> None:
    assert marked("**a *b* c**") == [("a ", "b"), ("b", "bi"), (" c", "b")]
    assert marked("*a **b** c*") == [("a ", "i"), ("b", "bi"), (" c", "i")]
    assert marked("***a***") == [("a", "bi")]
    assert marked("__a__ _b_") == [("a", "b"), (" ", ""), ("b", "i")]


@pytest.mark.parametrize(
    "text",
    [
        "7*x**8",
        "2 * 3 * 4",
        "a*b*c",
        "f(a)*b*(c)",
        "2**3**4",
        "snake_case_name and __x",
        "*",
        "** not bold **",
        "5 * (3 + 2) * 4",
    ],
)
def test_arithmetic_and_names_are_left_alone(text: str) -> None:
    assert marked(text) == [(text, "")]


def test_a_strong_part_of_a_word_ends_within_it() -> None:
    assert marked("must be **2**s, not 2**n**m") == [
        ("must be ", ""),
        ("2", "b"),
        ("s, not 2**n**m", ""),
    ]


def test_chinese_needs_no_spaces_around_emphasis() -> None:
    assert marked("这是**重点**内容") == [("这是", ""), ("重点", "b"), ("内容", "")]
    assert marked("共**3**个") == [("共", ""), ("3", "b"), ("个", "")]
    assert marked("**“引文”**字") == [("“引文”", "b"), ("字", "")]


def test_code_spans_are_not_looked_into() -> None:
    assert marked("`a*b*c` and ``x`y``") == [("a*b*c", "c"), (" and ", ""), ("x`y", "c")]
    assert marked("`&lt; <b> \\(x\\)`") == [("&lt; <b> \\(x\\)", "c")]
    assert marked("**a `b` c**") == [("a ", "b"), ("b", "bc"), (" c", "b")]


def test_tags_and_entities_come_out_as_text() -> None:
    assert marked("<answer>42</answer> <b>x</b>") == [("<answer>42</answer> <b>x</b>", "")]
    assert marked("a &lt; b &amp;&amp; AT&T &unknown;") == [("a < b && AT&T &unknown;", "")]


def test_escapes_show_the_mark_and_leave_formula_brackets() -> None:
    assert marked("\\*a\\* \\_b\\_") == [("*a* _b_", "")]
    assert marked("open \\( x_1 and \\[ y") == [("open \\( x_1 and \\[ y", "")]


def test_formulas_survive_as_written() -> None:
    assert marked("so \\(x_1 *y* z_2\\) and $a_{1}$") == [
        ("so ", ""),
        ("\\(x_1 *y* z_2\\)", "f"),
        (" and ", ""),
        ("$a_{1}$", "f"),
    ]


def test_prices_are_no_formulas() -> None:
    assert marked("from $5 to $6, or $7") == [("from $5 to $6, or $7", "")]


def test_links_lead_to_the_web_and_to_mail_only() -> None:
    links = PARSER.spans("[a](https://x.y/z_(1)) [b](mailto:q@w.e) [c](javascript:alert(1))")
    assert [(span.text, span.href) for span in links if span.text.strip()] == [
        ("a", "https://x.y/z_(1)"),
        ("b", "mailto:q@w.e"),
        (" c", ""),
    ]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:x", "data:text/html,x", "//x", "x.md", "http:[", ""],
)
def test_other_addresses_are_refused(address: str) -> None:
    assert safe_address(address) == ""


def test_pictures_show_their_words_and_are_not_fetched() -> None:
    (span,) = PARSER.spans("![a chart](https://x.y/z.png)")
    assert (span.text, span.href) == ("a chart", "https://x.y/z.png")
    assert marked("![secret](file:///etc/passwd)") == [("secret", "")]


def test_bare_addresses_become_links_without_what_follows_them() -> None:
    assert marked("see https://x.y/z, or (https://a.b).") == [
        ("see ", ""),
        ("https://x.y/z", "l"),
        (", or (", ""),
        ("https://a.b", "l"),
        (").", ""),
    ]
    assert marked("见https://x.y。好")[1] == ("https://x.y", "l")


def test_struck_words() -> None:
    assert marked("a ~~b~~ c") == [("a ", ""), ("b", "s"), (" c", "")]


@given(st.text(alphabet="*_`~[]()!\\$<&;a1 中\n", max_size=60))
def test_any_text_parses_and_no_letter_is_lost(text: str) -> None:
    words = "".join(span.text for span in PARSER.spans(text))
    for letter in ("a", "1", "中"):
        lost = text.count(letter) - words.count(letter)
        assert lost == 0 or "](" in text  # an address may hide behind its words


@pytest.mark.parametrize("mark", ["[", "*a ", "_a", "`", "\\[", "**", "![[", "$a ", "<", "[a]("])
def test_thousands_of_marks_do_not_hang(mark: str) -> None:
    assert PARSER.spans(mark * (8_000 // len(mark)))


@pytest.mark.parametrize("text", ["a **b " * 1300, "*b " * 1500, "**b *c " * 900, "**b** " * 1000])
def test_many_marks_are_each_looked_at_a_few_times(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    real = emphasis._can_close

    def counted(data: str, start: int, end: int) -> bool:
        nonlocal looks
        looks += 1
        return real(data, start, end)

    monkeypatch.setattr(emphasis, "_can_close", counted)
    PARSER.spans(text)
    assert 0 < looks <= 4 * text.count("*")
