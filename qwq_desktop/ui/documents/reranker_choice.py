"""Which model puts found passages in order, in words and as a menu's entries."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from qwq_desktop.documents.reranking.model import NO_RERANKER
from qwq_desktop.models.references import ModelRef

_CONTEXT = "RerankerChoice"
translate = QCoreApplication.translate


@dataclass(frozen=True)
class RerankerChoice:
    """What the settings say, and what there is to choose from."""

    setting: str = ""
    usable: tuple[ModelRef, ...] = ()

    @property
    def current(self) -> ModelRef | None:
        """The model in use: what was chosen, or the only one there is."""
        if not self.setting:
            return self.usable[0] if len(self.usable) == 1 else None
        return next((r for r in self.usable if self.setting in (r.id, str(r.path))), None)

    @property
    def is_missing(self) -> bool:
        """Whether a model is wanted that isn't here."""
        return self.setting not in ("", NO_RERANKER) and self.current is None

    @property
    def words(self) -> str:
        """What it means for the passages; "" where there is nothing to say."""
        if self.current is not None:
            text = translate(_CONTEXT, "Then {model} puts the best of them in order.")
            return text.format(model=self.current.name)
        if self.is_missing:
            return translate(_CONTEXT, "The model that put them in order is not on this computer.")
        if self.usable and not self.setting:
            return translate(_CONTEXT, "Several models could put them in order: choose one.")
        return ""

    def entries(self) -> Iterator[tuple[str, str, bool]]:
        """What can be chosen: its text, the setting's value, and whether it is so now."""
        if not self.usable and not self.is_missing:
            return
        for ref in self.usable:
            text = translate(_CONTEXT, "Put in order by {model}")
            yield text.format(model=ref.name.replace("&", "&&")), ref.id, ref == self.current
        as_found = translate(_CONTEXT, "Leave in the order found")
        yield as_found, NO_RERANKER, self.setting == NO_RERANKER
