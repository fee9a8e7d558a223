"""What a citation leads to: a page of a document, and the words on it."""

from dataclasses import dataclass, replace

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
    spans: tuple[Span, ...] = ()
    is_paged: bool = False
    page_name: str = ""
    passage: Passage | None = None

    def on_page(self, page: int, page_name: str = "") -> "Source":
        """The same on another page."""
        return replace(self, page=page, page_name=page_name)


def source_of(passage: Passage, place: Place | None) -> Source:
    """What a passage's number leads to: the place that was proven, else the whole passage.

    A place in another document, where a quotation was found after all, is not a passage's.
    """
    spans: tuple[Span, ...] = (passage.span,)
    if place is not None and place.document_id == passage.document_id and place.spans:
        spans = place.spans
    page = spans[0].page
    return Source(
        passage.document_id,
        passage.name,
        page,
        spans,
        passage.is_paged,
        passage.page_name if page == passage.span.page else "",
        passage,
    )
