"""`models`: what is on this computer, what the hubs have, and the way from there to here."""

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import urlsplit

from qwq_desktop.cli import library
from qwq_desktop.cli.advise import run_advise
from qwq_desktop.cli.download import INTERRUPTED, run_download
from qwq_desktop.cli.output import print_json
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.offers import offers
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.services import Services


def run_models(arguments: argparse.Namespace, services: Services) -> int:
    """Run an action; the exit status. Raises QwQError."""
    actions: dict[str, Callable[[argparse.Namespace, Services], int]] = {
        **library.actions(),
        "search": _search,
        "files": _files,
        "download": run_download,
        "advise": run_advise,
        "token": _token,
    }
    try:
        return actions[arguments.action](arguments, services)
    except Stopped:
        return INTERRUPTED


def _search(arguments: argparse.Namespace, services: Services) -> int:
    """Print a line a repository, the most used first."""
    hub = services.hubs.chosen(arguments.source)
    for model in hub.search(arguments.query, arguments.top):
        if arguments.json:
            print_json(asdict(model))
        else:
            print(f"{model.repository}\t{model.downloads or 0}\t{model.licence}")
    return 0


def _files(arguments: argparse.Namespace, services: Services) -> int:
    """Print a line a model, the smallest first."""
    listing = services.hubs.chosen(arguments.source).listing(arguments.repository)
    for offer in offers(listing):
        if arguments.json:
            print_json(
                {
                    "name": offer.name,
                    "quantisation": offer.quantisation,
                    "bytes": offer.size,
                    "parts": len(offer.files),
                    "revision": listing.revision,
                    "licence": listing.licence,
                    "gated": listing.is_gated,
                }
            )
        else:
            size = "" if offer.size is None else format_bytes(offer.size)
            print(f"{offer.name}\t{offer.quantisation}\t{size}")
    return 0


def _token(arguments: argparse.Namespace, services: Services) -> int:
    """Keep or forget a token; it is read from the terminal or stdin, never an argument.

    Raises QwQError: token_empty, keyring_missing, keyring_refused.
    """
    hub = services.hubs.chosen(arguments.source or HubSource.HUGGINGFACE)
    host = urlsplit(hub.endpoint).netloc.rpartition("@")[2].lower()
    if arguments.remove:
        services.secrets.remove(host)
    else:
        asks = sys.stdin.isatty()
        token = getpass.getpass(f"{host}: ") if asks else sys.stdin.readline()
        if not token.strip():
            raise QwQError("token_empty", host=host)
        services.secrets.put(host, token.strip())
    if arguments.json:
        print_json({"host": host, "token": not arguments.remove})
    return 0
