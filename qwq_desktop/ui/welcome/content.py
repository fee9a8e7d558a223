"""What the welcome says at each stage. Pure but for the language."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.ui.chat.wording import duration_text
from qwq_desktop.ui.numbers import grouped, memory_text
from qwq_desktop.ui.sentences import joined
from qwq_desktop.ui.welcome.card import Choice, Fact, WelcomeContent, Wish

_CONTEXT = "Welcome"
_LARGE_MODEL = "QwQ-32B"
_WORTH_TELLING_S = 60.0
translate = QCoreApplication.translate


class Stage(StrEnum):
    """Where the welcome is."""

    HELLO = "hello"
    COMPUTER = "computer"
    LOOKING = "looking"
    FOUND = "found"
    NOTHING_FITS = "nothing_fits"
    DOWNLOAD = "download"


@dataclass(frozen=True)
class WelcomeState:
    """All that the words depend on. `hub` is the name of the hub that was asked."""

    stage: Stage = Stage.HELLO
    computer: Computer | None = None
    advice: ModelAdvice | None = None
    hub: str = ""
    item: DownloadItem | None = None
    error: QwQError | None = None
    is_offline: bool = False


def content_of(state: WelcomeState) -> WelcomeContent:
    """The words and buttons for a state."""
    if state.stage is Stage.HELLO:
        return _hello()
    if state.stage in (Stage.COMPUTER, Stage.LOOKING):
        return _computer(state)
    if state.stage is Stage.DOWNLOAD and state.item is not None:
        return _download(state, state.item)
    if state.stage is Stage.FOUND and state.advice is not None:
        return _found(state, state.advice)
    return _nothing_fits(state)


def _hello() -> WelcomeContent:
    return WelcomeContent(
        1,
        translate(_CONTEXT, "Welcome to QwQ Desktop"),
        translate(
            _CONTEXT,
            "A model that thinks before it answers, on your own computer. What you write, what it "
            "thinks and the files you give it stay here. Nothing goes out unless you ask for it, "
            "and the line at the bottom lists every connection.",
        ),
        caption=translate(
            _CONTEXT,
            "A small demonstration model came with the program, so you can write at once.",
        ),
        choices=(Choice(Wish.NEXT, translate(_CONTEXT, "What can this computer run?"), True),),
    )


def _computer(state: WelcomeState) -> WelcomeContent:
    looks = state.stage is Stage.LOOKING
    choices: tuple[Choice, ...] = ()
    if state.is_offline:
        text, choices = _offline_words(), (_open_file(is_main=True),)
    elif looks:
        text = translate(_CONTEXT, "Looking for the best model for this computer…")
    else:
        text, choices = _asking_words(), (_find(again=state.error is not None), _open_file())
    warning = explain(state.error.code, state.error.facts).whole if state.error else ""
    return WelcomeContent(
        2,
        translate(_CONTEXT, "This computer"),
        text,
        facts_of(state.computer),
        caption=translate(_CONTEXT, "You can chat meanwhile.") if looks else "",
        warning=warning,
        choices=choices,
        progress=-1.0 if looks else None,
    )


def _found(state: WelcomeState, advice: ModelAdvice) -> WelcomeContent:
    offer, option = advice.recommended, advice.found.advice.recommended
    assert offer is not None
    assert option is not None
    reason = advice.found.advice.reason
    is_large = advice.entry.name == _LARGE_MODEL
    title = translate(_CONTEXT, "{model} fits this computer")
    smaller = translate(
        _CONTEXT, "QwQ-32B itself is too large or too slow here; this one thinks in the same way."
    )
    size = "" if offer.size is None else format_bytes(offer.size)
    download = translate(_CONTEXT, "Download ({size})") if size else translate(_CONTEXT, "Download")
    return WelcomeContent(
        3,
        title.format(model=advice.entry.name),
        joined(
            tell(option.finding.code, option.finding.facts),
            tell(reason.code, reason.facts) if is_large else smaller,
        ),
        caption=_promises(advice, state.hub),
        warning=explain(state.error.code, state.error.facts).whole if state.error else "",
        choices=(
            Choice(Wish.DOWNLOAD, download.format(size=size), True),
            Choice(Wish.OTHERS, translate(_CONTEXT, "See other models")),
        ),
    )


def _nothing_fits(state: WelcomeState) -> WelcomeContent:
    advice = state.advice.found.advice if state.advice is not None else None
    reason = tell(advice.reason.code, advice.reason.facts) if advice else ""
    text = translate(
        _CONTEXT,
        "None of the thinking models fits at the moment. Close large programs or free some disk "
        "space and look again; the built-in models work meanwhile.",
    )
    return WelcomeContent(
        3,
        translate(_CONTEXT, "No large model fits now"),
        joined(reason, text),
        facts_of(state.computer),
        choices=(
            _find(again=True),
            Choice(Wish.OTHERS, translate(_CONTEXT, "See other models")),
        ),
    )


def _download(state: WelcomeState, item: DownloadItem) -> WelcomeContent:
    name = state.advice.entry.name if state.advice else item.title
    if item.state is DownloadState.DONE:
        return WelcomeContent(
            3,
            translate(_CONTEXT, "{model} is here").format(model=name),
            translate(_CONTEXT, "It is whole, and stays on this computer."),
            choices=(
                Choice(Wish.USE, translate(_CONTEXT, "Chat with {model}").format(model=name), True),
            ),
        )
    failed = item.error if item.state in (DownloadState.FAILED, DownloadState.STALLED) else None
    return WelcomeContent(
        3,
        translate(_CONTEXT, "{model} is on its way").format(model=name),
        translate(
            _CONTEXT,
            "Chat with the demonstration model meanwhile: the download goes on by itself, also "
            "after a restart.",
        ),
        caption=_progress_text(item),
        warning=explain(failed.code, failed.facts).whole if failed else "",
        choices=(_hold_or_go_on(item),),
        progress=item.done / item.total if item.total else -1.0,
    )


def facts_of(computer: Computer | None) -> tuple[Fact, ...]:
    """Memory, cards and free disk of a computer, for people."""
    if computer is None:
        words = translate(_CONTEXT, "Measuring…")
        return (Fact(translate(_CONTEXT, "Memory"), words),)
    hardware = computer.hardware
    facts = [
        Fact(translate(_CONTEXT, "Memory"), memory_text(hardware.ram_total_bytes)),
        Fact(translate(_CONTEXT, "Graphics card"), _cards(hardware)),
    ]
    if computer.disk_free_bytes is not None:
        free = format_bytes(computer.disk_free_bytes)
        facts.append(Fact(translate(_CONTEXT, "Free on the disk"), free))
    return tuple(facts)


def _cards(hardware: Hardware) -> str:
    if not hardware.gpus:
        return translate(_CONTEXT, "None that can be used: the processor does the work")
    return "\n".join(map(_card, hardware.gpus))


def _card(gpu: Gpu) -> str:
    return f"{gpu.name}, {memory_text(gpu.total_bytes)}"


def _asking_words() -> str:
    return translate(
        _CONTEXT,
        "Shall the program find out which version of QwQ-32B runs best here? It asks Hugging Face "
        "and ModelScope which one answers, then reads the beginning of the models' files there "
        "(some MB). Nothing about you or this computer is sent.",
    )


def _offline_words() -> str:
    return translate(
        _CONTEXT,
        "The program was started offline, so it asks nobody which model is best. The built-in "
        "models work, and you can open a model file that you have.",
    )


def _find(*, again: bool) -> Choice:
    if again:
        return Choice(Wish.FIND, translate(_CONTEXT, "Look again"), True)
    return Choice(Wish.FIND, translate(_CONTEXT, "Find the best model for this computer"), True)


def _open_file(*, is_main: bool = False) -> Choice:
    return Choice(Wish.OPEN_FILE, translate(_CONTEXT, "Open a model file…"), is_main)


def _hold_or_go_on(item: DownloadItem) -> Choice:
    if item.state in (DownloadState.PAUSED, DownloadState.FAILED):
        return Choice(Wish.RESUME, translate(_CONTEXT, "Go on"), True)
    return Choice(Wish.PAUSE, translate(_CONTEXT, "Pause"))


def _promises(advice: ModelAdvice, hub: str) -> str:
    offer, option = advice.recommended, advice.found.advice.recommended
    speed = option.tokens_per_second if option else None
    parts = [offer.quantisation if offer else ""]
    if speed is not None:
        number = grouped(round(speed)) if speed >= 10 else f"{speed:.1f}"
        parts.append(translate(_CONTEXT, "about {number} tokens a second").format(number=number))
    pace = advice.asked.bytes_per_second
    if offer is not None and offer.size and 0 < pace < offer.size / _WORTH_TELLING_S:
        time = duration_text(offer.size / pace)
        parts.append(translate(_CONTEXT, "about {time} to download").format(time=time))
    if hub:
        parts.append(translate(_CONTEXT, "from {hub}").format(hub=hub))
    return " · ".join(filter(None, parts))


def _progress_text(item: DownloadItem) -> str:
    if item.state is DownloadState.CHECKING:
        return translate(_CONTEXT, "Checking that it is whole…")
    if item.state is DownloadState.PAUSED:
        return translate(_CONTEXT, "Paused. What came is kept.")
    parts = [
        translate(_CONTEXT, "{done} of {total}").format(
            done=format_bytes(item.done), total=format_bytes(item.total)
        )
    ]
    if item.state is DownloadState.RUNNING and item.speed:
        parts.append(f"{format_bytes(item.speed)}/s")
    if item.seconds_left is not None:
        left = duration_text(item.seconds_left)
        parts.append(translate(_CONTEXT, "{time} left").format(time=left))
    return " · ".join(parts)
