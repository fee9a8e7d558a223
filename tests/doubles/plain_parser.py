"""A parser of text files that can be held up, and an embedder that knows a few words.

They keep the promises of the real ones: a parser raises QwQError, and gives up when it is asked to.
"""

import threading

import numpy as np

from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice


class PlainParser:
    """Pages are parted by form feeds, blocks by empty lines. What a file begins with tells more:

    BROKEN can't be read, LOCKED wants the password "sesame", BLURRED has a finding, EMPTY no text.
    """

    def __init__(self):
        self.read = []
        self.may_read = threading.Event()
        self.may_read.set()
        self.has_begun = threading.Event()
        self.is_closed = False
        self.page_told = (0, 0)  # and of how many, before it is held up

    def parse(self, path, *, password="", stopped=lambda: False, progress=lambda *_: None):
        if all(self.page_told):
            progress(*self.page_told)
        self.has_begun.set()
        while not self.may_read.wait(0.01):
            if stopped():
                raise QwQError("document_stopped")
        text = path.read_text(encoding="utf-8")
        self.read.append(path.name)
        if text.startswith("BROKEN"):
            raise QwQError("document_damaged")
        if text.startswith("LOCKED") and password != "sesame":
            raise QwQError("document_password_wrong" if password else "document_password")
        pages = [] if text.startswith("EMPTY") else text.split("\f")
        blocks = [
            Block(number, BlockKind.PARAGRAPH, block)
            for number, page in enumerate(pages, 1)
            for block in page.split("\n\n")
            if block.strip()
        ]
        findings = (Notice("document_pages_empty", {"pages": 1}),) if "BLURRED" in text else ()
        names = {1: "first"} if pages else {}
        return DocumentText(
            "text", path.stem, len(pages), len(pages) > 1, tuple(blocks), names, findings
        )

    def close(self):
        self.is_closed = True


class TopicEmbedder:
    """Texts with a word of the same topic mean the same."""

    def __init__(self, *topics, name="topics"):
        self.name = name
        self.topics = topics
        self.dimensions = len(topics) + 1
        self.embedded = []
        self.fails = False
        self.may_embed = threading.Event()
        self.may_embed.set()
        self.has_begun = threading.Event()
        self.is_closed = False

    def query(self, text):
        if self.fails:
            raise QwQError("engine_died")
        return self._vector(text)

    def passages(self, texts, stopped=lambda: False):
        self.has_begun.set()
        if self.fails:
            raise QwQError("engine_died")
        vectors = []
        for text in texts:
            while not self.may_embed.wait(0.01):
                if stopped():
                    return vectors
            if stopped():
                return vectors
            self.embedded.append(text)
            vectors.append(self._vector(text))
        return vectors

    def close(self):
        self.is_closed = True

    def _vector(self, text):
        found = [float(any(word in text for word in topic)) for topic in self.topics]
        vector = np.array([*found, 0.1], np.float32)
        return vector / np.linalg.norm(vector)
