"""The models on this computer, from the terminal: list, verify, remove, import, move."""

import argparse
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from qwq_desktop.cli.long_work import run_long
from qwq_desktop.cli.output import print_error, print_json
from qwq_desktop.models.foreign.finder import find_models
from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.importing import Candidate, candidates, move_in
from qwq_desktop.models.inventory import Listed, inventory
from qwq_desktop.models.moving import carry_out, plan_move
from qwq_desktop.models.places import (
    file_moved,
    moved,
    with_file,
    with_folder,
    without_file,
    without_folder,
)
from qwq_desktop.models.removal import remove
from qwq_desktop.models.usage import read_usage
from qwq_desktop.models.verifying import Verdict, verify
from qwq_desktop.platform.disks import free_on_disk
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.services import Services

Action = Callable[[argparse.Namespace, Services], int]


def actions() -> dict[str, Action]:
    """What runs each action; they raise QwQError."""
    return {
        "list": _list,
        "verify": _verify,
        "remove": _remove,
        "import": _import,
        "move": _move,
        "folders": _folders,
    }


def _list(arguments: argparse.Namespace, services: Services) -> int:
    settings = services.settings.value
    used = read_usage(services.paths.usage_file)
    for item in inventory(services.library, settings.recent_models, used):
        if arguments.json:
            print_json(_facts(item))
        else:
            print("\t".join(_columns(item)))
    return 0


def _facts(item: Listed) -> dict[str, Any]:
    ref, trouble = item.ref, item.trouble
    return {
        "id": ref.id,
        "name": ref.name,
        "path": str(ref.path),
        "bytes": item.size_bytes,
        "frees_bytes": item.frees_bytes,
        "quantisation": item.quantisation,
        "context": item.context_length,
        "keeping": str(item.keeping),
        "from": item.came_from,
        "last_used": item.last_used,
        "parts": len(ref.parts),
        "trouble": trouble.code if trouble else None,
    }


def _columns(item: Listed) -> list[str]:
    day = "" if item.last_used is None else f"{datetime.fromtimestamp(item.last_used).date()}"
    state = item.trouble.code if item.trouble else item.quantisation
    size = format_bytes(item.size_bytes)
    return [item.ref.id, item.ref.name, size, state, item.came_from, day, str(item.ref.path)]


def _verify(arguments: argparse.Namespace, services: Services) -> int:
    ref = services.library.resolve(arguments.model)
    total = sum(part.stat().st_size for part in ref.parts if part.exists())
    checks = run_long(partial(verify, ref.path), total)
    for check in checks:
        if arguments.json:
            print_json({k: None if v is None else str(v) for k, v in asdict(check).items()})
        else:
            print(f"{check.verdict}\t{check.sha256}\t{check.path}")
        if check.verdict is Verdict.WRONG:
            print_error(QwQError("model_wrong_hash", path=str(check.path)))
    return 1 if any(check.verdict is Verdict.WRONG for check in checks) else 0


def _remove(arguments: argparse.Namespace, services: Services) -> int:
    ref = services.library.find(arguments.model)
    removed = remove(ref, services.library.places, forever=arguments.forever)
    services.settings.update(without_file(services.settings.value, ref.path))
    if arguments.json:
        paths = [str(path) for path in removed.paths]
        facts = {"in_place": removed.in_place, "frees_bytes": removed.frees_bytes}
        print_json({"id": ref.id, "paths": paths, **facts})
    else:
        print(f"{ref.name}\t{format_bytes(removed.frees_bytes)}")
    return 0


def _import(arguments: argparse.Namespace, services: Services) -> int:
    """Take in each model; one that can't be is told, and the others are taken."""
    if arguments.path is None:
        return _show_found(arguments)
    found = candidates(_absolute(arguments.path))
    troubles = list(found.troubles)
    for candidate in found.models:
        try:
            path = _take_in(arguments, services, candidate)
        except QwQError as error:
            troubles.append(error)
            continue
        name = services.library.name_for(candidate.info)
        if arguments.json:
            facts = {"moved": arguments.move, "bytes": candidate.info.file_bytes}
            print_json({"id": str(path), "name": name, "path": str(path), **facts})
        else:
            print(f"{name}\t{path}")
    for trouble in troubles:
        print_error(trouble)
    return 1 if troubles else 0


def _take_in(arguments: argparse.Namespace, services: Services, candidate: Candidate) -> Path:
    places = services.library.places
    if places.holds(candidate.path):
        return candidate.path
    if not arguments.move:
        services.settings.update(with_file(services.settings.value, candidate.path))
        return candidate.path
    total = 2 * candidate.info.file_bytes
    path = run_long(partial(move_in, candidate, places.downloads), total)
    services.settings.update(file_moved(services.settings.value, candidate.path, path))
    return path


def _show_found(arguments: argparse.Namespace) -> int:
    found = find_models(Surroundings.here())
    for model in found.models:
        if arguments.json:
            facts = {"path": str(model.path), "bytes": model.size_bytes}
            print_json({"program": str(model.program), "name": model.name, **facts})
        else:
            size = format_bytes(model.size_bytes)
            print(f"{model.program}\t{model.name}\t{size}\t{model.path}")
    for place in found.unreadable:
        print_error(QwQError("model_unreadable", path=str(place.path), reason=place.reason))
    return 0


def _move(arguments: argparse.Namespace, services: Services) -> int:
    places = services.library.places
    move = plan_move(places.downloads, _absolute(arguments.path))

    def switch() -> None:
        services.settings.update(moved(services.settings.value, places.downloads, move.new))
        written = threading.Event()  # nothing is deleted before the settings are on the disk
        services.storage_worker.submit(written.set)
        written.wait()

    left = run_long(partial(carry_out, move, switch), 2 * move.bytes_to_copy)
    if arguments.json:
        print_json({"path": str(move.new), "files": len(move.files), "left": [*map(str, left)]})
    else:
        print(move.new)
    for path in left:
        print_error(QwQError("remove_failed", path=str(path), reason=""))
    return 0


def _folders(arguments: argparse.Namespace, services: Services) -> int:
    settings = services.settings.value
    if arguments.add:
        folder = _absolute(arguments.add)
        if not folder.is_dir():
            raise QwQError("folder_missing", path=str(folder))
        settings = with_folder(settings, folder, first=arguments.first)
    if arguments.remove:
        settings = without_folder(settings, _absolute(arguments.remove))
    services.settings.update(settings)
    places = services.library.places
    for folder in places.all_folders:
        free = free_on_disk(folder)
        if arguments.json:
            facts = {"free_bytes": free, "takes_new": folder == places.downloads}
            print_json({"path": str(folder), **facts})
        else:
            print(f"{folder}\t{'' if free is None else format_bytes(free)}")
    return 0


def _absolute(path: str) -> Path:
    return Path(path).expanduser().absolute()
