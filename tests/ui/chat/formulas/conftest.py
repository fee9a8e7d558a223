"""What the tests of formulas share."""

import json
from pathlib import Path

import pytest

from qwq_desktop.ui.chat.formulas.cache import FormulaCache
from qwq_desktop.ui.theme import fonts


@pytest.fixture
def cache(bundled_fonts, theme) -> FormulaCache:
    """A cache of drawings."""
    return FormulaCache(fonts.interface_font(theme))


@pytest.fixture(scope="session")
def written_formulas() -> list[dict]:
    """Formulas that models wrote."""
    path = Path(__file__).parents[1] / "data" / "formulas.json"
    return json.loads(path.read_text("utf-8"))
