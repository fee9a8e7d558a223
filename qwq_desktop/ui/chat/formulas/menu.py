"""The context menu of a text: what can be copied of the formula under the mouse, and as what."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QMenu, QTextBrowser

from qwq_desktop.ui.chat.formulas import clipboard
from qwq_desktop.ui.chat.formulas.plain import as_markdown
from qwq_desktop.ui.chat.formulas.selection import selected_blocks
from qwq_desktop.ui.chat.formulas.text_object import formula_of


def formula_at(browser: QTextBrowser, point: QPoint) -> str:
    """The formula under a point of the viewport, as written; empty for none."""
    document = browser.document()
    position = document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
    if position < 0:
        return ""
    cursor = QTextCursor(document)
    for place in (position + 1, position):  # a hit in the right half counts as behind the object
        cursor.setPosition(min(place, document.characterCount() - 1))
        formula = formula_of(cursor.charFormat())
        if formula:
            return formula
    return ""


def add_copy_actions(menu: QMenu, browser: QTextBrowser, point: QPoint) -> None:
    """Put what concerns the formula under the point, and the selection, above the usual actions."""
    added = []
    formula = formula_at(browser, point)
    if formula:
        words = QCoreApplication.translate("FormulaMenu", "Copy as LaTeX")
        added.append(_action(menu, words, lambda: clipboard.of_formula(formula)))
        words = QCoreApplication.translate("FormulaMenu", "Copy as MathML")
        added.append(_action(menu, words, lambda: clipboard.of_formula(formula, as_mathml=True)))
    cursor = browser.textCursor()
    if cursor.hasSelection():
        blocks = selected_blocks(cursor)
        words = QCoreApplication.translate("FormulaMenu", "Copy as Markdown")
        added.append(_action(menu, words, lambda: _text(as_markdown(blocks))))
    usual = menu.actions()
    if added and usual:
        menu.insertActions(usual[0], added)
        menu.insertSeparator(usual[0])


def _action(menu: QMenu, words: str, content: Callable[[], QMimeData]) -> QAction:
    action = QAction(words, menu)
    action.triggered.connect(lambda: QGuiApplication.clipboard().setMimeData(content()))
    return action


def _text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data
