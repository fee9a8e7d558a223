"""What a citation leads to: a page of a document, and the words on it."""

from dataclasses import dataclass, replace

from qwq_desktop.documents.cited_words import Cited
from qwq_desktop.documents.citing.verdicts import Place
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span


@dataclass(frozen=True)
class Source:
    """A document, the page of it to show, and the places to mark, on this page and others.

    `passage` is what the model was given; its text is left where the document is not.
    """

    document_id: int
    name: str
    page: int
    cited: Cited = Cited()
    is_paged: bool = False
    page_name: str = ""
    passage: Passage | None = None

    def on_page(self, page: int) -> "Source":
        """The same on another page."""
        return replace(self, page=page, page_name="")


def source_of(passage: Passage, place: Place | None = None, quote: str = "") -> Source:
    """What a passage's number leads to: a place within its document, else the whole passage.

    `quote` is the quotation that was proven to stand at the place.
    """
    spans: tuple[Span, ...] = (passage.span,)
    if place is not None and place.document_id == passage.document_id and place.spans:
        spans = place.spans
    page = spans[0].page
    return Source(
        passage.document_id,
        passage.name,
        page,
        Cited(spans, tuple(_words(passage, span) for span in spans), quote),
        passage.is_paged,
        passage.page_name if page == passage.span.page else "",
        passage,
    )


def moved(cited: Cited, distance: int) -> Cited:
    """The same words in a text that begins elsewhere."""
    spans = tuple(
        replace(span, start=span.start + distance, end=span.end + distance) for span in cited.spans
    )
    return replace(cited, spans=spans)


def _words(passage: Passage, span: Span) -> str:
    """The words of a place, as the model was given them; empty where it reaches beyond them."""
    own = passage.span
    is_whole = own.end - own.start == len(passage.text)  # not edited
    if not is_whole or span.page != own.page or span.start < own.start or span.end > own.end:
        return ""
    return passage.text[span.start - own.start : span.end - own.start]
