"""Streaming Markdown.

Text is cut into closed blocks and an open tail, parsed into nodes, and written into a text
document.

`lines` and `blocks` cut, `tree`, `tables`, `inline`, `link_definitions` and `formulas` parse,
`healing` tidies the open tail, `styles`, `code` and `render` write. Only the last three know Qt.
The document view of `ui.chat` is the one caller.
"""
