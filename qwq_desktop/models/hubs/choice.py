"""Which hub answers here: many users cannot reach one of them."""

import logging
import queue
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.http import Stopped
from qwq_desktop.models.hubs.hub import Hub
from qwq_desktop.platform.errors import QwQError

PATIENCE_S = 8.0
_GRACE_S = 0.5  # for the others, once one has answered
_NEARER = ("offline", "download_proxy", "download_certificate")  # faults on this side of the line
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class HubAnswer:
    """How quickly a hub answered, or why not; neither while it is silent."""

    source: HubSource
    seconds: float | None = None
    error: QwQError | None = None


def measure(hubs: Sequence[Hub], patience_s: float = PATIENCE_S) -> tuple[HubAnswer, ...]:
    """Ask all hubs at once; how each answered, in their order. Blocks at most `patience_s`.

    Once one has answered, the others get as long again and a little more.
    """
    told: queue.Queue[HubAnswer] = queue.Queue()
    for hub in hubs:
        threading.Thread(target=_ask, args=(hub, told), name="hub", daemon=True).start()
    answers = {hub.source: HubAnswer(hub.source) for hub in hubs}
    began = time.monotonic()
    ends_at, open_ones = began + patience_s, len(hubs)
    while open_ones and (left := ends_at - time.monotonic()) > 0:
        try:
            answer = told.get(timeout=left)
        except queue.Empty:
            break
        open_ones -= 1
        answers[answer.source] = answer
        if answer.seconds is not None:
            now = time.monotonic()
            ends_at = min(ends_at, now + (now - began) + _GRACE_S)
    return tuple(answers[hub.source] for hub in hubs)


def proposed(answers: Iterable[HubAnswer]) -> HubSource | None:
    """The hub that answered first; None if none did."""
    quick = [(one.seconds, one.source) for one in answers if one.seconds is not None]
    return min(quick)[1] if quick else None


def why_silent(answers: Iterable[HubAnswer]) -> QwQError:
    """What keeps the hubs from answering, where it isn't them; else QwQError: hubs_silent."""
    errors = [one.error for one in answers if one.error is not None]
    nearer = (error for code in _NEARER for error in errors if error.code == code)
    return next(nearer, None) or QwQError("hubs_silent")


def _ask(hub: Hub, told: queue.Queue[HubAnswer]) -> None:
    try:
        told.put(HubAnswer(hub.source, hub.seconds_to_answer()))
    except Stopped:
        told.put(HubAnswer(hub.source))
    except QwQError as error:
        _LOG.info("%s does not answer: %s", hub.source, error)
        told.put(HubAnswer(hub.source, error=error))
