"""The sandbox that a file's chat template runs in: Jinja as transformers sets it up, but bounded.

Chat templates come with downloaded files and are programs (CVE-2024-34359 was remote code execution
through one). Jinja's sandbox keeps them from Python's internals; the bounds here keep them from
hanging the engine or eating the memory:

- steps: each executed line of the template and each call of a Python function counts, by a trace on
  this thread; a clock backs it up;
- text: concatenations, products, powers, formats, `replace`, `join`, `indent` and every conversion
  to text are weighed before they run;
- padding methods, which make long text from a number, are denied; `range` has Jinja's own limit
  (`MAX_RANGE`).

What is left to a hostile template is slow comparisons of nested lists and memory by very many
middling texts, within the time limit or until the engine process is ended from outside. Importing
this module imports Jinja: do so when it is needed.
"""

import functools
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import FrameType
from typing import Any, NoReturn

from jinja2 import Template, TemplateError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension, loopcontrols
from jinja2.filters import do_format, do_indent, make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_SECONDS = 10.0
_BASE_TEXT = 2**20  # characters, beside eight times what goes in
_NODE_WEIGHT = 32  # what an item of a list or an object costs beside its text
_MAX_NUMBER_BITS = 4096
_MAX_INTEGER_ARGUMENT = 100_000
_DENIED_METHODS = frozenset(
    {"center", "encode", "expandtabs", "ljust", "maketrans", "rjust", "to_bytes", "translate"}
    | {"zfill"}
)
_DENIED_FILTERS = ("center", "filesizeformat", "pprint", "urlize", "wordwrap", "xmlattr")
# These pass values on without turning them into text: they are not weighed, for `messages | length`
# in a loop over the messages would be quadratic.
_COLLECTION_FILTERS = frozenset(
    {"attr", "batch", "count", "d", "default", "dictsort", "first", "groupby", "items", "last"}
    | {"length", "list", "map", "max", "min", "random", "reject", "rejectattr", "reverse"}
    | {"select", "selectattr", "slice", "sort", "sum", "unique"}
)
_LONG_FORMAT = re.compile(r"\d{5,}|:[^}]*\{|%[^a-zA-Z%]*\*")
_TEMPLATE_FILE = "<template>"  # the name that Jinja gives to the code of templates from strings


class TemplateLimitError(Exception):
    """The template went beyond a bound."""


