"""How an answer shows what it rests on: numbers to click, quotations marked by their proof.

`citations` is what is known, `marking` carries it through Markdown, `writer` and `chips` draw it,
`findings`, `sources_list` and `inside` stand around the answer. `ui.chat` is the one caller.
"""
