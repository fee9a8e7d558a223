"""Finds the texts that the program's Python files mark for translation.

Qt's own lupdate overlooks calls inside f-strings, constants for contexts, and plurals in
`QCoreApplication.translate`; reading the syntax tree does not.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class SourceText:
    """A text as the code has it; `context` is a class or a given name, a plural counts (`%n`)."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


def collect(folder: Path) -> list[SourceText]:
    """The marked texts of all Python files under `folder`, each once, sorted."""
    found = (text for file in folder.rglob("*.py") for text in texts_in(file.read_text("utf-8")))
    return without_doubles(found)


def without_doubles(texts: Iterable[SourceText]) -> list[SourceText]:
    """Each text once, sorted; a text that is counted anywhere is a plural everywhere."""
    merged: dict[tuple[str, str, str], bool] = {}
    for text in texts:
        key = (text.context, text.source, text.comment)
        merged[key] = merged.get(key, False) or text.plural
    return sorted(SourceText(*key, plural) for key, plural in merged.items())


def texts_in(code: str) -> Iterator[SourceText]:
    """The marked texts of one file: `self.tr`, `translate`, `QT_TRANSLATE_NOOP`, `QT_TR_NOOP`."""
    tree = ast.parse(code)
    yield from _walk(tree, "", _constants(tree))


def _walk(node: ast.AST, class_name: str, constants: dict[str, str]) -> Iterator[SourceText]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call):
            yield from _marked(child, class_name, constants)
        yield from _walk(child, inside, constants)


def _marked(call: ast.Call, class_name: str, constants: dict[str, str]) -> Iterator[SourceText]:
    """The text of `call` where it is a marking one with its texts written out."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    values = [_text(argument, constants) for argument in call.args]
    if name in {"tr", "QT_TR_NOOP"}:
        values.insert(0, class_name)
    elif name not in {"translate", "QT_TRANSLATE_NOOP"}:
        return
    if len(values) < 2 or not values[0] or not values[1]:
        return
    comment = values[2] if len(values) > 2 else None
    plural = len(values) > 3 or any(keyword.arg == "n" for keyword in call.keywords)
    yield SourceText(values[0], values[1], comment or "", plural)


def _text(node: ast.expr, constants: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return constants.get(node.id) if isinstance(node, ast.Name) else None


def _constants(tree: ast.Module) -> dict[str, str]:
    """The module's own names for texts (`_CONTEXT = "Problems"`)."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
