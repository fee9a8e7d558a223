"""What is said of citations: where a passage stands, what became of a quotation."""

from PySide6.QtCore import QCoreApplication

from qwq_desktop.documents.citing.verdicts import Place, QuoteVerdict, Verdict
from qwq_desktop.documents.passages import Passage
from qwq_desktop.ui.chat.citations.citations import Citations

translate = QCoreApplication.translate


def page_words(passage: Passage, page: int) -> str:
    """The page as it is called; empty in a document without pages."""
    if passage.page_name and page == passage.span.page:
        return passage.page_name
    if not passage.is_paged:
        return ""
    return translate("Citations", "page {page}").format(page=page)


def place_words(passage: Passage, page: int | None = None) -> str:
    """Document, page and heading, as far as there are any."""
    parts = [passage.name, page_words(passage, passage.span.page if page is None else page)]
    is_here = page is None or page == passage.span.page
    return " · ".join(filter(None, (*parts, passage.heading if is_here else "")))


def number_tip(passage: Passage | None, place: Place | None) -> str:
    """What is told of a number under the pointer."""
    if passage is None:
        return translate("Citations", "There is no passage with this number.")
    return place_words(passage, place.page if place else None)


def quote_tip(quote: QuoteVerdict, citations: Citations) -> str:
    """What is told of a quotation under the pointer; empty for one too short to judge."""
    match quote.verdict:
        case Verdict.VERIFIED:
            found = translate("Citations", "Quotation found: {place}")
            return found.format(place=found_at(quote.place, citations))
        case Verdict.ELSEWHERE:
            found = translate("Citations", "Stands in another document: {place}")
            return found.format(place=found_at(quote.place, citations))
        case Verdict.NOT_FOUND:
            return translate("Citations", "Not found in your documents, word for word.")
    return ""


def verdicts_told(citations: Citations) -> str:
    """All quotations with what became of them, for those who don't see the marks."""
    told = ((quote, quote_tip(quote, citations)) for quote in citations.quotes)
    return "; ".join(f"“{quote.text}” – {tip}" for quote, tip in told if tip)


def found_at(place: Place | None, citations: Citations) -> str:
    """Document and page of a place."""
    if place is None:
        return ""
    own = [one for one in citations.passages if one.document_id == place.document_id]
    if not own:
        return translate("Citations", "another document")
    nearest = min(own, key=lambda one: abs(one.span.page - place.page))
    return ", ".join(filter(None, (nearest.name, page_words(nearest, place.page))))
