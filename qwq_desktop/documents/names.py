"""Tells by its name whether a file of a folder is one to read."""

from pathlib import PurePath

_DOCUMENT_ENDINGS = (
    ".pdf .docx .docm .pptx .pptm .xlsx .xlsm .csv .tsv .tab .odt .ods .odp .epub .html .htm"
    " .xhtml .md .markdown .mdown .mkd .rmd .qmd .txt .text .log .rst .adoc .org .eml .ipynb"
)
_DOCUMENT_SUFFIXES = frozenset(_DOCUMENT_ENDINGS.split())
# They can't be read, but people expect them to be: better a reason at each than silence.
_EXPECTED_SUFFIXES = frozenset((".doc", ".xls", ".ppt", ".rtf", ".mobi"))
_CODE_NAMES = frozenset(("makefile", "dockerfile", "readme", "license", "changelog"))


def is_readable(name: str) -> bool:
    """Whether a file of this name is a document, code among them. The file decides in the end."""
    from qwq_desktop.documents.parser.kinds import CODE_SUFFIXES  # not needed at the start

    suffix = PurePath(name).suffix.casefold()
    if suffix in _DOCUMENT_SUFFIXES or suffix in _EXPECTED_SUFFIXES or suffix in CODE_SUFFIXES:
        return True
    return name.casefold() in _CODE_NAMES
