"""Files that are brought to a chat: beside the question, among the documents, or neither."""

import pytest

from qwq_desktop.chat.attachments import MOST_BYTES
from qwq_desktop.chat.bringing import bring, is_for_documents


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "用户 数据 é"
    made.mkdir()
    return made


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_small_text_stands_beside_the_question(folder):
    brought = bring([write(folder, "notes.txt", "合同".encode())])
    assert [(one.name, one.text) for one in brought.attachments] == [("notes.txt", "合同")]
    assert brought.documents == ()


@pytest.mark.parametrize("name", ["lease.pdf", "report.docx", "table.XLSX", "macros.pptm"])
def test_a_document_goes_to_the_documents(folder, name):
    path = write(folder, name, b"PK\x03\x04\x00\xff\xfe")
    assert bring([path]).documents == (path,)


def test_a_text_that_is_too_long_goes_to_the_documents(folder):
    path = write(folder, "log.txt", b"a" * (MOST_BYTES + 1))
    assert bring([path]).documents == (path,)


def test_a_folder_goes_to_the_documents(folder):
    assert bring([str(folder)]).documents == (str(folder),)


def test_what_is_neither_says_why_and_stops_nothing(folder):
    noise = write(folder, "noise.bin", bytes(range(256)))
    text = write(folder, "a.py", b"print(1)")
    brought = bring([noise, str(folder / "gone.txt"), text])
    codes = [error.code for error in brought.errors]
    assert codes == ["attachment_binary", "attachment_unreadable"]
    assert [one.name for one in brought.attachments] == ["a.py"]


def test_an_empty_file_is_no_document():
    assert not is_for_documents("attachment_empty", "a.txt")
