"""A page's text and its characters' places: the same text as `parse` gives, where it was drawn."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4

from qwq_desktop.documents.page_view import PageBoxes
from qwq_desktop.documents.parser import reading
from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser.limits import MOST_PIXELS
from qwq_desktop.documents.parser.pdf.document import Pdf
from qwq_desktop.documents.parser_client import DocumentParser
from qwq_desktop.documents.text import page_text
from qwq_desktop.platform.errors import QwQError
from tests.documents.parser.odd_files import (
    CHINESE,
    ENGLISH,
    PDFS,
    heading,
    left_and_right,
    lines,
    pdf,
    rotated,
    table_page,
)

READABLE = [odd for odd in PDFS if odd.expected.format == "pdf" and odd.expected.pages < 20]
WORDS = st.text(st.sampled_from("abcdeKMW019 .,;-()ﬁé一二三合同，。　"), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def parser():
    with DocumentParser() as parser:
        yield parser


def text_and_boxes(path):
    """The pages as `parse` has them and as the view has them, in this process."""
    blocks = []
    try:
        reading.read(path, "", Draft(lambda some, _names: blocks.extend(some)))
    except QwQError as error:  # nothing but blanks
        if error.code != "document_empty":
            raise
    document = Pdf(path)
    shown = [document.boxes(number) for number in range(1, len(document) + 1)]
    document.close()
    told = [
        page_text(block for block in blocks if block.page == number)
        for number in range(1, len(shown) + 1)
    ]
    return told, shown


@pytest.mark.parametrize("odd", READABLE, ids=lambda odd: odd.name)
def test_the_text_with_places_is_the_text_that_was_parsed(odd, tmp_path):
    path = tmp_path / odd.name
    odd.write(path)
    told, shown = text_and_boxes(path)
    for text, (same_text, boxes) in zip(told, shown, strict=True):
        assert same_text == text
        assert len(boxes) == len(text)
        for box in filter(None, boxes):
            assert 0 <= box[0] <= box[2] <= 1
            assert 0 <= box[1] <= box[3] <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            WORDS,
            st.integers(0, 500),
            st.integers(0, 800),
            st.sampled_from([6, 10, 11, 24]),
            st.sampled_from(["Helvetica", "Helvetica-Bold", "STSong-Light"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_wherever_words_stand_places_agree_with_the_text(tmp_path_factory, drawn):
    path = tmp_path_factory.mktemp("pdf") / "page.pdf"

    def draw(canvas):
        for text, x, y, size, font in drawn:
            lines([text], x=x, y=y, size=size, font=font)(canvas)

    path.write_bytes(pdf([draw]))
    told, shown = text_and_boxes(path)
    assert [text for text, _ in shown] == told
    assert all(len(boxes) == len(text) for text, boxes in shown)


def test_words_are_marked_where_they_were_drawn(parser, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf([lines(["Nothing to see", ENGLISH, "Nothing more"], x=100, y=500)]))
    page = parser.page_boxes(path, 1)
    start = page.text.index(ENGLISH)
    (box,) = page.rectangles(start, start + len(ENGLISH))
    width, height = A4
    assert box[0] == pytest.approx(100 / width, abs=0.005)
    baseline = 1 - (500 - 14) / height
    assert box[1] < baseline < box[3]
    assert box[3] - box[1] < 20 / height


def test_words_over_two_lines_have_a_rectangle_each(parser, tmp_path):
    path = tmp_path / "页.pdf"
    path.write_bytes(pdf([lines([CHINESE[:20], CHINESE[20:]], font="STSong-Light")]))
    page = parser.page_boxes(path, 1)
    assert page.text == CHINESE
    one, other = page.rectangles(15, 25)
    assert one[2] > other[2]
    assert one[3] <= other[1] + 0.01


def test_marks_on_a_turned_page_lie_on_its_ink(parser, tmp_path):
    path = tmp_path / "turned.pdf"
    path.write_bytes(rotated())
    page, image = parser.page_boxes(path, 1), parser.render(path, 1, 800)
    picture = Image.open(io.BytesIO(image.png)).convert("L")
    assert picture.size == (image.width_px, image.height_px)
    assert image.width_px > image.height_px
    start = page.text.index("terminate")
    (box,) = page.rectangles(start, start + len("terminate"))
    columns, rows = picture.size
    pixels = (box[0] * columns, box[1] * rows, box[2] * columns, box[3] * rows)
    darkest, _ = picture.crop(tuple(map(round, pixels))).getextrema()
    assert darkest < 100
    everything = page.rectangles(0, len(page.text))
    erased = picture.copy()
    for left, top, right, bottom in everything:
        area = (left * columns - 2, top * rows - 2, right * columns + 2, bottom * rows + 2)
        erased.paste(255, tuple(map(round, area)))
    assert erased.getextrema() == (255, 255)


def test_columns_are_read_one_after_the_other(parser, tmp_path):
    path = tmp_path / "columns.pdf"
    path.write_bytes(pdf([left_and_right()]))
    text = parser.parse(path).pages()[1]
    places = [text.index(f"Left line {number} ") for number in range(30)]
    places += [text.index(f"Right line {number} ") for number in range(30)]
    assert places == sorted(places)


def test_what_is_larger_is_a_heading_and_what_has_cells_a_table(parser, tmp_path):
    path = tmp_path / "kinds.pdf"
    path.write_bytes(pdf([heading("A Great Heading"), table_page(), lines([ENGLISH] * 20)]))
    blocks = parser.parse(path).blocks
    assert (blocks[0].kind, blocks[0].level, blocks[0].text) == ("heading", 1, "A Great Heading")
    assert [block.kind for block in blocks if "Apples" in block.text] == ["table"]


def test_a_page_is_rendered_as_wide_as_asked_and_never_larger_than_allowed(parser, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf([lines([ENGLISH])]))
    assert parser.render(path, 1, 640).width_px == pytest.approx(640, abs=1)
    huge = parser.render(path, 1, 1_000_000)
    assert huge.width_px * huge.height_px <= 1.01 * MOST_PIXELS


def test_a_page_that_is_not_there_and_a_file_without_pages_are_said(parser, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf([lines([ENGLISH])]))
    for page in (0, 2, -1):
        with pytest.raises(QwQError) as caught:
            parser.render(path, page, 300)
        assert caught.value.code == "document_page_missing"
    text = tmp_path / "text.txt"
    text.write_text(ENGLISH)
    with pytest.raises(QwQError) as caught:
        parser.page_boxes(text, 1)
    assert caught.value.code == "document_no_pages"


def test_rectangles_skip_what_was_put_in_between():
    boxes = [(0.1, 0.1, 0.2, 0.2), None, (0.21, 0.1, 0.3, 0.2), None, (0.1, 0.5, 0.2, 0.6)]
    page = PageBoxes("a b\nc", boxes)
    assert page.rectangles(0, 5) == [(0.1, 0.1, 0.3, 0.2), (0.1, 0.5, 0.2, 0.6)]
    assert page.rectangles(1, 2) == []
    assert page.rectangles(-5, 99) == page.rectangles(0, 5)
