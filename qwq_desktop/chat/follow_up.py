"""Makes a follow-up question self-contained, for the search in documents. Pure, without a model.

"And when does it end?" finds nothing by itself. Where a question leans on what was said before,
the terms of the question that it leans on are added, and the names that its answer brought up. The
model reads the question as the user wrote it; only the search reads the longer one. A few words too
many cost a search little, since what is rare in the documents weighs most; a missing subject costs
everything. A question that stands by itself is never touched.
"""

import re
from collections.abc import Sequence

_FURTHEST = 3  # questions looked back over
_MOST_TERMS = 12
_MOST_NAMES = 4
_FEW_WORDS, _FEW_HAN = 2, 4  # of meaning, in a question that can't stand by itself

_LEANS = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those"
    r"|there|then|the (?:same|former|latter|other|first|second|last)|such|above|so|else"
    r"|instead|also|too)\b"
    r"|\A\W*(?:and|but|or|so|what about|how about|what else|which ones?|why|really|since when)\b"
    r"|[它他她]们?|[这那此该](?:个|些|份|种|项|条|里|样|么|时|人|家|点|篇)|上述|前者|后者|其(?![他它实中余次])|同样"
    r"|\A\W*(?:那|还有|另外|然后|此外|以及|为什么|为何|真的)|呢\W*\Z",
    re.IGNORECASE,
)
# "that" and its like point to nothing before where a clause or a noun of the question follows.
_LEANS_ON_ITSELF = re.compile(
    r"\b(?:is|are|was|were) there\b|\bthere (?:is|are|was|were)\b"
    r"|(?<=\w )that (?=\w+)|\bso (?:that|much|many|long|far)\b"
    r"|\bthis (?:document|file|pdf|year|text)\b",
    re.IGNORECASE,
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]+|(?:(?![{_HAN}])[\w])(?:(?![{_HAN}])[\w'’.\-])*")
_COMMON = (
    "a an the of in on at to for from by with about as into and or but if then than so not no "
    "is are was were be been being am do does did done has have had having can could may "
    "might must shall should will would what which who whom whose when where why how much "
    "many long often old i me my we us our you your it its he him his she her they them their "
    "this that these those there here please tell say said says give show explain describe "
    "find know mean means any some all every each also too else only just really more most "
    "very other same one ones again still yes ok okay thanks thank document documents file "
    "files according"
)
_FUNCTION_WORDS = frozenset(_COMMON.split())
_HAN_FUNCTION = re.compile(
    "请问|请|告诉我|根据|文件|文档|什么时候|什么样|什么|怎么样|怎么|怎样|如何"
    "|为什么|为何|多少|多久|多长|多大|哪些|哪里|哪个|哪一|哪|谁|几"
    "|是不是|有没有|能不能|可以|是否|吗|呢|吧|啊|了|的|是|有|在|和|与|及|对|把|被|会|要|能|这个|那个|这些|那些|它们?|他们?|她们?|这|那|也|都|还|就|里"
)
_NAMES = re.compile(
    r"\*\*([^*\n]{2,60})\*\*|[“「『]([^”」』\n]{2,40})[”」』]|《([^》\n]{2,40})》"
    r"|(?<=[a-z,:;] )((?:[A-Z][\w'’-]+)(?: (?:of |von |de |van )?[A-Z][\w'’-]+){0,3})"
)


def self_contained(question: str, earlier: Sequence[tuple[str, str]]) -> str:
    """The question for the search; `earlier` are the questions and answers before, oldest first.

    The words added stand behind the question, each once, the nearest question's first.
    """
    if not earlier or not leans(question):
        return question
    terms: list[str] = []
    for index, (before, answer) in enumerate(reversed(earlier[-_FURTHEST:])):
        terms += _terms(before)
        if not index:
            terms += _names(answer)
        if not leans(before):
            break
    known = question.casefold()
    new = [term for term in dict.fromkeys(terms) if term.casefold() not in known]
    return " ".join((question.strip(), *new[:_MOST_TERMS]))


def leans(question: str) -> bool:
    """Whether a question means something only after what was said before."""
    if _LEANS.search(_LEANS_ON_ITSELF.sub(" ", question)):
        return True
    terms = _terms(question)
    han = sum(len(term) for term in terms if re.match(f"[{_HAN}]", term))
    words = sum(1 for term in terms if not re.match(f"[{_HAN}]", term))
    if han:
        return han + 2 * words < _FEW_HAN
    return words < _FEW_WORDS


def _terms(text: str) -> list[str]:
    """The words that carry its meaning; of Han text what is left between function words."""
    terms: list[str] = []
    for word in _WORD.findall(text):
        if re.match(f"[{_HAN}]", word):
            terms += [part for part in _HAN_FUNCTION.split(word) if part]
        elif word.casefold().strip(".'’-") not in _FUNCTION_WORDS:
            terms.append(word.strip(".'’-"))
    return [term for term in terms if term]


def _names(answer: str) -> list[str]:
    """What an answer sets off or names: bold, quoted, or with capitals within a sentence."""
    found = (next(filter(None, match.groups())) for match in _NAMES.finditer(answer))
    return list(dict.fromkeys(name.strip() for name in found))[:_MOST_NAMES]
