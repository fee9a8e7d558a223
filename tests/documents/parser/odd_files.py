"""Files as they come in life, and worse: written here, with what must come of reading each."""

import email.message
import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pptx
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

ENGLISH = "Either party may terminate this agreement with ninety days written notice."
CHINESE = "任何一方均可提前九十天以书面形式通知对方终止本合同，违约方应当承担相应的赔偿责任。"
TRADITIONAL = "任何一方均可提前九十天以書面形式通知對方終止本合約，違約方應當承擔相應的賠償責任。"
PASSWORD = "开门 é"

_CHINESE_FONT = "STSong-Light"


@dataclass(frozen=True)
class Expected:
    """What reading a file gives: a text with these words, or the code of a reason."""

    error: str = ""
    format: str = ""
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    findings: frozenset[str] = frozenset()
    pages: int = 1


@dataclass(frozen=True)
class OddFile:
    """A file to be written under its name."""

    name: str
    write: Callable[[Path], None]
    expected: Expected


def text_of(
    kind: str, *holds: str, lacks: tuple[str, ...] = (), pages: int = 1, **more
) -> Expected:
    return Expected("", kind, holds, lacks, frozenset(more.get("findings", ())), pages)


def failing(code: str) -> Expected:
    return Expected(error=code)


# PDFs


def pdf(pages: list[Callable[[Canvas], None]]) -> bytes:
    if _CHINESE_FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(_CHINESE_FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(texts: list[str], x=72, y=760, size=11, font="Helvetica", leading=14):
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, text in enumerate(texts):
            canvas.drawString(x, y - leading * number, text)

    return draw


def together(*parts):
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def heading(text: str, y=800):
    return lines([text], y=y, size=20, font="Helvetica-Bold")


def left_and_right():
    """Two columns, written line by line across both, as some programs do."""
    left = [f"Left line {number} tells one story to its end" for number in range(30)]
    right = [f"Right line {number} tells quite another story" for number in range(30)]
    parts = [heading("A Wide Title Over Both of the Columns Here")]
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        y = 740 - 14 * number
        parts += [lines([one], x=60, y=y, size=10), lines([other], x=320, y=y, size=10)]
    return together(*parts)


TABLE_ROWS = [
    ["Item", "Amount", "Price"],
    ["Apples", "12", "3.50"],
    ["Pears", "", "4.25"],
    ["Plums", "7", "1.80"],
]


def table_page():
    parts = [lines(["Before the table there is a sentence of some length."], y=780)]
    for row, cells in enumerate(TABLE_ROWS):
        for column, cell in enumerate(cells):
            if cell:
                parts.append(lines([cell], x=72 + 150 * column, y=740 - 16 * row))
    parts.append(lines(["After the table there is another sentence of some length."], y=640))
    return together(*parts)


def ruled_page():
    """A table drawn with lines, open at its sides: its cells have several lines, and little room.

    The texts of a line touch the next column's, and were written across the whole table.
    """
    xs, ys = (72, 172, 272, 372), (700, 660, 620, 580)

    def draw(canvas: Canvas) -> None:
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs[1:-1]:
            canvas.line(x, ys[0], x, ys[-1])
        canvas.setFont(_CHINESE_FONT, 10)
        for row, y in enumerate(ys[:-1]):
            for line in range(2):
                for column, x in enumerate(xs[:-1]):
                    canvas.drawString(x + 3, y - 15 - 15 * line, RULED_CELLS[row][column][line])

    return together(lines([ENGLISH], y=740), draw, lines([ENGLISH], y=540))


RULED_CELLS = [
    [("评级机构名称和住所", "及负责人"), ("主体信用评级的结果", "及展望"), ("说明", "")],
    [("中诚信国际信用评级有", "限责任公司"), ("偿还债务的能力很强受", "影响不大"), ("稳定", "")],
    [("联合资信评估有限公司", "及其分公司"), ("AA+", ""), ("Either party", "agrees")],
]
RULED_TEXT = (
    "评级机构名称和住所及负责人\t主体信用评级的结果及展望\t说明\n"
    "中诚信国际信用评级有限责任公司\t偿还债务的能力很强受影响不大\t稳定\n"
    "联合资信评估有限公司及其分公司\tAA+\tEither party agrees"
)


def picture_page(canvas: Canvas) -> None:
    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).text((50, 50), "Words that are only drawn", fill=0)
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(picture), 0, 0, *A4)


