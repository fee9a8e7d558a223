"""A conversation's life: turns, branches, the tool loop, titles.

Owns the open conversation and the running turn; `storage` keeps them, `ui` shows them through the
signals of `session`.
"""
