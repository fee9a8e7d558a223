"""A conversation's life: turns, branches, the tool loop, titles.

Owns the open conversation, the running turn and what the model has in view of it; `storage` keeps
them, `ui` shows them through the signals of `session`.
"""
