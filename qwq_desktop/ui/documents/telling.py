"""The library's notices, as the window's."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from qwq_desktop.documents.library import Added
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.notice import Notice as Finding
from qwq_desktop.ui.notices import Notice, Severity

RESUME = "documents-paused"
_CONTEXT = "DocumentNotices"
_HELD_UP = ("disk_full", "home_unwritable", "index_busy")  # the library rests then
_MOST_NAMED = 2
translate = QCoreApplication.translate


def library_notice(finding: Finding) -> Notice:
    """What stops all documents, or was mended; what can be tried again has a button for that."""
    text = explain(finding.code, finding.facts).whole
    if finding.code in _HELD_UP:
        paused = translate(_CONTEXT, "Reading documents is paused; nothing is lost.")
        action = translate(_CONTEXT, "Resume")
        return Notice(RESUME, f"{text}\n{paused}", action, Severity.ERROR)
    severity = Severity.INFORMATION if finding.code == "index_renewed" else Severity.ERROR
    return Notice(f"documents-{finding.code}", text, severity=severity)


def refused_notice(added: Added) -> Notice | None:
    """Why some of what was brought could not be taken; None where all was."""
    if not added.refused:
        return None
    named = [explain(one.code, one.facts).whole for one in added.refused[:_MOST_NAMED]]
    left = len(added.refused) - len(named)
    if left:
        named.append(translate(_CONTEXT, "%n more could not be taken.", "", left))
    # Of a folder some files are always left out; only what was wanted by name is an error.
    is_error = any(one.code != "documents_other_files" for one in added.refused)
    severity = Severity.ERROR if is_error else Severity.INFORMATION
    return Notice("documents-refused", "\n".join(named), severity=severity)


def removed_text(names: Sequence[str]) -> str:
    """What was taken off the list."""
    if len(names) == 1:
        return translate(_CONTEXT, "“{name}” removed. Its file stays.").format(name=names[0])
    return translate(_CONTEXT, "%n documents removed. Their files stay.", "", len(names))