def with_pikepdf(data: bytes, change: Callable[[pikepdf.Pdf], None], **save) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(buffer, **save)
    return buffer.getvalue()


def encrypted(password: str) -> bytes:
    encryption = pikepdf.Encryption(user=password, owner="owner", R=6)
    return with_pikepdf(pdf([lines([ENGLISH])]), lambda _: None, encryption=encryption)


def meaningless(share: float) -> bytes:
    """A font whose letters stand for private characters, on some of the pages."""
    count = 10
    bad = round(share * count)
    codes = "\n".join(f"<{code:02x}> <{0xE000 + code:04x}>" for code in range(33, 127))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"94 beginbfchar\n{codes}\nendbfchar endcmap end end"
    )
    fonts = ["Helvetica"] * (count - bad) + ["Courier"] * bad
    data = pdf([lines([ENGLISH] * 5, font=font) for font in fonts])

    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            for font in page.Resources.Font.values():
                if font.BaseFont == "/Courier":
                    font.ToUnicode = document.make_stream(cmap.encode())

    return with_pikepdf(data, change)


def rotated() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Rotate = 90

    return with_pikepdf(pdf([lines([ENGLISH] * 3)]), change)


def nested_forms() -> bytes:
    """Forms that each draw the one before ten times: 10 ** 12 lines on one page."""

    def change(document: pikepdf.Pdf) -> None:
        inner = document.make_stream(b"BT /F1 9 Tf (never ending) Tj ET")
        font = document.pages[0].Resources.Font
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox = pikepdf.Array([0, 0, 600, 800])
        inner.Resources = pikepdf.Dictionary(Font=font)
        for _ in range(12):
            outer = document.make_stream(b"/X Do " * 10)
            outer.Type, outer.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            outer.BBox = pikepdf.Array([0, 0, 600, 800])
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner), Font=font)
            inner = outer
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(X=inner)
        page.Contents = document.make_stream(b"/X Do")

    return with_pikepdf(pdf([lines([ENGLISH])]), change)


def hyphenated():
    return lines(
        ["The committee decided that further exam-", "ination would not be needed at all."]
    )


# Archives


