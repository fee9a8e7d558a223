"""Puts back the import that PySide6 replaces; takes effect when this module is imported.

For `from __feature__ import …` PySide6 wants to know which modules use it, and reads the source of
each that is imported after it: an eighth of the program's start. No module here selects features.
PySide6 keeps the import that it replaced in `builtins` (its `feature.py` tells of it); where it
doesn't, all stays as it is.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - so that it has been replaced

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
