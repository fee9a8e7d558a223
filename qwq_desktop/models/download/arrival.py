"""What is remembered of a download that has come whole."""

from qwq_desktop.models.download.item import DownloadItem
from qwq_desktop.models.origins import Origin, remember


def remember_arrival(item: DownloadItem) -> None:
    """Keep beside each file where it is from. Raises OSError; for a worker thread."""
    facts = item.origin
    for path, file in zip(item.paths, item.files, strict=True):
        origin = Origin(
            facts.get("source", ""),
            facts.get("repository", ""),
            facts.get("revision", ""),
            file.sha256,
            file.size,
            file.url,
        )
        remember(path, origin)
