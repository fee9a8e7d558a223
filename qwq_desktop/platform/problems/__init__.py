"""The sentences about everything that can go wrong: what happened, and what the user can do.

Data only; `explain` alone reads it.
"""

from qwq_desktop.platform.problems.attachments import ATTACHMENT
from qwq_desktop.platform.problems.bringing import BRINGING
from qwq_desktop.platform.problems.conversations import CHAT
from qwq_desktop.platform.problems.document_index import DOCUMENT_INDEX
from qwq_desktop.platform.problems.documents import DOCUMENT
from qwq_desktop.platform.problems.downloads import DOWNLOAD
from qwq_desktop.platform.problems.embedders import EMBEDDER
from qwq_desktop.platform.problems.hubs import HUB
from qwq_desktop.platform.problems.library import LIBRARY
from qwq_desktop.platform.problems.models import MODEL
from qwq_desktop.platform.problems.own_files import FILES
from qwq_desktop.platform.problems.problem import Problem
from qwq_desktop.platform.problems.rerankers import RERANKER
from qwq_desktop.platform.problems.servers import SERVER
from qwq_desktop.platform.problems.transfers import TRANSFER

PROBLEMS: dict[str, Problem] = {
    **MODEL,
    **CHAT,
    **SERVER,
    **FILES,
    **ATTACHMENT,
    **DOCUMENT,
    **TRANSFER,
    **DOWNLOAD,
    **HUB,
    **LIBRARY,
    **DOCUMENT_INDEX,
    **BRINGING,
    **EMBEDDER,
    **RERANKER,
}

__all__ = ["PROBLEMS", "Problem"]
