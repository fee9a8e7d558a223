"""What an answer means that is not the file: an error for the user, or a pause and another try."""

import http.client
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from qwq_desktop.models.download.http import Answer
from qwq_desktop.platform.errors import QwQError

_LONGEST_WAIT_S = 3600.0
_PASSING = (408, 425, 429, 500, 502, 503, 504)


class Passing(Exception):
    """Trouble that may be gone at the next try; `wait_s` is what the server asks for."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait_s = wait_s


def refuse(answer: Answer, url: str) -> None:
    """Raise what a status other than 200 and 206 means.

    QwQError: download_needs_token, download_forbidden, download_gone, download_proxy,
    download_refused; Passing for what may pass.
    """
    status = answer.status
    if status in (200, 206):
        return
    if status in _PASSING:
        raise Passing(f"HTTP {status}", retry_after(answer.header("Retry-After")))
    if status == 401:
        raise QwQError("download_needs_token", url=url)
    if status == 403:
        # Hubs answer so where a licence must be accepted first.
        raise QwQError("download_forbidden", url=url)
    if status in (404, 410):
        raise QwQError("download_gone", url=url)
    if status == 407:
        raise QwQError("download_proxy", url=url, status=status)
    raise QwQError("download_refused", url=url, status=status)


def retry_after(value: str, now: datetime | None = None) -> float:
    """The seconds that a `Retry-After` header asks for, 0 where it says nothing usable."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    wait = (moment - (now or datetime.now(UTC))).total_seconds()
    return min(max(wait, 0.0), _LONGEST_WAIT_S)


def passing(error: OSError | http.client.HTTPException) -> Passing:
    """A broken connection, as trouble that may pass."""
    reason = "silence" if isinstance(error, TimeoutError) else (str(error) or repr(error))
    return Passing(reason)
