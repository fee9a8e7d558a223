"""Formulas as Office Math (OMML), in which Word and LibreOffice can edit them.

`converter` makes it of MathML; `brackets` and `rows` find what belongs together, which MathML of
LaTeX need not say. Pure; used by the clipboard's RTF and by the export to Word.
"""
