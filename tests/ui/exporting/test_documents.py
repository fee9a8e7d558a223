"""Chats as HTML, Word and PDF files."""

import io
import re
import shutil
import subprocess
import threading
import zipfile
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.exporting.markdown import to_markdown
from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.remarks import marked
from qwq_desktop.engine.phrases import remark
from qwq_desktop.storage.records import ChatSummary, Message, Role
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.exporting.docx import to_docx
from qwq_desktop.ui.exporting.html import to_html
from qwq_desktop.ui.exporting.pdf import pdf_writer

PLAIN, ALL = ExportOptions(), ExportOptions(with_thinking=True)


class Page(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, raw):
        super().__init__()
        self.tags, self.addresses, self.words = [], [], ""
        self.feed(raw.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.words += data


def test_a_page_has_structure_formulas_and_no_foreign_tags(whole):
    page = Page(to_html(whole, PLAIN))
    assert page.tags.count("math") == 9
    for tag in ("table", "pre", "blockquote", "strong", "em", "hr"):
        assert tag in page.tags
    assert not {"script", "b", "i", "img", "iframe", "object", "link"} & set(page.tags)
    assert page.addresses == ["https://example.org/?a=1&b=2"]
    assert "<b>not</b>" in page.words
    assert "<i>Please</i> *explain*." in page.words
    assert "costs $5 and $6." in page.words


@pytest.mark.parametrize("write", [to_markdown, to_html])
def test_the_thinking_is_there_only_if_wanted(whole, write):
    assert b"secret thought" not in write(whole, PLAIN)
    assert b"25-24" not in write(whole, PLAIN)
    assert b"secret thought" in write(whole, ALL)
    assert b"25-24" in write(whole, ALL)


def test_the_marks_of_remarks_stay_in_the_program(whole):
    said = marked(remark("briefly", ""), "briefly")
    thought = replace(whole.messages[2], thinking=f"Hm. {said} Yes.")
    page = to_html(replace(whole, messages=(*whole.messages[:2], thought)), ALL).decode()
    assert "Hm. (The user adds: briefly) Yes." in page


def test_markdown_keeps_the_models_words_and_only_the_branch_on_show(whole):
    text = to_markdown(whole, PLAIN).decode()
    assert text.startswith("# Roots \\<of\\> a & quadratic\n")
    assert whole.messages[2].text.strip() in text
    assert "another branch" not in text


def test_hostile_words_run_nothing_in_a_page():
    text = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    messages = (Message(1, 1, None, Role.USER, text), Message(2, 1, 1, Role.ASSISTANT, text))
    page = Page(to_html(WholeChat(ChatSummary(1, text, 0, 0), messages, 2), ALL))
    assert not {"script", "img"} & set(page.tags)
    assert page.addresses == []


def test_a_word_document_opens_with_its_parts(whole):
    document = Document(io.BytesIO(to_docx(whole, ALL)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "secret thought" in text
    assert "another branch" not in text
    assert [len(table.rows) for table in document.tables] == [3]
    body = document.element.body.xml
    assert body.count("<m:oMath>") + body.count("<m:oMath ") == 10
    assert "secret thought" not in "".join(
        p.text for p in Document(io.BytesIO(to_docx(whole, PLAIN))).paragraphs
    )


def chat_of(text):
    messages = (Message(1, 1, None, Role.USER, text), Message(2, 1, 1, Role.ASSISTANT, text))
    return WholeChat(ChatSummary(1, text, 0, 0), messages, 2)


@given(st.text(max_size=60))
def test_every_text_makes_sound_files(text):
    Page(to_html(chat_of(text), ALL))
    Document(io.BytesIO(to_docx(chat_of(text), ALL)))


def opened_in_writer(path, kind):
    """The file as LibreOffice converts it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("needs LibreOffice")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", path.parent, path]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return path.with_suffix(f".{kind}")


def test_a_word_document_opens_in_libreoffice_with_every_formula(whole, tmp_path):
    path = tmp_path / "chat.docx"
    path.write_bytes(to_docx(whole, PLAIN))
    with zipfile.ZipFile(opened_in_writer(path, "odt")) as packed:
        contents = [n for n in packed.namelist() if n.startswith("Object") and n.endswith("l")]
        formulas = [packed.read(n) for n in contents if n.endswith("/content.xml")]
    assert len(formulas) == 9
    assert all(b"<math" in formula for formula in formulas)


def test_paper_has_every_page_and_is_written_beside_the_window(bundled_fonts, icons, whole, qtbot):
    long = replace(whole.messages[2], text=whole.messages[2].text * 5)
    whole = replace(whole, messages=(*whole.messages[:2], long))
    made = []
    writer = threading.Thread(target=lambda: made.append(pdf_writer(icons)(whole, ALL)))
    writer.start()
    writer.join()
    assert made[0].startswith(b"%PDF")
    assert made[0].count(b"/Type /Page\n") >= 3


def test_formulas_are_drawn_on_paper_as_outlines(bundled_fonts, icons):
    """Outlines are curves; letters of a font are none in the page's own commands."""
    curves = {}
    for name, text in (("drawn", r"\[ \sum_{i=1}^n \alpha_i \]"), ("words", "a sum")):
        message = Message(1, 1, None, Role.ASSISTANT, text)
        paper = pdf_writer(icons)(WholeChat(ChatSummary(1, "T", 0, 0), (message,), 1), PLAIN)
        streams = re.findall(rb"stream\r?\n(.*?)endstream", paper, re.DOTALL)
        contents = b"".join(map(unpacked, streams))
        curves[name] = len(re.findall(rb" c\s", contents))
    assert (curves["drawn"] > curves["words"] + 20) == engine.IS_AVAILABLE


def unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
