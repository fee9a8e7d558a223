"""Nothing that the parser process says passes unchecked."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.parser.checked import (
    Assembly,
    boxes_of,
    error_of,
    message_of,
    page_of,
    pixels_of,
)
from qwq_desktop.documents.parser.limits import MOST_BLOCK_CHARACTERS
from qwq_desktop.platform.errors import QwQError

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
DONE = {"format": "pdf", "title": "t", "page_count": 2, "is_paged": True}


def refused(call):
    with pytest.raises(QwQError) as caught:
        call()
    assert caught.value.code == "document_bad_answer"


def refused_at_most(check, answer):
    """What the check gives; None where it refuses; whatever else it raises is a mistake."""
    with contextlib.suppress(QwQError):
        return check(answer)
    return None


@given(ANYTHING, ANYTHING, st.sampled_from(["image", "boxes", "error", "done", "blocks", "page"]))
def test_any_answer_is_taken_or_refused(value, other, name):
    message = {name: value, "names": other, "findings": other, "pages": other}
    for check in (Assembly().add, Assembly().finished, page_of, pixels_of, boxes_of, error_of):
        refused_at_most(check, message)


@given(st.binary(max_size=60))
def test_any_line_is_an_object_or_refused(line):
    message = refused_at_most(message_of, line)
    assert message is None or isinstance(message, dict)


@pytest.mark.parametrize(
    "row",
    [
        [1, "paragraph", 0],
        [1, "script", 0, "x"],
        [True, "paragraph", 0, "x"],
        [1, "paragraph", 7, "x"],
        [1, "paragraph", 0, ""],
        [1, "paragraph", 0, "\ud800"],
        [1, "paragraph", 0, "x" * (MOST_BLOCK_CHARACTERS + 1)],
        [1.0, "paragraph", 0, "x"],
        [10**9, "paragraph", 0, "x"],
    ],
)
def test_a_block_that_is_none_is_refused(row):
    refused(lambda: Assembly().add({"blocks": [row], "names": []}))


def test_pages_must_come_in_order_and_be_counted():
    assembly = Assembly()
    assembly.add({"blocks": [[2, "paragraph", 0, "x"]], "names": [[2, "two"]]})
    refused(lambda: assembly.add({"blocks": [[1, "paragraph", 0, "x"]], "names": []}))
    refused(lambda: assembly.finished({"done": {**DONE, "page_count": 1}, "findings": []}))
    document = assembly.finished({"done": DONE, "findings": [["document_thin", {"pages": 2}]]})
    assert document.pages() == {2: "x"}
    assert document.page_names == {2: "two"}


def test_findings_have_known_codes_and_small_facts():
    assembly = Assembly()
    assembly.add({"blocks": [[1, "paragraph", 0, "x"]], "names": []})
    for finding in (["unexpected", {}], ["document_thin", {"pages": []}], ["document_thin"]):
        refused(lambda finding=finding: assembly.finished({"done": DONE, "findings": [finding]}))
    long = ["document_thin", {"pages": "x" * 1000}]
    refused(lambda: assembly.finished({"done": DONE, "findings": [long]}))


def test_a_picture_has_as_many_pixels_as_it_says():
    image = {"width_px": 1, "height_px": 1, "pixels": "AAAA"}
    assert pixels_of({"image": image}) == (1, 1, b"\x00\x00\x00")
    for change in ({"width_px": 2}, {"pixels": "!!!!"}, {"pixels": None}, {"height_px": 0}):
        refused(lambda change=change: pixels_of({"image": {**image, **change}}))


def test_every_character_has_a_place_or_none():
    good = {"text": "ab", "boxes": [[0, 0, 1, 1], None]}
    assert boxes_of({"boxes": good})[1][1] is None
    for boxes in ([[0, 0, 1, 1]], [[1, 0, 0, 1], None], [[0, 0, 1, 10**9], None], [[0, 0], None]):
        refused(lambda boxes=boxes: boxes_of({"boxes": {"text": "ab", "boxes": boxes}}))


def test_an_error_keeps_its_facts():
    told = {"code": "document_garbled", "facts": {"percent": 40}, "detail": "d"}
    error = error_of(json.loads(json.dumps({"error": told})))
    assert (error.code, error.facts, error.detail) == ("document_garbled", {"percent": 40}, "d")