class GenerationTag(Extension):
    """`{% generation %}…{% endgeneration %}` marks what training learns from.

    To a prompt it is transparent.
    """

    tags = {"generation"}  # noqa: RUF012 (Jinja declares it so)

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """The body as it stands."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _BoundedConcatenation(CodeGenerator):
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.concatenate((")
        for operand in node.nodes:
            self.visit(operand, frame)
            self.write(", ")
        self.write("))")


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Compiles and runs templates within bounds; one thread at a time."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = _BoundedConcatenation

    def __init__(self) -> None:
        self.text_limit = _BASE_TEXT
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[loopcontrols, GenerationTag],
            finalize=self._weighed,
        )
        self.concat = self.concatenate  # type: ignore[method-assign]
        self.globals.pop("lipsum", None)
        self.globals["raise_exception"] = _raise_exception
        self.globals["strftime_now"] = _strftime_now
        self._bound_filters()

    def run(self, program: Template, variables: Mapping[str, Any], steps: int) -> str:
        """Renders a program with at most `steps` steps.

        How long its texts may become follows from the `variables`. Raises TemplateLimitError, and
        whatever the template raises.
        """
        self.text_limit = sys.maxsize
        self.text_limit = _BASE_TEXT + 8 * self.weigh(dict(variables))
        parts: list[str] = []
        size = 0
        before = sys.gettrace()
        sys.settrace(_step_counter(steps, time.monotonic() + MAX_SECONDS))
        try:
            for part in program.generate(variables):
                parts.append(part)
                size += len(part)
                self._bound(size)
        finally:
            sys.settrace(before)
        return "".join(parts)

    def weigh(self, *values: object) -> int:
        """About how many characters the values have as text.

        Raises TemplateLimitError beyond the limit, before the whole is walked through.
        """
        total = _NODE_WEIGHT * len(values)
        waiting = list(values)
        while waiting:
            value = waiting.pop()
            inner: Iterable[object] = ()
            if isinstance(value, str):
                total += len(value)
            elif isinstance(value, dict):
                total += 2 * _NODE_WEIGHT * len(value)
                inner = (*value.keys(), *value.values())
            elif isinstance(value, (list, tuple, set, frozenset)):
                total += _NODE_WEIGHT * len(value)
                inner = value
            self._bound(total)
            waiting.extend(inner)
        return total

    def concatenate(self, values: Iterable[Any]) -> str:
        """What `~`, block assignments and macros join."""
        values = list(values)
        self.weigh(values)
        return "".join(map(str, values))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Denies what makes long text from a number, beside what the sandbox denies."""
        return attr not in _DENIED_METHODS and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Bounds the operators that can grow their operands."""
        if operator == "%" and isinstance(left, str):
            self._bound_format(left, "%", right)
        elif operator == "**":
            self._bound_bits(_bits(left) * (abs(right) if isinstance(right, int) else 1))
        elif operator == "*":
            self._bound_bits(_bits(left) + _bits(right))
            self._bound(_length(left) * _count(right), _length(right) * _count(left))
        elif operator == "+":
            self._bound(_length(left) + _length(right))
        return super().call_binop(context, operator, left, right)

    def call(
        self, context: Context, function: Callable[..., object], /, *args: object, **kwargs: object
    ) -> object:
        """Bounds the text methods that can grow their operands."""
        owner = getattr(function, "__self__", None)
        if isinstance(owner, str):
            name = getattr(function, "__name__", "")
            if name == "replace":
                self._bound_replace(owner, *args)
            elif name == "join" and args and isinstance(args[0], Iterable):
                args = (self._bound_join(args[0], owner), *args[1:])
        return super().call(context, function, *args, **kwargs)

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        """The sandbox's `str.format`, bounded."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        pattern = str(getattr(value, "__self__", ""))

        def bounded(*args: object, **kwargs: object) -> str:
            self._bound_format(pattern, "{", (args, kwargs))
            return wrapped(*args, **kwargs)

        return bounded

    def _bound_filters(self) -> None:
        for name in _DENIED_FILTERS:
            self.filters.pop(name, None)
        own = {"tojson": _tojson, "replace": self._replace, "join": self._join}
        self.filters.update({**own, "indent": self._indent, "format": self._format})
        for name, function in list(self.filters.items()):
            self.filters[name] = self._guarded(function, weighs=name not in _COLLECTION_FILTERS)

    def _guarded(self, function: Callable[..., Any], *, weighs: bool) -> Callable[..., Any]:
        @functools.wraps(function)
        def guarded(*args: object, **kwargs: object) -> object:
            for value in (*args, *kwargs.values()):
                if isinstance(value, int) and abs(value) > _MAX_INTEGER_ARGUMENT:
                    raise TemplateLimitError("number too large")
            if weighs:
                self.weigh(*args, *kwargs.values())
            return function(*args, **kwargs)

        return guarded

    def _replace(self, value: object, old: object, new: object, count: int | None = None) -> str:
        text = str(value)
        self._bound_replace(text, str(old), str(new))
        return text.replace(str(old), str(new), -1 if count is None else count)

    def _join(
        self, value: Iterable[Any], d: object = "", attribute: str | int | None = None
    ) -> str:
        values = list(value)
        if attribute is not None:
            values = list(map(make_attrgetter(self, attribute), values))
        return str(d).join(map(str, self._bound_join(values, str(d))))

    def _indent(
        self, s: object, width: int | str = 4, first: bool = False, blank: bool = False
    ) -> str:
        step = len(width) if isinstance(width, str) else width
        self._bound((str(s).count("\n") + 1) * step)
        return do_indent(str(s), width, first, blank)

    def _format(self, value: object, *args: object, **kwargs: object) -> str:
        self._bound_format(str(value), "%", (args, kwargs))
        return do_format(str(value), *args, **kwargs)

    def _weighed(self, value: object) -> object:
        """What an output expression gives, before it becomes text."""
        self.weigh(value)
        return value

    def _bound(self, *sizes: int) -> None:
        if any(size > self.text_limit for size in sizes):
            raise TemplateLimitError("too much text")

    def _bound_bits(self, bits: int) -> None:
        if bits > _MAX_NUMBER_BITS:
            raise TemplateLimitError("number too large")

    def _bound_replace(self, text: str, old: object = "", new: object = "", *_: object) -> None:
        if isinstance(old, str) and isinstance(new, str):
            self._bound(text.count(old) * len(new))

    def _bound_join(self, values: Iterable[Any], separator: str) -> list[Any]:
        values = list(values)
        self._bound(self.weigh(values) + len(values) * len(separator))
        return values

    def _bound_format(self, pattern: str, mark: str, values: object) -> None:
        if _LONG_FORMAT.search(pattern):
            raise TemplateLimitError("format too wide")
        self._bound(pattern.count(mark) * self.weigh(values))


def _step_counter(limit: int, deadline: float) -> Callable[[FrameType, str, Any], Any]:
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> object:
        nonlocal steps
        steps += 1
        if steps > limit or (steps % 1024 == 0 and time.monotonic() > deadline):
            raise TemplateLimitError("too many steps")
        if event == "call" and frame.f_code.co_filename != _TEMPLATE_FILE:
            return None
        return count

    return count


def _length(value: object) -> int:
    return len(value) if isinstance(value, (str, bytes, list, tuple)) else 0


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _bits(value: object) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _raise_exception(message: str) -> NoReturn:
    raise TemplateError(message)


def _strftime_now(pattern: str) -> str:
    return datetime.now().strftime(pattern)


def _tojson(
    value: object,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """JSON without HTML escapes, unlike Jinja's own filter."""
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )
