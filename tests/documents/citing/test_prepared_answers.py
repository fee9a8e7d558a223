"""Over two hundred prepared answers with true, altered and invented quotes, each judged right."""

import json
from collections import Counter
from pathlib import Path

import pytest

from qwq_desktop.documents.citing.examining import examine
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span

DATA = Path(__file__).parent / "data"
SHELF = json.loads((DATA / "documents.json").read_text(encoding="utf-8"))
ANSWERS = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))
SOURCES = {
    int(number): {int(page): text for page, text in document["pages"].items()}
    for number, document in SHELF["documents"].items()
}


def passages(language):
    """A whole page for each number."""
    found = []
    for number, document, page in SHELF["passages"][language]:
        text = SOURCES[int(document)][page]
        span = Span(page, 0, len(text))
        name = SHELF["documents"][document]["name"]
        found.append(Passage(number, int(document), name, span, text))
    return found


def told(quote):
    """A verdict as the table writes it: with the place's document, page and words."""
    if quote.place is None:
        return [quote.verdict.value]
    span = quote.place.spans[0]
    words = SOURCES[quote.place.document_id][span.page][span.start : span.end]
    return [quote.verdict.value, str(quote.place.document_id), span.page, words]


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: f"{case['id']} {case['kind']}")
def test_each_prepared_answer_is_judged_as_it_should_be(case):
    result = examine(case["answer"], passages(case["lang"]), SOURCES)
    assert [told(quote) for quote in result.quotes] == case["quotes"]
    missing = [number.number for number in result.numbers if number.place is None]
    assert missing == case.get("missing", [])


def test_there_are_enough_answers_and_half_of_them_are_chinese():
    languages = Counter(case["lang"] for case in ANSWERS)
    assert sum(languages.values()) > 150
    assert 0.45 < languages["zh"] / len(ANSWERS) < 0.55
    verdicts = Counter(quote[0] for case in ANSWERS for quote in case["quotes"])
    assert min(verdicts[kind] for kind in ("verified", "not_found")) > 60
