"""Formulas: from LaTeX as a model wrote it to lines on the page, spoken words and Word's formulas.

`source` reads what was written, `engine` asks Mathra, `svg`, `glyphs` and `rules` turn its answer
into a `drawing`, `cache` keeps drawings, `text_object` puts them into text documents. `selection`
and its writers (`plain`, `rich`, `rtf`) are what leaves by the clipboard; `mathml` and `office`
(Word's formulas) serve them and the exports alike; `speech` puts formulas into words.
Where Mathra has no wheel, every formula shows its source. Used by the document view and by exports.
"""
