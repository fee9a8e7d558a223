"""What a tool is, and the set of those on offer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qwq_desktop.platform.errors import QwQError


class ToolError(Exception):
    """The call failed; its text goes to the model as the result."""


@dataclass(frozen=True)
class Tool:
    """A function that a model may call.

    `parameters` is a JSON schema of the arguments; `run` gets the arguments object and returns the
    result as text, or raises ToolError. It runs on a worker thread and must end by itself within a
    second.
    """

    name: str
    description: str
    parameters: dict[str, Any]
    run: Callable[[dict[str, Any]], str]

    def schema(self) -> dict[str, Any]:
        """The tool in the form chat templates expect (OpenAI's)."""
        function = {
            "name": self.name,
            "description": self.description,
            "parameters": self.parameters,
        }
        return {"type": "function", "function": function}


class ToolRegistry:
    """The tools of the program, by name."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        self._tools = {tool.name: tool for tool in tools}

    def names(self) -> list[str]:
        """All names, in order."""
        return list(self._tools)

    def choose(self, names: Iterable[str]) -> "ToolRegistry":
        """Only the named tools. Raises QwQError("tool_unknown")."""
        chosen = []
        for name in names:
            if name not in self._tools:
                raise QwQError("tool_unknown", name=name)
            chosen.append(self._tools[name])
        return ToolRegistry(chosen)

    def joined_by(self, tool: Tool) -> "ToolRegistry":
        """These and one more."""
        return ToolRegistry([*self._tools.values(), tool])

    def schemas(self) -> tuple[dict[str, Any], ...]:
        """The schemas for the chat template."""
        return tuple(tool.schema() for tool in self._tools.values())

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        """Run a tool.

        What goes wrong comes back as a text beginning with "Error:", for the model to read.
        """
        tool = self._tools.get(name)
        if tool is None:
            return f"Error: there is no tool named {name}"
        try:
            return tool.run(arguments)
        except ToolError as error:
            return f"Error: {error}"
