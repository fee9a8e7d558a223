"""What is put into a thought as if the model had written it, in the thought's language. Pure."""

import re

from qwq_desktop.settings.schema import ThinkingLanguage

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_LETTERS_A_SIGN = 3  # a Chinese sign says about as much as so many letters

_OPENERS = {
    ThinkingLanguage.AUTO: "",
    ThinkingLanguage.ENGLISH: "Okay, let me think about this in English.\n",
    ThinkingLanguage.CHINESE: "好的，我用中文来思考。\n",
}


def is_chinese(text: str) -> bool:
    """Whether a text is rather Chinese than English."""
    return len(_CHINESE.findall(text)) * _LETTERS_A_SIGN > len(_LETTER.findall(text))


def opener(language: ThinkingLanguage) -> str:
    """The words that open a thought in a language; none where the model may choose."""
    return _OPENERS[language]


def think_more(thinking: str) -> str:
    """A closed thought opened again, with the words that lead on from it."""
    if not thinking.strip():
        return ""
    more = "等等，让我再想一想。" if is_chinese(thinking) else "Wait, let me think more about this."
    return f"{thinking.rstrip()}\n\n{more}"


def remark(text: str, thinking: str) -> str:
    """The user's words in the form in which they go into a running thought."""
    words = " ".join(text.split())
    return f"（用户补充：{words}）" if is_chinese(thinking) else f"(The user adds: {words})"


def conclusion(answer: str) -> str:
    """The words that end an answer's doubts: what follows them can only be the result."""
    return "\n\n**最终答案：** " if is_chinese(answer) else "\n\n**Final answer:** "
