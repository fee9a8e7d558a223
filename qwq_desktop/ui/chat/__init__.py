"""The chat view.

Messages, the thinking panel, streaming Markdown, the empty state and the composer.
"""
