"""A tool by which the model searches the user's documents again, in its own words."""

from collections.abc import Callable
from typing import Any

from qwq_desktop.tools.registry import Tool, ToolError

NAME = "search_documents"
_LONGEST_QUERY = 400  # characters


def document_search(search: Callable[[str], str]) -> Tool:
    """The tool `search_documents`; `search` gives the text of what is found for a query."""

    def run(arguments: dict[str, Any]) -> str:
        query = arguments.get("query")
        if not isinstance(query, str) or not query.strip():
            raise ToolError('the argument "query" is missing')
        return search(query.strip()[:_LONGEST_QUERY])

    return Tool(
        NAME,
        "Search the user's documents for further passages, if those given do not suffice.",
        {
            "type": "object",
            "properties": {
                "query": {"type": "string", "description": "What to look for, in a few words."}
            },
            "required": ["query"],
        },
        run,
    )


def refused(_query: str) -> str:
    """Stands for the search where only the tool's schema is wanted."""
    raise ToolError("nothing can be searched now")
