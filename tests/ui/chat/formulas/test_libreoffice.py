"""Pasted into LibreOffice Writer a formula is a formula; skipped where it isn't installed."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from qwq_desktop.ui.chat.formulas import clipboard, engine
from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed"),
    pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here"),
]


@pytest.mark.timeout(180)
def test_formulas_arrive_in_writer_as_objects(tmp_path: Path) -> None:
    runs = (
        Run("So "),
        Run(r"\(\frac{a}{b}\)", is_formula=True),
        Run(" is "),
        Run(r"\[ \begin{pmatrix} 1 & 2 \\[2pt] 3 & 4 \end{pmatrix} \]", is_formula=True),
        Run(r" 即 "),
        Run(r"$\sum_{i=1}^n \text{如果}$", is_formula=True),
        Run(r"\(\foo\)", is_formula=True),
    )
    data = clipboard.of_blocks([SelectedBlock(BlockKind.TEXT, runs)])
    source = tmp_path / "pasted.rtf"
    source.write_bytes(data.data(clipboard.RTF[0]).data())
    assert OFFICE is not None
    subprocess.run(
        [OFFICE, "--headless", "--convert-to", "odt:writer8", "--outdir", tmp_path, source],
        check=True,
        timeout=150,
        capture_output=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    with zipfile.ZipFile(tmp_path / "pasted.odt") as odt:
        names = [name for name in odt.namelist() if name.endswith("/content.xml")]
        formulas = "\n".join(odt.read(name).decode() for name in sorted(names))
        text = odt.read("content.xml").decode()
    assert len(names) == 3
    assert "{a} over {b}" in formulas
    assert "matrix {1 # 2 ## 3 # 4}" in formulas
    assert "如果" in formulas
    assert r"\(\foo\)" in text  # a formula that cannot be drawn stays LaTeX
