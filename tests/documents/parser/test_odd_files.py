"""Every odd file ends in text or in a reason, in the real process, within its limits."""

import pytest

from qwq_desktop.documents.parser_client import DocumentParser, ParserLimits
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from tests.documents.parser.odd_files import ENGLISH, ODD_FILES, PASSWORD


@pytest.fixture(scope="module", autouse=True)
def no_ocr():
    """Scans stay scans on every computer: OCR has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        yield


@pytest.fixture(scope="module")
def parser(no_ocr):
    with DocumentParser(ParserLimits(memory_bytes=900_000_000)) as parser:
        yield parser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files") / "用户 数据 é 🙂"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("odd", ODD_FILES, ids=lambda odd: odd.name)
def test_a_file_ends_in_text_or_in_a_reason(parser, folder, odd):
    path, expected = folder / odd.name, odd.expected
    odd.write(path)
    if expected.error:
        with pytest.raises(QwQError) as caught:
            parser.parse(path)
        assert caught.value.code == expected.error, str(caught.value)
        told = explain(caught.value.code, caught.value.facts)
        assert odd.name in told.title
        assert "…" not in told.whole
        return
    document = parser.parse(path)
    text = "\n\n".join(document.pages().values())
    assert document.format == expected.format
    assert document.page_count == expected.pages
    for words in expected.holds:
        assert words in text
    for words in expected.lacks:
        assert words not in text
    assert {finding.code for finding in document.findings} == expected.findings
    for finding in document.findings:
        assert "…" not in explain(finding.code, {**finding.facts, "name": odd.name}).whole


def test_a_password_opens_a_pdf_and_a_wrong_one_is_said(parser, folder):
    odd = next(odd for odd in ODD_FILES if odd.name == "locked.pdf")
    path = folder / "again.pdf"
    odd.write(path)
    assert ENGLISH in parser.parse(path, password=PASSWORD).pages()[1]
    with pytest.raises(QwQError) as caught:
        parser.parse(path, password="not this")
    assert caught.value.code == "document_password_wrong"


def test_what_is_no_file_is_refused(parser, folder):
    for path, code in ((folder, "document_not_file"), (folder / "gone.pdf", "document_missing")):
        with pytest.raises(QwQError) as caught:
            parser.parse(path)
        assert caught.value.code == code
