"""Where a quote may begin and end in its source: not within a word, a number or a negation. Pure.

A quote may be true letter by letter and still say something else than its source, because of what
was cut off at its ends: "is 15" from "is 150", "5 euros" from "-1.5 euros", "allowed" from "not
allowed", "is 15" from "is 15 %". All these places are refused here.
"""

import re

from qwq_desktop.documents.citing.folding import Folded
from qwq_desktop.documents.citing.letters import NUMERALS, is_cjk, is_numeral, is_word

_REACH = 24  # characters beyond an end that are looked at
_INNER = ".,:/'"  # stands between the digits of one number
_SIGNS = "-+±<>≤≥≈~$€£¥₹"
_NEGATIONS = (
    "not|no|never|none|nothing|nobody|cannot|without|neither|nor|hardly|barely|unless|except"
    "|unable to|forbidden to|prohibited from|instead of|rather than|non|nicht|nie|niemals"
    "|kein(?:e[mnrs]?)?|ohne|pas|jamais|sans|nunca|sin|mai|senza"
)
_NEGATED_BEFORE = re.compile(rf"(?:(?<!\w)(?:{_NEGATIONS})|n't|n\"t) ?\Z", re.IGNORECASE)
_NEGATED_AFTER = re.compile(r" ?(?:not|nicht)(?!\w)", re.IGNORECASE)
_NOT_HAN = "不未没沒无無非勿莫毋"
_NEGATED_HAN = re.compile(
    rf"(?:[{_NOT_HAN}]|[不未][得能可应應会會必须需要曾]|[没沒]有|并非|並非|是否|[無无]法|不允许|不允許|禁止|[严嚴]禁|拒[绝絕]|除非|避免)\Z"
)
_COUNTS = NUMERALS - {"一"}  # which ends many a word
_MEASURES = "年月日天周個个元圆圓米号號人次倍成分岁歲小时時点點名条條项項页頁章节節公里斤克吨噸秒"
_UNIT_WORDS = (
    "hundred|thousand|dozen|(?:m|b|tr)illions?|percent|per cent|seconds?|minutes?|hours?|days?"
    "|weeks?|months?|years?|euros?|dollars?|pounds?|yuan|feet|foot|inch(?:es)?|miles?|yards?"
    "|(?:kilo|centi|milli)?met(?:re|er)s?|lit(?:re|er)s?|(?:kilo|milli)?grams?|tons?"
    "|tausend|million(?:en)?|milliarden?|prozent|tagen?|wochen?|monaten?|jahren?|stunden?"
)
_UNIT_SIGNS = "[kmµ]?g|[kcmµn]?m|[mc]?l|[kMGm]?Wh?|[kMGh]?Pa|bar|[kMG]?Hz|[kMGT]i?B|k?V|ms|s|h|ft"
_UNIT = re.compile(
    rf" ?(?:[%‰°$€£¥₹]|(?:(?i:{_UNIT_WORDS})|{_UNIT_SIGNS}|EUR|USD|GBP|CNY|RMB|CHF)(?!\w))"
)


def stands_whole(source: Folded, start: int, end: int) -> bool:
    """Whether nothing that matters was cut off around `source.text[start:end]`."""
    return _begins_whole(source, start) and _ends_whole(source, end)


def _begins_whole(source: Folded, at: int) -> bool:
    text = source.text
    before, first = text[at - 1 : at] if at else "", text[at]
    beyond = text[at - 2] if at > 1 else ""
    if _is_cut(source, before, first, at):
        return False
    if is_numeral(first) and at not in source.edges:
        if before in _SIGNS and before:
            return False
        if first.isdigit() and _goes_on(before, beyond):
            return False
    left = "" if at in source.edges else text[max(at - _REACH, 0) : at]
    return not (_NEGATED_BEFORE.search(left) or (is_cjk(first) and _NEGATED_HAN.search(left)))


def _goes_on(between: str, beyond: str) -> bool:
    """Whether a digit, parted by this from the digits of the quote, belongs to the same number."""
    if between == "." and not beyond.strip():
        return True  # ".5"
    return between != "" and between in _INNER + " " and beyond.isdigit()


def _ends_whole(source: Folded, at: int) -> bool:
    text = source.text
    last, after, beyond = text[at - 1], text[at : at + 1], text[at + 1 : at + 2]
    if not after:
        return True
    if _is_cut(source, last, after, at):
        return False
    right = text[at : at + _REACH]
    if last.isdigit():
        if after in _INNER + "- " and beyond.isdigit() and at + 1 not in source.edges:
            return False
        if (after.isalpha() and at not in source.edges) or _UNIT.match(right):
            return False
    if is_cjk(last) and (after in _NOT_HAN or (last in _COUNTS and after in _MEASURES)):
        return False
    return at in source.edges or last in ".!?;:" or not _NEGATED_AFTER.match(right)


def _is_cut(source: Folded, left: str, right: str, at: int) -> bool:
    """Whether a word or a number lies on both sides of the place."""
    if at in source.edges or not left:
        return False
    return (is_word(left) and is_word(right)) or (is_numeral(left) and is_numeral(right))
