"""What is said of models that are on this computer. Sentences; no widgets."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.foreign.found import Program
from qwq_desktop.models.inventory import Keeping, Listed
from qwq_desktop.models.shelf.checks import Checking
from qwq_desktop.models.shelf.incoming import Offer
from qwq_desktop.models.shelf.looking import ModelFolder, ShelfView
from qwq_desktop.models.verifying import Verdict
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.ui.numbers import grouped
from qwq_desktop.ui.sentences import joined

_HUBS = {HubSource.HUGGINGFACE: "Hugging Face", HubSource.MODELSCOPE: "ModelScope"}
_BREAKS = "/\\-_"
_SEPARATOR = " · "


def breakable(path: str) -> str:
    """A path that may be broken into lines after its separators."""
    return "".join(f"{sign}\u200b" if sign in _BREAKS else sign for sign in path)


def caption(item: Listed, today: date, *, is_loaded: bool, names_file: bool = False) -> str:
    """Size, context, last use and origin of a model; its file's name where others share its own."""
    translate = QCoreApplication.translate
    context = translate("ModelLibrary", "{count} tokens of context")
    parts = (
        format_bytes(item.size_bytes),
        context.format(count=grouped(item.context_length)) if item.context_length else "",
        "" if is_loaded else used_text(item.last_used, today),
        breakable(origin_text(item)),
        breakable(item.ref.path.name) if names_file else "",
    )
    return _SEPARATOR.join(filter(None, parts))


def used_text(last_used: float | None, today: date) -> str:
    """When a model was last used."""
    translate = QCoreApplication.translate
    if last_used is None:
        return translate("ModelLibrary", "not used yet")
    day = datetime.fromtimestamp(last_used).date()
    if day >= today:
        return translate("ModelLibrary", "used today")
    if (today - day).days == 1:
        return translate("ModelLibrary", "used yesterday")
    shown = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
    return translate("ModelLibrary", "used on {date}").format(date=shown)


def origin_text(item: Listed) -> str:
    """Where a model came from, as far as it is known."""
    translate = QCoreApplication.translate
    source, _, repository = item.came_from.partition(":")
    if source in _HUBS and repository:
        where = f"{_HUBS[HubSource(source)]}, {repository}"
        return translate("ModelLibrary", "from {where}").format(where=where)
    if "://" in item.came_from:
        host = urlsplit(item.came_from).hostname or ""
        return translate("ModelLibrary", "from {where}").format(where=host)
    if item.keeping is Keeping.BUILT_IN:
        return translate("ModelLibrary", "came with the program")
    if item.keeping is Keeping.IN_PLACE and item.came_from:
        text = translate("ModelLibrary", "used where {program} keeps it")
        return text.format(program=item.came_from)
    if item.keeping is Keeping.IN_PLACE:
        return translate("ModelLibrary", "used where it lies")
    return translate("ModelLibrary", "added by you")


def is_from_the_net(item: Listed) -> bool:
    """Whether it can be fetched again from where it came."""
    return ":" in item.came_from and item.keeping is Keeping.OWN


def may_move_in(item: Listed) -> bool:
    """Whether it lies somewhere else, and no other program would miss it."""
    programs = {str(program) for program in Program}
    return item.keeping is Keeping.IN_PLACE and item.came_from not in programs


def removal_question(item: Listed, *, is_loaded: bool) -> str:
    """What taking a model away would do."""
    translate = QCoreApplication.translate
    name = item.ref.name
    if item.keeping is Keeping.IN_PLACE:
        text = translate(
            "ModelLibrary",
            "Take “{name}” off this list? Its file belongs elsewhere and stays where it is.",
        )
        return text.format(name=name)
    ask = translate("ModelLibrary", "Delete “{name}”?").format(name=name)
    if item.frees_bytes:
        text = translate(
            "ModelLibrary", "It goes to the trash; emptying that gives {size} back to the disk."
        )
        room = text.format(size=format_bytes(item.frees_bytes))
    else:
        room = translate(
            "ModelLibrary", "It goes to the trash. That frees no space: the file has other names."
        )
    used = translate("ModelLibrary", "It is in use: the built-in model takes its place.")
    return joined(ask, room, used if is_loaded else "")


def verdict_text(state: Checking) -> str:
    """What a check found."""
    translate = QCoreApplication.translate
    if state.error is not None:
        return explain(state.error.code, state.error.facts).whole
    if state.verdict is Verdict.WRONG:
        wrong = next(one for one in state.checks if one.verdict is Verdict.WRONG)
        return explain("model_wrong_hash", {"path": str(wrong.path)}).whole
    if state.verdict is Verdict.RIGHT:
        return translate("ModelLibrary", "Whole: every byte is as it was published.")
    return translate(
        "ModelLibrary",
        "Complete, as far as the file itself tells. Nobody published its hash, so that it can't be "
        "compared.",
    )


def summary(view: ShelfView) -> str:
    """How many models there are, how large, and what the disk has left."""
    translate = QCoreApplication.translate
    count = translate("ModelLibrary", "%n model(s)", None, len(view.items))
    free = "" if view.free_bytes is None else _free(view.free_bytes)
    return _SEPARATOR.join(filter(None, (count, format_bytes(view.size_bytes), free)))


def folder_text(folder: ModelFolder) -> str:
    """What a folder of models holds, and what its disk has left."""
    translate = QCoreApplication.translate
    if not folder.is_there:
        gone = translate(
            "ModelLibrary",
            "This folder isn't there now. If it is on another disk, connect that disk.",
        )
        waits = translate("ModelLibrary", "New models should go there.")
        return joined(gone, waits if folder.takes_new else "")
    count = translate("ModelLibrary", "%n model(s)", None, folder.models)
    free = "" if folder.free_bytes is None else _free(folder.free_bytes)
    size = format_bytes(folder.size_bytes) if folder.models else ""
    return _SEPARATOR.join(filter(None, (count, size, free)))


def offer_title(offer: Offer) -> str:
    """What was found at the paths that were brought."""
    translate = QCoreApplication.translate
    if offer.new:
        count = translate("ModelLibrary", "%n model(s) found", None, len(offer.new))
        return _SEPARATOR.join((count, format_bytes(offer.size_bytes)))
    if offer.models:
        return translate("ModelLibrary", "What you brought is in your list already.")
    return translate("ModelLibrary", "There is no model in what you brought.")


def offer_cost(offer: Offer) -> str:
    """What the two ways of taking models in mean."""
    translate = QCoreApplication.translate
    if not offer.new:
        return ""
    stay = translate("ModelLibrary", "Used where they lie, nothing is copied.")
    if offer.programs:
        missed = translate("ModelLibrary", "Moved, {program} would not find them any more.")
        return joined(stay, missed.format(program=", ".join(offer.programs)))
    if not offer.copy_bytes:
        quick = translate("ModelLibrary", "The models folder is on the same disk: moving is quick.")
        return joined(stay, quick)
    text = translate("ModelLibrary", "Moving copies {size} to another disk, which has {free} left.")
    free = "…" if offer.free_bytes is None else format_bytes(offer.free_bytes)
    return joined(stay, text.format(size=format_bytes(offer.copy_bytes), free=free))


def names(listed: Sequence[str]) -> str:
    """A few names in a row, the others counted."""
    first = ", ".join(listed[:3])
    more = len(listed) - 3
    if more <= 0:
        return first
    rest = QCoreApplication.translate("ModelLibrary", "%n more", None, more)
    return f"{first}, {rest}"


def _free(size_bytes: int) -> str:
    text = QCoreApplication.translate("ModelLibrary", "{size} free on the disk")
    return text.format(size=format_bytes(size_bytes))
