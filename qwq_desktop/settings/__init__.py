"""Typed settings: their defaults, bounds, presets, and the file that keeps them.

Owns `settings.json`. Values are frozen dataclasses; a change is a new value handed to the store,
which tells its listeners.
"""
