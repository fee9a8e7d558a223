"""Chats as files for elsewhere: which formats there are, their names, and the plain ones.

Pure: a `storage.whole_chats.WholeChat` goes in, bytes come out. What needs the text's structure
(HTML, Word, PDF) is in `ui.exporting`, which shares the parser with the window.
"""
