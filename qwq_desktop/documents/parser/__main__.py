"""The parser process: requests on stdin, one a line, answers on stdout, log on stderr."""

import base64
import logging
import os
import queue
import sys
import threading
from pathlib import Path
from typing import Any

from qwq_desktop.documents.parser import reading
from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser.limits import limit_own_memory
from qwq_desktop.documents.parser.protocol import BOX_SCALE, Request, decode_request, encode
from qwq_desktop.documents.text import Block
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.priority import give_way

_IDLE_S = 30.0  # then the process ends: the application starts another when it has need of one
EXIT_OUT_OF_MEMORY = 3
_log = logging.getLogger(__name__)


class _Answers:
    """Writes answers to the file descriptor that was stdout, whole lines."""

    def __init__(self) -> None:
        # Libraries print to stdout as they like: what they print goes to the log from here on.
        self._descriptor = os.dup(1)
        os.dup2(2, 1)

    def send(self, message: dict[str, Any]) -> None:
        """Write one answer. A parent that is gone ends the process."""
        data = memoryview(encode(message))
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
        except OSError:
            os._exit(0)


def answer(request: Request, answers: _Answers) -> None:
    """Do what is asked and tell how it went. Out of memory the process ends: who knows its state.

    Whatever a library raises over a broken file is the file's fault, and ends only its request.
    """
    try:
        _perform(request, answers)
    except QwQError as error:
        answers.send(_error(error))
    except MemoryError:
        answers.send(_error(QwQError("document_memory")))
        os._exit(EXIT_OUT_OF_MEMORY)
    except Exception as error:
        _log.warning("the file could not be read", exc_info=True)
        answers.send(_error(QwQError("document_damaged", detail=repr(error))))


def _perform(request: Request, answers: _Answers) -> None:
    path = Path(request.path)
    if request.do == "parse":
        _parse(path, request.password, answers)
    elif request.do in ("render", "boxes"):
        _show(path, request, answers)
    else:
        raise QwQError("bad_request", detail=request.do)


def _parse(path: Path, password: str, answers: _Answers) -> None:
    def send(blocks: list[Block], names: dict[int, str]) -> None:
        rows = [[block.page, block.kind, block.level, block.text] for block in blocks]
        answers.send({"blocks": rows, "names": list(names.items())})

    def tell(page: int, pages: int) -> None:
        answers.send({"page": page, "pages": pages})

    draft = Draft(send, tell)
    reading.read(path, password, draft)
    answers.send(
        {
            "done": {
                "format": draft.format,
                "title": draft.title,
                "page_count": draft.page_count,
                "is_paged": draft.is_paged,
            },
            "findings": [[finding.code, finding.facts] for finding in draft.findings],
        }
    )


def _show(path: Path, request: Request, answers: _Answers) -> None:
    if b"%PDF-" not in reading.checked_head(path)[:1024]:
        raise QwQError("document_no_pages")
    from qwq_desktop.documents.parser.pdf.document import Pdf

    pdf = Pdf(path, request.password)
    try:
        if request.do == "render":
            width, height, pixels = pdf.rendered(request.page, request.width_px)
            encoded = base64.b64encode(pixels).decode("ascii")
            image = {"width_px": width, "height_px": height, "pixels": encoded}
            answers.send({"image": image})
            return
        text, boxes = pdf.boxes(request.page)
        numbers = [box and [round(value * BOX_SCALE) for value in box] for box in boxes]
        answers.send({"boxes": {"text": text, "boxes": numbers}})
    finally:
        pdf.close()


def _error(error: QwQError) -> dict[str, Any]:
    return {"error": {"code": error.code, "facts": error.facts, "detail": error.detail[:2_000]}}


def _read_requests(requests: "queue.SimpleQueue[Request]") -> None:
    """On a thread of its own: the end of stdin ends the process in the midst of any file."""
    try:
        for line in sys.stdin.buffer:
            requests.put(decode_request(line))
    finally:
        os._exit(0)


def main() -> None:
    """Answer requests until stdin ends, or nothing is asked for a while."""
    logging.basicConfig(level="WARNING", stream=sys.stderr)
    answers = _Answers()
    give_way()
    limit_own_memory()
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    while True:
        try:
            request = requests.get(timeout=_IDLE_S)
        except queue.Empty:
            os._exit(0)
        answer(request, answers)


if __name__ == "__main__":
    main()
