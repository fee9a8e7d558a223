"""Examines an answer against the documents that it was given. Pure."""

import re
from collections.abc import Mapping, Sequence

from qwq_desktop.documents.citing.folding import Folded, fold
from qwq_desktop.documents.citing.hints import likely_sentence
from qwq_desktop.documents.citing.matching import is_heavy_enough
from qwq_desktop.documents.citing.pages import Pages
from qwq_desktop.documents.citing.reading import Answer, Quoted, read_answer
from qwq_desktop.documents.citing.verdicts import (
    Examination,
    NumberVerdict,
    Place,
    QuoteVerdict,
    Verdict,
)
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span

_MARK_INSIDE = re.compile(r"\s*[\[［【][\d０-９,，、\s-]{1,20}[\]］】]")

Texts = Mapping[int, Mapping[int, str]]  # of documents by their id, of pages by their number


def examine(
    answer: str, passages: Sequence[Passage], sources: Texts, question: str = ""
) -> Examination:
    """Give each quotation and each number of an answer its verdict.

    A quotation of the question's own words, in a sentence that cites nothing, is left out.
    `sources` holds the pages' texts of the documents that the passages come from, or of all that
    the chat was given. A passage of a document that isn't there is looked through by itself.
    """
    read = read_answer(answer)
    proof = _Proof(passages, sources)
    asked = fold(question)
    told = (q for q in read.quoted if q.is_claimed or not _is_from(q.quotation.text, asked))
    quotes = tuple(proof.verdict(quoted) for quoted in told)
    return Examination(quotes, _numbers(answer, read, passages, quotes))


def _is_from(text: str, question: Folded) -> bool:
    return bool(text.strip()) and fold(text).text.strip(".,;?!？") in question.text


class _Proof:
    """Looks for quotations; each text is folded once, and only if one comes to it."""

    def __init__(self, passages: Sequence[Passage], sources: Texts) -> None:
        self._passages = {passage.number: passage for passage in passages}
        self._sources = sources
        self._documents: dict[int, Pages] = {}
        self._near: dict[int, Pages] = {}

    def verdict(self, quoted: Quoted) -> QuoteVerdict:
        quotation = quoted.quotation
        kind, place = self._judge(quotation.text, quoted.numbers)
        return QuoteVerdict(
            quotation.start, quotation.end, quotation.text, quoted.numbers, kind, place
        )

    def _judge(self, text: str, numbers: Sequence[int]) -> tuple[Verdict, Place | None]:
        if not is_heavy_enough(text):
            return Verdict.TOO_SHORT, None
        cited = [self._passages[number] for number in numbers if number in self._passages]
        for form in dict.fromkeys((text, _MARK_INSIDE.sub("", text))):
            for passage in cited:
                if place := self._find_near(form, passage) or self._find(form, passage.document_id):
                    return Verdict.VERIFIED, place
            for document_id in self._others(cited):
                if place := self._find(form, document_id):
                    return Verdict.ELSEWHERE if numbers else Verdict.VERIFIED, place
        return Verdict.NOT_FOUND, None

    def _others(self, cited: Sequence[Passage]) -> list[int]:
        """The documents that aren't cited, those with a passage first."""
        shown = [passage.document_id for passage in self._passages.values()]
        tried = {passage.document_id for passage in cited}
        return [i for i in dict.fromkeys((*shown, *self._sources)) if i not in tried]

    def _find_near(self, text: str, passage: Passage) -> Place | None:
        """On the passage's page and those beside it: of several places the cited one."""
        if passage.number not in self._near:
            pages = self._sources.get(passage.document_id, {})
            page, start = passage.span.page, passage.span.start
            near = {n: pages[n] for n in (page - 1, page, page + 1) if n in pages}
            alone = Pages({page: passage.text}, start)
            self._near[passage.number] = Pages(near) if near else alone
        spans = self._near[passage.number].find(text, passage.span)
        return Place(passage.document_id, spans) if spans else None

    def _find(self, text: str, document_id: int) -> Place | None:
        if document_id not in self._sources:
            own = [p for p in self._passages.values() if p.document_id == document_id]
            return next((place for p in own if (place := self._find_near(text, p))), None)
        if document_id not in self._documents:
            self._documents[document_id] = Pages(self._sources[document_id])
        spans = self._documents[document_id].find(text)
        return Place(document_id, spans) if spans else None


def _numbers(
    answer: str, read: Answer, passages: Sequence[Passage], quotes: Sequence[QuoteVerdict]
) -> tuple[NumberVerdict, ...]:
    """What each number opens: the proven quotation it belongs to, else its passage."""
    known = {passage.number: passage for passage in passages}
    verdicts = []
    for mark, (start, end) in zip(read.marks, read.claims, strict=True):
        for number in mark.numbers:
            passage = known.get(number)
            quoted = _quoted_place(quotes, passage, (start, mark.end)) if passage else None
            place = quoted or (_likely_place(answer[start:end], passage) if passage else None)
            verdicts.append(NumberVerdict(mark.start, mark.end, number, place, quoted is not None))
    return tuple(verdicts)


def _quoted_place(
    quotes: Sequence[QuoteVerdict], passage: Passage, claim: tuple[int, int]
) -> Place | None:
    """Where a proven quotation stands that is in the number's sentence and cites it."""
    for quote in quotes:
        is_here = claim[0] <= quote.end and quote.start <= claim[1]
        if is_here and quote.verdict is Verdict.VERIFIED and passage.number in quote.numbers:
            place = quote.place
            if place is not None and place.document_id == passage.document_id:
                return place
    return None


def _likely_place(claim: str, passage: Passage) -> Place:
    start, end = likely_sentence(claim, passage.text)
    span = passage.span
    if span.end - span.start != len(passage.text):  # it was edited: its words have other places
        return Place(passage.document_id, (span,))
    return Place(passage.document_id, (Span(span.page, span.start + start, span.start + end),))
