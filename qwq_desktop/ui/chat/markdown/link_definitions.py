"""Link definitions: lines as `[label]: https://…`, and which parts of a text refer to them."""

import re
from collections.abc import Iterable, Mapping

from qwq_desktop.ui.chat.markdown.draft import Block, Kind
from qwq_desktop.ui.chat.markdown.lines import LinkDefinition, link_definition

Links = Mapping[str, str]  # addresses by what `label_key` makes of their labels

_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]")


def label_key(label: str) -> str:
    """What two labels have in common that mean the same: neither case nor blanks count."""
    return " ".join(label.split()).casefold()


def definition_of(block: Block) -> LinkDefinition | None:
    """What a block defines."""
    return link_definition(block.source.strip()) if block.kind is Kind.DEFINITION else None


def links_of(blocks: Iterable[Block]) -> dict[str, str]:
    """All that is defined in some blocks; the first of several with one label counts."""
    links: dict[str, str] = {}
    for found in filter(None, map(definition_of, blocks)):
        links.setdefault(label_key(found.label), found.address)
    return links


def labels_in(source: str) -> set[str]:
    """The keys of all that may refer to a definition."""
    return {label_key(match[1]) for match in _REFERENCE.finditer(source)}
