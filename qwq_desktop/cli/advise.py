"""`models advise`: which file of a repository suits this computer, before anything is fetched."""

import argparse
from dataclasses import replace

from qwq_desktop.cli.output import print_json
from qwq_desktop.models.advice import Computer, Finding, Option
from qwq_desktop.models.catalogue import HubLocation, HubSource
from qwq_desktop.models.http_ranges import HttpRanges
from qwq_desktop.models.hubs.offers import Offer, offers
from qwq_desktop.models.remote_advice import OfferAdvice, advise_on
from qwq_desktop.models.this_computer import measured_computer, probe_cards
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.platform.hardware import imagined
from qwq_desktop.services import Services


def run_advise(arguments: argparse.Namespace, services: Services) -> int:
    """Print a line a file, and the recommendation. Raises QwQError."""
    hub = services.hubs.chosen(arguments.source)
    repository = _repository(arguments.repository, hub.source, services)
    computer = this_computer(services)
    if arguments.ram or arguments.vram:
        cards = tuple(arguments.vram or ())
        hardware = imagined(arguments.ram or computer.hardware.ram_total_bytes, cards)
        computer = replace(computer, hardware=hardware)
    known = offers(hub.listing(repository))
    found = advise_on(known, computer, HttpRanges(services.network))
    for offer, option in zip(found.offers, found.options, strict=True):
        _print_option(arguments, offer, option, option is found.advice.recommended)
    _print_reason(arguments, found)
    return 0


def this_computer(services: Services) -> Computer:
    """This computer's memory, cards, disk and speeds. Blocking: it asks an engine, and measures."""
    speeds_file = services.paths.cache_dir / "speeds.json"
    return measured_computer(probe_cards(), speeds_file, services.library.places.downloads)


def _repository(reference: str, source: HubSource, services: Services) -> str:
    """A repository by its own name, or the first one on this hub of a model in the catalogue."""
    entry = services.catalogue.by_id(reference)
    if entry is None or not isinstance(entry.location, HubLocation):
        return reference
    known = (one for one in entry.location.repositories if one.source is source)
    return next(known, entry.location.repositories[0]).repository


def _print_option(
    arguments: argparse.Namespace, offer: Offer, option: Option | None, recommended: bool
) -> None:
    if arguments.json:
        facts = {} if option is None else _facts(option)
        print_json({"name": offer.name, "bytes": offer.size, "recommended": recommended, **facts})
        return
    told = _said(option.finding) if option else ""
    mark = "*" if recommended else " "
    size = "" if offer.size is None else format_bytes(offer.size)
    print(f"{mark} {offer.name}\t{size}\t{told}")


def _facts(option: Option) -> dict[str, object]:
    return {
        "fit": str(option.fit),
        "tokens_per_second": option.tokens_per_second,
        "context": option.context_length,
        "quality": option.quality.name.lower(),
        "code": option.finding.code,
        "text": _said(option.finding),
    }


def _print_reason(arguments: argparse.Namespace, found: OfferAdvice) -> None:
    reason, best = found.advice.reason, found.recommended
    if arguments.json:
        name = best.name if best else None
        print_json({"recommended": name, "code": reason.code, "reason": _said(reason)})
    else:
        print(_said(reason))


def _said(finding: Finding) -> str:
    return tell(finding.code, finding.facts)
