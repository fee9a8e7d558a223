"""A conversation's life: turns, branches, the tool loop, titles, the model's view of it.

Owns the open conversation and the running turn; `storage` keeps them, `ui` shows them through the
signals of `session`.
"""
