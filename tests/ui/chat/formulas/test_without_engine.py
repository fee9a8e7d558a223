"""Where the engine has no wheel, formulas show their source and all else works."""

import pytest

from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.formulas import clipboard, engine
from qwq_desktop.ui.chat.text_parts import TextParts


def test_formulas_show_their_source_and_are_still_copied(
    qtbot, parts: TextParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "IS_AVAILABLE", False)
    view = DocumentView(parts, parts.answer)
    qtbot.addWidget(view)
    view.set_text("so \\(x^2\\) is\n\n\\[ y = 1 \\]\n")
    view.flush_all()
    assert view.toPlainText() == "so \\(x^2\\) is\n\\[ y = 1 \\]"
    assert view.spoken_text("en") == "so x² is.\ny = 1."
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert data.text() == "so \\(x^2\\) is\n\n\\[ y = 1 \\]"
    assert "<math" in clipboard.of_formula(r"\(x^2\)").html()
