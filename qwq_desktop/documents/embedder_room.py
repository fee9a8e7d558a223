"""The embedder that is in use, made when it is first needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qwq_desktop.documents.model_room import ModelRoom

if TYPE_CHECKING:  # numpy is for the workers
    from qwq_desktop.documents.embedder import Embedder

MakeEmbedder = Callable[[], "Embedder | None"]
EmbedderRoom = ModelRoom["Embedder"]
