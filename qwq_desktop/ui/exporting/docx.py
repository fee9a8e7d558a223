"""Chats as Word documents (.docx), with formulas that Word and LibreOffice can edit."""

import io
import re

from docx import Document

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.transcript import Entry, Words, transcript
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.nodes import Code
from qwq_desktop.ui.exporting import docx_styles as styles
from qwq_desktop.ui.exporting.docx_text import DocxText
from qwq_desktop.ui.exporting.parsing import nodes_of

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_docx(whole: WholeChat, options: ExportOptions) -> bytes:
    """The branch on show as a Word document."""
    shown = transcript(whole, options)
    document = Document()
    styles.add_styles(document)
    document.core_properties.title = _fit(shown.title)[:255]
    document.core_properties.author = "QwQ Desktop"
    document.core_properties.comments = ""
    writer = DocxText(document)
    writer.line(_fit(shown.title), "Heading 1")
    writer.line(_fit(shown.subtitle), styles.THINKING)
    for entry in shown.entries:
        _entry(entry, writer)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _entry(entry: Entry, writer: DocxText) -> None:
    words = Words.translated()
    writer.line(_fit(entry.heading), styles.SPEAKER)
    if entry.thinking:
        writer.line(words.thinking, styles.THINKING).runs[0].bold = True
        writer.nodes(nodes_of(_fit(entry.thinking)), styles.THINKING)
    for step in entry.tool_steps:
        writer.line(_fit(f"{words.tool}: {step.name}"), styles.THINKING).runs[0].bold = True
        call = f"{step.name}({step.arguments})\n→ {step.result}"
        writer.nodes([Code(_fit(call))], styles.THINKING)
    if entry.is_user:
        writer.line(_fit(entry.text.strip()), styles.QUESTION)
    else:
        writer.nodes(nodes_of(_fit(entry.text)))
    for attached in entry.attachments:
        writer.line(_fit(f"{words.attachment}: {attached.name}"), styles.THINKING)
        writer.nodes([Code(_fit(attached.text))])


def _fit(text: str) -> str:
    """Text without what XML refuses."""
    return _NOT_XML.sub("", cleaned(text))
