"""Variables in saved prompts: `{{name}}` is asked for when the prompt is used. Pure."""

import re
from collections.abc import Mapping

from qwq_desktop.storage.prompts import SavedPrompt

_VARIABLE = re.compile(r"\{\{\s*([^{}\n]{1,60}?)\s*\}\}")


def variables(text: str) -> tuple[str, ...]:
    """The names of a prompt's variables, each once, in their order."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The prompt with its variables replaced; one without a value stays as it is written."""
    return _VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)


def matching(prompts: list[SavedPrompt], typed: str) -> list[SavedPrompt]:
    """The prompts in which all typed words occur; those that have them in the title first."""
    words = typed.casefold().split()

    def rank(prompt: SavedPrompt) -> int:
        title, whole = prompt.title.casefold(), f"{prompt.title} {prompt.text}".casefold()
        if all(word in title for word in words):
            return 0
        return 1 if all(word in whole for word in words) else 2

    ranked = [(rank(prompt), index, prompt) for index, prompt in enumerate(prompts)]
    return [prompt for place, _, prompt in sorted(ranked, key=lambda r: r[:2]) if place < 2]
