"""Exact arithmetic for the model: a small expression language, evaluated with bounds."""

import ast
import math
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from qwq_desktop.tools.registry import Tool, ToolError

Number = Fraction | float

_MAX_LENGTH = 400  # characters of an expression
_MAX_DEPTH = 40
_MAX_BITS = 4096  # size of the integers on the way
_MAX_DIGITS_SHOWN = 60

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_CONSTANTS: dict[str, float] = {"pi": math.pi, "e": math.e}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
}
_EXACT_FUNCTIONS: dict[str, Callable[..., Number]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "round": lambda x, n=0: round(x, int(n)),
    "floor": lambda x: Fraction(math.floor(x)),
    "ceil": lambda x: Fraction(math.ceil(x)),
}
_SPELLINGS = str.maketrans(
    {"×": "*", "·": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "^": "**"}
)


def evaluate(expression: str) -> str:
    """The value of an arithmetic expression as text; whole numbers and finite decimals exactly.

    Knows + - * / // % ** ^ brackets, factorials by `factorial(n)`, pi, e and the usual functions.
    Raises ToolError with a sentence.
    """
    text = expression.translate(_SPELLINGS).strip().rstrip("=").strip()
    if not text or len(text) > _MAX_LENGTH:
        raise ToolError("the expression is empty or too long")
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ToolError("this is not an arithmetic expression") from error
    try:
        return show(_value(tree.body, text, 0))
    except ZeroDivisionError as error:
        raise ToolError("division by zero") from error
    except (OverflowError, ValueError, TypeError) as error:
        raise ToolError(f"no result: {error}") from error


def show(value: Number) -> str:
    """A number as people write it: whole, as a finite decimal, or to 15 significant digits."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ToolError("the result is too large")
        return f"{value:.15g}"
    if value.denominator == 1:
        digits = str(value.numerator)
        return digits if len(digits) <= _MAX_DIGITS_SHOWN else _rounded(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    places = value.denominator.bit_length()
    if rest == 1 and places <= _MAX_DIGITS_SHOWN:
        scaled = value * 10**places
        return _decimal(scaled.numerator // scaled.denominator, places)
    return _rounded(value)


def _rounded(value: Fraction) -> str:
    try:
        return f"{float(value):.15g}"
    except OverflowError as error:
        raise ToolError("the result is too large") from error


def _decimal(scaled: int, places: int) -> str:
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")


def _value(node: ast.expr, source: str, depth: int) -> Number:
    if depth > _MAX_DEPTH:
        raise ToolError("the expression is nested too deeply")
    match node:
        case ast.Constant():
            return _constant(node, source)
        case ast.Name(id=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, source, depth + 1)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, source, depth + 1)
        case ast.BinOp(left=left, op=op, right=right):
            return _binary(op, _value(left, source, depth + 1), _value(right, source, depth + 1))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, [_value(a, source, depth + 1) for a in arguments])
    raise ToolError("only numbers, + - * / ** and the usual functions are allowed")


def _constant(node: ast.Constant, source: str) -> Number:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise ToolError("only numbers are allowed")
    written = ast.get_source_segment(source, node) or repr(node.value)
    try:
        return Fraction(written.replace("_", ""))  # 0.1 as written, not as a float
    except ValueError:
        return Fraction(node.value)


def _binary(op: ast.operator, left: Number, right: Number) -> Number:
    if isinstance(op, ast.Pow):
        return _power(left, right)
    function = _BINARY.get(type(op))
    if function is None:
        raise ToolError("this operator is not supported")
    return _bounded(function(left, right))


def _power(base: Number, exponent: Number) -> Number:
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        size = max(base.numerator.bit_length(), base.denominator.bit_length())
        if size * abs(exponent.numerator) > _MAX_BITS:
            raise ToolError("the result is too large")
        return Fraction(base**exponent.numerator)
    result: float | complex = float(base) ** float(exponent)
    if isinstance(result, complex):
        raise ToolError("the result is not a real number")
    return result


def _call(name: str, arguments: list[Number]) -> Number:
    if name == "factorial" and len(arguments) == 1:
        number = arguments[0]
        if not 0 <= number <= 400 or number != int(number):
            raise ToolError("factorial needs a whole number from 0 to 400")
        return Fraction(math.factorial(int(number)))
    if name in _EXACT_FUNCTIONS:
        return _exact(_EXACT_FUNCTIONS[name](*arguments))
    if name in _FUNCTIONS:
        return _tidy(_FUNCTIONS[name](*(float(a) for a in arguments)))
    raise ToolError(f"there is no function named {name}")


def _exact(value: Number | int) -> Number:
    return Fraction(value) if isinstance(value, int) else value


def _tidy(value: float) -> Number:
    """A root that comes out whole is whole."""
    return Fraction(int(value)) if value == int(value) and abs(value) < 2**53 else value


def _bounded(value: Number) -> Number:
    if isinstance(value, int):
        value = Fraction(value)
    if isinstance(value, Fraction):
        size = max(value.numerator.bit_length(), value.denominator.bit_length())
        if size > _MAX_BITS:
            raise ToolError("the result is too large")
    return value


def calculator() -> Tool:
    """The tool `calculate`."""

    def run(arguments: dict[str, Any]) -> str:
        expression = arguments.get("expression")
        if not isinstance(expression, str | int | float):
            raise ToolError('the argument "expression" is missing')
        return evaluate(str(expression))

    return Tool(
        "calculate",
        "Evaluate an arithmetic expression.",
        {
            "type": "object",
            "properties": {
                "expression": {"type": "string", "description": "The expression, such as 2 * 3."}
            },
            "required": ["expression"],
        },
        run,
    )
