"""Tells by a file's content what it is; the name decides only where the content can't."""

import re
from pathlib import Path

from qwq_desktop.documents.parser.archive import Archive
from qwq_desktop.platform.errors import QwQError

HEAD_BYTES = 65_536
_CODE_ENDINGS = (
    ".py .pyi .js .mjs .ts .tsx .jsx .java .kt .kts .scala .c .h .cc .cpp .cxx .hpp .hh .cs .go .rs"
    " .rb .php .swift .m .mm .pl .pm .lua .r .jl .sh .bash .zsh .fish .ps1 .bat .cmd .sql .hs .ml"
    " .ex .exs .erl .clj .lisp .el .vim .dart .zig .nim .f90 .pas .asm .s .v .vhd .tcl .groovy"
    " .gradle .cmake .mk .toml .ini .cfg .conf .yaml .yml .json .jsonl .xml .css .scss .less .proto"
    " .tf .dockerfile .tex .bib .diff .patch"
)
CODE_SUFFIXES = frozenset(_CODE_ENDINGS.split())
_CODE_NAMES = frozenset(("makefile", "dockerfile", "cmakelists.txt", "gemfile", "rakefile"))
_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".rmd", ".qmd"))
_TABLE_SUFFIXES = frozenset((".csv", ".tsv", ".tab"))
_NAMED_AS_IS = ("pdf", "docx", "pptx", "xlsx", "odt", "ods", "odp", "epub", "html", "eml")
_EXPECTED = {  # what a name promises; others promise text, or nothing
    **{f".{kind}": kind for kind in _NAMED_AS_IS},
    ".htm": "html",
    ".xhtml": "html",
    ".docm": "docx",
    ".pptm": "pptx",
    ".xlsm": "xlsx",
    ".ipynb": "notebook",
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_MAIN_PARTS = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
    ("META-INF/container.xml", "epub"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_OTHERS = (  # (bytes, what the user may call it)
    *((b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture")),
    *((b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"RIFF", "media")),
    *((b"ID3", "media"), (b"OggS", "media"), (b"\x1aE\xdf\xa3", "media"), (b"fLaC", "media")),
    *((b"MZ", "program"), (b"\x7fELF", "program"), (b"\xcf\xfa\xed\xfe", "program")),
    *((b"\x1f\x8b", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive")),
    *((b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"SQLite format 3", "database")),
    *((b"{\\rtf", "rtf"), (b"%!PS", "postscript"), (b"GGUF", "model"), (b"BOOKMOBI", "mobi")),
)
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]?")
_MAIL_NAMES = "from to subject date received message-id mime-version return-path delivered-to"
_MAIL_HEADERS = frozenset(_MAIL_NAMES.split())
_TAGS = re.compile(r"<(p|div|span|table|h[1-6]|ul|ol|li|a|br)\b[^>]*>", re.I)


def binary_kind(path: Path, head: bytes) -> str | None:
    """The format of a file that isn't text; None when it may be text.

    Raises QwQError for files that can't be read: `document_old_office`, `document_protected`,
    `document_unknown`, `document_damaged`.
    """
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive_kind(path)
    if head.startswith(_OLE):
        raise QwQError(_ole_problem(path))
    for start, what in _OTHERS:
        if head.startswith(start):
            raise QwQError("document_unknown", what=what)
    if head[4:8] == b"ftyp":
        raise QwQError("document_unknown", what="media")
    return None


def _archive_kind(path: Path) -> str:
    archive = Archive(path)
    try:
        if "mimetype" in archive:
            mimetype = archive.head("mimetype", 200).strip()
            if mimetype in _OPEN_DOCUMENT:
                return _OPEN_DOCUMENT[mimetype]
        for part, kind in _MAIN_PARTS:
            if part in archive:
                return kind
    finally:
        archive.close()
    raise QwQError("document_unknown", what="archive")


def _ole_problem(path: Path) -> str:
    """Why a file of the old Office kind can't be read: encrypted new ones look like it too."""
    with path.open("rb") as file:
        start = file.read(4_000_000)
    return "document_protected" if _ENCRYPTED_OFFICE in start else "document_old_office"


def text_kind(name: str, text: str) -> str:
    """The format of a text: what its beginning shows, else what its name says."""
    suffix = Path(name).suffix.lower()
    start = text[:HEAD_BYTES]
    if _HTML.match(start):
        return "html"
    if start.lstrip().startswith("{") and '"cells"' in text and '"nbformat"' in text:
        return "notebook"
    if _is_mail(start):
        return "eml"
    if suffix in _MARKDOWN_SUFFIXES:
        return "markdown"
    if suffix in _TABLE_SUFFIXES:
        return "csv"
    if suffix in CODE_SUFFIXES or name.lower() in _CODE_NAMES:
        return "code"
    if suffix in (".html", ".htm", ".xhtml") and _TAGS.search(start):
        return "html"
    return "text"


def _is_mail(start: str) -> bool:
    """Whether a text begins with the headers of a message."""
    found = set()
    for line in start.lstrip("\n").split("\n")[:80]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        match = _HEADER.match(line)
        if match is None:
            return False
        found.add(match[1].lower())
    return len(found & _MAIL_HEADERS) >= 2


def is_as_named(kind: str, name: str) -> bool:
    """Whether a file is what its name promises; names that promise nothing are always right."""
    suffix = Path(name).suffix.lower()
    expected = _EXPECTED.get(suffix)
    if expected is not None:
        return expected == kind
    promises_text = suffix in _MARKDOWN_SUFFIXES | _TABLE_SUFFIXES | {".txt"}
    return not promises_text or kind in ("text", "markdown", "csv", "html", "code", "eml")