def archive(parts: dict[str, bytes | str], first: tuple[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        if first is not None:
            file.writestr(first[0], first[1], zipfile.ZIP_STORED)
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_xml(body: str, prologue: str = "") -> bytes:
    text = f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def paragraph_xml(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_file(path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Contract of Sale"
    document.add_heading("Termination", 1)
    document.add_paragraph(ENGLISH)
    document.add_heading("终止条款", 2)
    document.add_paragraph(CHINESE)
    document.add_paragraph("first item", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for row in TABLE_ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def text_box_file(path: Path) -> None:
    """A text box as Word writes it: in its new form, and in its old one for old readers."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph_xml('Inside the box')}</w:txbxContent>"
    run = (
        f'<w:p><w:r><w:t>Around the box</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{mc}">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    path.write_bytes(docx_xml(run + paragraph_xml("Below the box")))


def slides_file(path: Path) -> None:
    deck = pptx.Presentation()
    for number in (1, 2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide title {number}"
        slide.placeholders[1].text = f"Point one of {number}\nPoint two of {number}"
        slide.notes_slide.notes_text_frame.text = f"Say this aloud {number} 讲稿"
    deck.save(str(path))


def workbook_file(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "预算 2026"
    for row in TABLE_ROWS:
        sheet.append(row)
    sheet["Z9000"] = "far away"
    second = book.create_sheet("Second")
    second.append([1.5, 2, True, None, "文本"])
    book.save(path)


ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = " ".join(
    f'xmlns:{name}="{ODF}:{full}:1.0"'
    for name, full in (
        *(("office", "office"), ("text", "text")),
        *(("table", "table"), ("draw", "drawing")),
    )
)


def open_document(kind: str, content: str) -> bytes:
    xml = (
        f"<office:document-content {ODF_NAMES}><office:body><office:{kind}>{content}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    return archive(
        {"content.xml": xml},
        first=("mimetype", f"application/vnd.oasis.opendocument.{kind}"),
    )


def odt() -> bytes:
    return open_document(
        "text",
        '<text:h text:outline-level="2">Termination</text:h>'
        f"<text:p>{ENGLISH}<text:line-break/>next<text:s text:c='99999999'/>line</text:p>"
        "<text:list><text:list-item><text:p>an item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>left</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='1000000000'/></table:table-row>"
        "</table:table>",
    )


def epub(protected: bool = False) -> bytes:
    chapter = (
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><h1>{0}</h1>"
        "<p>{1}</p></body></html>"
    )
    parts = {
        "META-INF/container.xml": (
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
            "<rootfile full-path='OEBPS/content.opf'/></rootfiles></container>"
        ),
        "OEBPS/content.opf": (
            "<package xmlns='http://www.idpf.org/2007/opf'><metadata "
            "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The Book</dc:title></metadata>"
            "<manifest><item id='b' href='text/two%20%C3%A9.xhtml'/>"
            "<item id='a' href='text/1.xhtml'/><item id='n' href='nav.xhtml'/></manifest>"
            "<spine><itemref idref='a'/>"
            "<itemref idref='b'/></spine></package>"
        ),
        "OEBPS/text/1.xhtml": chapter.format("One", ENGLISH),
        "OEBPS/text/two é.xhtml": chapter.format("二", CHINESE),
        "OEBPS/nav.xhtml": "<nav><a href='text/1.xhtml'>Opening</a></nav>",
    }
    if protected:
        parts["META-INF/encryption.xml"] = (
            "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><EncryptedData>"
            "<EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/>"
            "</EncryptedData></encryption>"
        )
    return archive(parts, first=("mimetype", "application/epub+zip"))


def mail() -> bytes:
    message = email.message.EmailMessage()
    message["From"] = "Ann Õ <ann@example.org>"
    message["To"] = "bob@example.org"
    message["Subject"] = "关于合同 the contract"
    message["Date"] = "Mon, 2 Nov 2026 10:00:00 +0000"
    message.set_content(f"{ENGLISH}\n\n{CHINESE}\n", charset="gb18030")
    message.add_alternative(f"<p>{ENGLISH}</p><script>evil()</script>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="账单.pdf")
    return bytes(message)


def notebook() -> bytes:
    cells = [
        {"cell_type": "markdown", "source": ["# Study\n", "\n", ENGLISH]},
        {
            "cell_type": "code",
            "source": "print(6 * 7)",
            "outputs": [{"output_type": "stream", "text": ["42\n"]}],
        },
        {"cell_type": "raw", "source": None},
        "not a cell",
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}).encode()


PAGE = f"""<!DOCTYPE html><html><head><title>The &amp; Title</title><style>p {{}}</style>
<script>var hidden = "never shown";</script></head><body><nav>menu</nav><h2>Sub</h2>
<p>{ENGLISH}<br>second line</p><div hidden>unseen</div><p style="display: none">unseen too</p>
<ul><li>one<li>two</ul><table><tr><th>Item<th>Price<tr><td>Tea<td>2</table>
<pre>def f():
    return 1</pre><p>{CHINESE}</p></body></html>"""

MARKDOWN = f"""---
author: me
---
# The Title

{ENGLISH}

Under
-----

- one
- two

| a | b |
|---|---|
| 1 | 2 |

```python
# not a heading
x = 1
```
"""


def bomb() -> bytes:
    """A Word file of some kilobytes that unpacks to half a gigabyte."""
    return archive(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(140_000_000)},
    )


def lying_bomb() -> bytes:
    """An entry that says it is small: what unpacks beyond that is never given out."""
    data = bytearray(docx_xml(paragraph_xml("a" * 3_000_000)))
    sized = struct.pack("<I", len(zlib.decompress(_raw(data), -15)))
    return bytes(data.replace(sized, struct.pack("<I", 1000)))


def _raw(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        entry = file.getinfo("word/document.xml")
    start = entry.header_offset + 30 + len(entry.filename)
    return bytes(data[start : start + entry.compress_size])


def laughs() -> bytes:
    pairs = ((number, f"&l{number - 1};" * 10) for number in range(1, 12))
    entities = "".join(f'<!ENTITY l{number} "{content}">' for number, content in pairs)
    prologue = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]>'
    return docx_xml(paragraph_xml("before &l11; after") + paragraph_xml(ENGLISH), prologue)


def outside_entity() -> bytes:
    prologue = '<!DOCTYPE w [<!ENTITY x SYSTEM "outside.txt">]>'
    return docx_xml(paragraph_xml("before &x; after") + paragraph_xml(ENGLISH), prologue)


def noise(size: int, seed: int = 5) -> bytes:
    return random.Random(seed).randbytes(size)


def writes(data: bytes | str | Callable[[], bytes]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        content = data() if callable(data) else data
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def in_pages(*pages) -> Callable[[Path], None]:
    return writes(lambda: pdf(list(pages)))


SCANNED = "document_scanned"
PDFS = (
    OddFile("plain.pdf", in_pages(lines([ENGLISH])), text_of("pdf", ENGLISH)),
    OddFile(
        "中文 合同 é 🙂.pdf",
        in_pages(lines([CHINESE[:21], CHINESE[21:]], font=_CHINESE_FONT)),
        text_of("pdf", CHINESE),
    ),
    OddFile("columns.pdf", in_pages(left_and_right()), text_of("pdf", "Left line 29", "Wide")),
    OddFile(
        "table.pdf", in_pages(table_page()), text_of("pdf", "Apples\t12\t3.50", "Pears\t\t4.25")
    ),
    OddFile("ruled.pdf", in_pages(ruled_page()), text_of("pdf", RULED_TEXT, ENGLISH)),
    OddFile("hyphens.pdf", in_pages(hyphenated()), text_of("pdf", "exam-\nination")),
    OddFile("rotated.pdf", writes(rotated), text_of("pdf", ENGLISH)),
    OddFile("locked.pdf", writes(lambda: encrypted(PASSWORD)), failing("document_password")),
    OddFile("owner-locked.pdf", writes(lambda: encrypted("")), text_of("pdf", ENGLISH)),
    OddFile("scan.pdf", in_pages(picture_page, picture_page), failing(SCANNED)),
    OddFile(
        "partly-scanned.pdf",
        in_pages(lines([ENGLISH] * 3), picture_page),
        text_of("pdf", ENGLISH, pages=2, findings=("document_pages_scanned",)),
    ),
    OddFile("blank.pdf", in_pages(lines([]), lines([])), failing("document_empty")),
    OddFile("garbled.pdf", writes(lambda: meaningless(1.0)), failing("document_garbled")),
    OddFile(
        "partly-garbled.pdf",
        writes(lambda: meaningless(0.2)),
        text_of("pdf", ENGLISH, pages=10, findings=("document_partly_garbled",)),
    ),
    OddFile(
        "thin.pdf",
        in_pages(*[lines(["Figure number 12"])] * 8),
        text_of("pdf", "Figure", pages=8, findings=("document_thin",)),
    ),
    OddFile(
        "cut-off.pdf", writes(lambda: pdf([lines([ENGLISH])])[:400]), failing("document_damaged")
    ),
    OddFile("only-a-mark.pdf", writes(b"%PDF-1.7\n"), failing("document_damaged")),
    OddFile(
        "after-noise.pdf",
        writes(lambda: b"junk\n" * 9 + pdf([lines([ENGLISH])])),
        text_of("pdf", ENGLISH),
    ),
    OddFile(
        "10000-pages.pdf",
        writes(
            lambda: pdf(
                [
                    lines(
                        [f"This is page {number} of a long file, which has ten thousand of them."]
                    )
                    for number in range(1, 10_001)
                ]
            )
        ),
        text_of("pdf", "page 9999 of", pages=10_000),
    ),
)
OFFICE = (
    OddFile(
        "contract.docx",
        word_file,
        text_of("docx", ENGLISH, CHINESE, "Apples\t12\t3.50", "first item"),
    ),
    OddFile(
        "box.docx", text_box_file, text_of("docx", "Around the box", "Inside the box", "Below")
    ),
    OddFile(
        "deck.pptx",
        slides_file,
        text_of("pptx", "Point two of 1", "Say this aloud 2 讲稿", pages=2),
    ),
    OddFile(
        "book.xlsx",
        workbook_file,
        text_of("xlsx", "Apples\t12\t3.50", "1.5\t2\tTrue\t\t文本", pages=2),
    ),
    OddFile("letter.odt", writes(odt), text_of("odt", ENGLISH, "an item", "left")),
    OddFile(
        "sheet.ods",
        writes(
            lambda: open_document(
                "spreadsheet",
                "<table:table table:name='S'><table:table-row>"
                "<table:table-cell><text:p>a</text:p></table:table-cell>"
                "<table:table-cell><text:p>b</text:p></table:table-cell>"
                "</table:table-row></table:table>",
            )
        ),
        text_of("ods", "a\tb"),
    ),
    OddFile(
        "slides.odp",
        writes(
            lambda: open_document(
                "presentation",
                f"<draw:page draw:name='p1'><text:p>{ENGLISH}</text:p></draw:page>"
                "<draw:page><text:p>next</text:p></draw:page>",
            )
        ),
        text_of("odp", ENGLISH, "next", pages=2),
    ),
    OddFile("novel.epub", writes(epub), text_of("epub", ENGLISH, CHINESE, pages=2)),
    OddFile("bought.epub", writes(lambda: epub(True)), failing("document_protected")),
    OddFile("bomb.docx", writes(bomb), failing("document_bomb")),
    OddFile("lying-bomb.docx", writes(lying_bomb), failing("document_damaged")),
    OddFile("laughs.docx", writes(laughs), failing("document_damaged")),
    OddFile(
        "outside.docx", writes(outside_entity), text_of("docx", "before", ENGLISH, lacks=("ZQX",))
    ),
    OddFile(
        "deep.docx", writes(lambda: docx_xml("<w:sdt>" * 100_000)), failing("document_damaged")
    ),
    OddFile("no-text.docx", writes(lambda: docx_xml("<w:p/>")), failing("document_empty")),
    OddFile(
        "half.docx",
        writes(lambda: docx_xml(paragraph_xml(ENGLISH))[:300]),
        failing("document_damaged"),
    ),
    OddFile(
        "word-97.doc",
        writes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
        failing("document_old_office"),
    ),
    OddFile(
        "locked.docx",
        writes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le")
        ),
        failing("document_protected"),
    ),
    OddFile("things.zip", writes(lambda: archive({"a.txt": "a"})), failing("document_unknown")),
)
TEXTS = (
    OddFile(
        "page.html",
        writes(PAGE),
        text_of(
            "html",
            ENGLISH,
            CHINESE,
            "Tea\t2",
            "second line",
            "one",
            lacks=("never shown", "unseen", "menu"),
        ),
    ),
    OddFile(
        "deep.html", writes("<html><body>" + "<div>" * 200_000 + ENGLISH), text_of("html", ENGLISH)
    ),
    OddFile(
        "notes.md",
        writes(MARKDOWN),
        text_of("markdown", ENGLISH, "a\tb\n1\t2", "# not a heading", lacks=("author",)),
    ),
    OddFile(
        "utf8.txt", writes(f"\ufeff{CHINESE}\r\n\r\n{ENGLISH}"), text_of("text", CHINESE, ENGLISH)
    ),
    OddFile("utf16.txt", writes((CHINESE + ENGLISH).encode("utf-16")), text_of("text", CHINESE)),
    OddFile(
        "utf16-unmarked.txt", writes((ENGLISH * 3).encode("utf-16-be")), text_of("text", ENGLISH)
    ),
    OddFile("utf32.txt", writes(CHINESE.encode("utf-32")), text_of("text", CHINESE)),
    OddFile("gb.txt", writes(CHINESE.encode("gb18030")), text_of("text", CHINESE)),
    OddFile("big5.txt", writes(TRADITIONAL.encode("big5")), text_of("text", TRADITIONAL)),
    OddFile(
        "latin.txt",
        writes(
            "Où est passée la forêt d'été, où les élèves étaient allés à vélo\u00a0?".encode(
                "latin-1"
            )
        ),
        text_of("text", "Où est passée la forêt d'été"),
    ),
    OddFile(
        "table.csv",
        writes('name;town\nAnn;"Paris; north"\n李;北京\n'),
        text_of("csv", "Ann\tParis; north", "李\t北京"),
    ),
    OddFile(
        "message.eml",
        writes(mail),
        text_of("eml", ENGLISH, CHINESE, "关于合同 the contract", "账单.pdf", lacks=("evil",)),
    ),
    OddFile("study.ipynb", writes(notebook), text_of("notebook", ENGLISH, "print(6 * 7)", "42")),
    OddFile(
        "deep.ipynb",
        writes('{"cells": ' + "[" * 200_000 + ' "nbformat": 4'),
        failing("document_damaged"),
    ),
    OddFile("program.py", writes("def answer():\n    return 42\n"), text_of("code", "return 42")),
    OddFile(
        "really-html.pdf", writes(PAGE), text_of("html", ENGLISH, findings=("document_other_kind",))
    ),
    OddFile(
        "really-pdf.docx",
        in_pages(lines([ENGLISH])),
        text_of("pdf", ENGLISH, findings=("document_other_kind",)),
    ),
    OddFile(
        "really-text.xlsx",
        writes(ENGLISH),
        text_of("text", ENGLISH, findings=("document_other_kind",)),
    ),
    OddFile("no ending", writes(ENGLISH), text_of("text", ENGLISH)),
    OddFile("one-line.txt", writes("word " * 2_000_000), text_of("text", "word word")),
    OddFile(
        "too-long.txt",
        writes("all work and no play\n\n" * 2_000_000),
        text_of("text", "no play", findings=("document_cut",)),
    ),
    OddFile("spaces.txt", writes(" \n\t \n" * 50), failing("document_empty")),
    OddFile("nothing.txt", writes(b""), failing("document_nothing")),
    OddFile("nothing.pdf", writes(b""), failing("document_nothing")),
    OddFile("noise.txt", writes(noise(100_000)), failing("document_unknown")),
    OddFile("noise.pdf", writes(b"%PDF-1.4\n" + noise(50_000)), failing("document_damaged")),
    OddFile("noise.docx", writes(b"PK\x03\x04" + noise(50_000)), failing("document_damaged")),
    OddFile("photo.png", writes(b"\x89PNG\r\n\x1a\n" + noise(500)), failing("document_unknown")),
    OddFile("packed.txt.gz", writes(gzip.compress(b"text")), failing("document_unknown")),
    OddFile("program.exe", writes(b"MZ" + noise(500)), failing("document_unknown")),
)
ODD_FILES = (*PDFS, *OFFICE, *TEXTS)
