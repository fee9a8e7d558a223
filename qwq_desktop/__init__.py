"""QwQ Desktop: a private desktop chat application for QwQ-32B and other open reasoning models.

The packages are layers; imports point down this list only: entry points (`app`, `cli`), `ui`,
`chat`, `tools`, `models`, `engine`, `storage`, `settings`, `platform`. Only `ui` may use QtWidgets
and QtGui.
"""

__version__ = "0.1.0"
