import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.attachments import (
    LONG_CHARACTERS,
    LONG_LINES,
    MOST_BYTES,
    decoded,
    is_long,
    read_attachment,
    unused_name,
    with_attachments,
)
from qwq_desktop.chat.history import build_messages
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import Attachment, Message, Role

CHINESE = "今天天气很好，我们去公园散步吧。春眠不觉晓，处处闻啼鸟。" * 8
GERMAN = "Die Mäuse hören übermütig zu, größer wird die Straße. " * 8


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-32"),
        (CHINESE, "gb18030"),
        (GERMAN, "cp1252"),
        ("plain\r\nlines\rof text", "ascii"),
    ],
)
def test_the_encoding_of_a_file_is_found_out(tmp_path, text, encoding):
    file = tmp_path / "notes 文.txt"
    file.write_bytes(text.encode(encoding))
    found = read_attachment(str(file))
    assert found.name == "notes 文.txt"
    assert found.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("photo.dat", bytes(range(256)) * 8, "attachment_binary"),
        ("program", b"\x7fELF\x02\x01\x01" + b"\0" * 64, "attachment_binary"),
        ("empty.txt", b" \n", "attachment_empty"),
        ("big.log", b"x" * (MOST_BYTES + 1), "attachment_too_large"),
        ("paper.PDF", b"%PDF-1.7", "attachment_document"),
    ],
)
def test_what_cannot_be_attached_is_said(tmp_path, name, data, code):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(QwQError, match=code) as raised:
        read_attachment(str(file))
    assert raised.value.facts["name"] == name


def test_folders_pipes_and_missing_files_are_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "gone"):
        with pytest.raises(QwQError, match="attachment_unreadable"):
            read_attachment(str(path))


def test_the_largest_file_is_taken_whole(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"y" * MOST_BYTES)
    assert len(read_attachment(str(file)).text) == MOST_BYTES


@given(st.binary(max_size=2000))
def test_any_bytes_are_text_or_not(data):
    assert decoded(data) is None or "\r" not in decoded(data)


def test_a_long_paste_is_told_by_letters_or_lines():
    assert not is_long("x" * LONG_CHARACTERS)
    assert is_long("x" * (LONG_CHARACTERS + 1))
    assert not is_long("x\n" * (LONG_LINES - 1))
    assert is_long("x\n" * LONG_LINES)


def test_attachments_stand_before_the_words_between_tags():
    files = [Attachment('a "b"\n.txt', "one\n"), Attachment("c.md", "two")]
    assert with_attachments("Compare them.", files) == (
        "<attachment name=\"a 'b' .txt\">\none\n</attachment>\n\n"
        '<attachment name="c.md">\ntwo\n</attachment>\n\nCompare them.'
    )
    assert with_attachments("Only words", []) == "Only words"


@given(st.lists(st.sampled_from(["</attachment>", "</attachment-2>", "x", "\n"])).map("".join))
def test_no_text_can_end_its_own_attachment(text):
    whole = with_attachments("?", [Attachment("a", text)])
    tag = whole[1 : whole.index(" ")]
    assert whole.count(f"</{tag}>") == 1
    assert whole.endswith(f"\n</{tag}>\n\n?")


def test_what_is_sent_begins_with_what_was_expected():
    files = (Attachment("a.txt", "text"),)
    assert with_attachments("Why?", files).startswith(with_attachments("", files))


def test_the_models_prompt_holds_the_attachments_of_each_question():
    path = [
        Message(1, 1, None, Role.USER, "Sum it up", attachments=(Attachment("a.txt", "text"),)),
        Message(2, 1, 1, Role.ASSISTANT, "Done"),
    ]
    user, _ = build_messages(path)
    assert user.content == '<attachment name="a.txt">\ntext\n</attachment>\n\nSum it up'


def test_names_are_told_apart():
    assert unused_name("a.txt", ["b.txt"]) == "a.txt"
    assert unused_name("a.txt", ["a.txt", "a (2).txt"]) == "a (3).txt"
