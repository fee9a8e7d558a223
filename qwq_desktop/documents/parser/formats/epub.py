"""E-books (EPUB): a page a chapter, in the order of the book."""

import re
from pathlib import Path
from urllib.parse import unquote

from qwq_desktop.documents.parser.archive import Archive, resolved
from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser.formats import html
from qwq_desktop.platform.decoding import decoded
from qwq_desktop.platform.errors import QwQError

_C = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_LINK = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']([^\"'#]+)[^\"']*[\"'][^>]*>(.*?)</a>", re.I | re.S)
_TAG = re.compile(r"<[^>]+>")
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(path: Path, draft: Draft) -> None:
    """The chapters; fonts may be encrypted, texts may not. Raises QwQError."""
    archive = Archive(path)
    try:
        _refuse_protected(archive)
        package_name = _package_name(archive)
        package = archive.xml(package_name, lenient=True)
        title = package.find(f".//{_DC}title")
        draft.title = " ".join((title.text or "").split()) if title is not None else ""
        draft.is_paged = True
        files = {
            item.get("id") or "": resolved(package_name, unquote(item.get("href") or ""))
            for item in package.iter(f"{_OPF}item")
        }
        names = _chapter_names(archive, package_name, list(files.values()))
        order = [files.get(each.get("idref") or "", "") for each in package.iter(f"{_OPF}itemref")]
        for number, name in enumerate((name for name in order if name in archive), 1):
            draft.turn_to(number, names.get(name, ""))
            heading = html.add_html(decoded(archive.read(name)) or "", draft)
            draft.name_page(heading if heading != draft.title else "")
    finally:
        archive.close()


def _refuse_protected(archive: Archive) -> None:
    if "META-INF/encryption.xml" not in archive:
        return
    for method in archive.xml("META-INF/encryption.xml").iter("{*}EncryptionMethod"):
        if method.get("Algorithm") not in _FONTS_ONLY:
            raise QwQError("document_protected")


def _package_name(archive: Archive) -> str:
    root = archive.xml("META-INF/container.xml").find(f".//{_C}rootfile")
    name = "" if root is None else root.get("full-path") or ""
    if name not in archive:
        raise QwQError("document_damaged", detail="no package")
    return name


def _chapter_names(archive: Archive, package_name: str, files: list[str]) -> dict[str, str]:
    """What the table of contents calls the files of the book."""
    names: dict[str, str] = {}
    for file in files:
        if file.endswith(".ncx") and file in archive:
            for point in archive.xml(file, lenient=True).iter(f"{_NCX}navPoint"):
                label = point.find(f"{_NCX}navLabel/{_NCX}text")
                content = point.find(f"{_NCX}content")
                if label is not None and content is not None:
                    target = unquote((content.get("src") or "").partition("#")[0])
                    names.setdefault(resolved(file, target), label.text or "")
    for file in files:
        if "nav" in file.rpartition("/")[2].lower() and file in archive:
            for target, label in _LINK.findall(decoded(archive.read(file)) or ""):
                text = " ".join(_TAG.sub("", label).split())
                names.setdefault(resolved(file, unquote(target)), text)
    return names
