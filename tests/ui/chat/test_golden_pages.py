"""A page of an answer looks as it did when somebody looked at it.

After an intended change: delete the image, run the test once (it fails and writes the new image),
look at it, commit it. Only the bundled fonts are used, so that the system's make no difference.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.chat.text_parts import text_parts
from qwq_desktop.ui.theme import fonts, style

pytestmark = pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")

FOLDER = Path(__file__).parent / "golden"
WIDTH = 640
TEXTS = {
    "answer": r"""## The roots of a *quadratic*

They are **real** if \(b^2 - 4ac \ge 0\); see [the proof](https://example.org) and `roots()`:

\[ x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a} \]

1. Bring it into the form \(ax^2 + bx + c = 0\).
2. Look at the discriminant:
   - positive: two roots
   - zero: one, ~~none~~

     counted twice
3. Insert.

| discriminant | roots | seen |
|:--|--:|:-:|
| \(> 0\) | 2 | often |
| \(= 0\) | 1 | seldom |

> What is quoted stands behind a rule.
>
> > And what is quoted there behind another.

---

```python
def roots(a, b, c):
    # only the real ones
    return sorted({2, 3}), "text"
```
""",
    "code_first": "```\nfirst = 1\n```\n\n```json\n{}\n```\n\n### After it\n\n1) so\n2) open",
}


@pytest.fixture
def bundled_only(bundled_fonts, monkeypatch):
    """No font of the system."""
    for name in ("CHINESE", "CHINESE_MONOSPACE"):
        monkeypatch.setattr(fonts, name, ())
    monkeypatch.setattr(fonts, "MONOSPACE", ("Inter",))


def painted(qtbot, dressed, theme, icons, text: str) -> QImage:
    style.apply(dressed, theme)
    parts = text_parts(theme, icons)
    view = DocumentView(parts, parts.answer)
    qtbot.addWidget(view)
    view.set_text(text)
    view.flush_all()
    view.fit(WIDTH)
    view.resize(WIDTH, view.height())
    image = QImage(WIDTH, view.height() + 16, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.palette.ground))
    view.render(image, QPoint(0, 8))
    return image


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_a_page_looks_as_it_did(
    qtbot, bundled_only, dressed, theme, dark_theme, icons, looks_as_it_did, name, palette
):
    wanted = theme if palette == "light" else dark_theme
    image = painted(qtbot, dressed, wanted, icons, TEXTS[name])
    looks_as_it_did(image, FOLDER / f"{name}_{palette}.png", coarser=4)
