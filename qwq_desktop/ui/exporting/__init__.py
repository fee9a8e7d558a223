"""Chats as HTML, Word and PDF: the formats that need the text's structure.

They share the window's parser (`ui.chat.markdown`), so that a file shows what the chat shows.
Nothing here but `pdf` needs a window's libraries; the command line uses the rest.
"""
