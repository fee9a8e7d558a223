"""The window: widgets by subject, and the theme they share.

Widgets show what `chat`, `models` and `settings` say and report what the user did; they keep no
state that could disagree.
"""
