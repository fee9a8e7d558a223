"""Where models lie: the folders of the user's choice and files that stay with other programs. Pure.

Of what is changed, the new settings are returned.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from qwq_desktop.settings.schema import Settings


@dataclass(frozen=True)
class ModelPlaces:
    """`own` is the program's own folder, `folders` are the user's, `files` are used in place."""

    own: Path
    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def all_folders(self) -> tuple[Path, ...]:
        """Every folder that is looked into, each once."""
        return tuple({_key(folder): folder for folder in (*self.folders, self.own)}.values())

    @property
    def downloads(self) -> Path:
        """Where new models go."""
        return self.folders[0] if self.folders else self.own

    def holds(self, path: Path) -> bool:
        """Whether a file lies in one of the folders, which makes it the program's to delete."""
        key = _key(path)
        return any(key.startswith(_key(folder) + os.sep) for folder in self.all_folders)


def places_of(settings: Settings, own: Path) -> ModelPlaces:
    """The places that the settings name."""
    folders = tuple(map(Path, settings.model_folders))
    return ModelPlaces(own, folders, tuple(map(Path, settings.linked_models)))


def with_folder(settings: Settings, folder: Path, *, first: bool = False) -> Settings:
    """With one more folder; as the `first` it takes new models."""
    others = tuple(one for one in settings.model_folders if _key(Path(one)) != _key(folder))
    folders = (str(folder), *others) if first else (*others, str(folder))
    return replace(settings, model_folders=folders)


def without_folder(settings: Settings, folder: Path) -> Settings:
    """Without a folder; its files stay."""
    kept = tuple(one for one in settings.model_folders if _key(Path(one)) != _key(folder))
    return replace(settings, model_folders=kept)


def with_file(settings: Settings, path: Path) -> Settings:
    """With one more file that is used in place."""
    kept = without_file(settings, path).linked_models
    return replace(settings, linked_models=(*kept, str(path)))


def without_file(settings: Settings, path: Path) -> Settings:
    """Without a file that was used in place or opened lately; the file itself stays."""

    def others(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in paths if _key(Path(one)) != _key(path))

    return replace(
        settings,
        linked_models=others(settings.linked_models),
        recent_models=others(settings.recent_models),
    )


def moved(settings: Settings, old: Path, new: Path) -> Settings:
    """With all references to files below a folder leading below its new place.

    The new place takes the old one's rank among the folders, the first if it had none.
    """

    def led(reference: str) -> str:
        path = Path(reference)
        if path.is_absolute() and path.is_relative_to(old):
            return str(new / path.relative_to(old))
        return reference

    settings = _redirected(settings, led)
    folders = settings.model_folders
    if str(new) not in folders:
        folders = (str(new), *folders)
    return replace(settings, model_folders=tuple(dict.fromkeys(folders)))


def file_moved(settings: Settings, old: Path, new: Path) -> Settings:
    """With a file that was used in place, and lies in one of the folders now."""

    def led(reference: str) -> str:
        return str(new) if _key(Path(reference)) == _key(old) else reference

    return replace(
        _redirected(settings, led),
        linked_models=without_file(settings, old).linked_models,
    )


def _redirected(settings: Settings, led: Callable[[str], str]) -> Settings:
    """With all references to models and folders led elsewhere."""
    return replace(
        settings,
        model_folders=tuple(map(led, settings.model_folders)),
        recent_models=tuple(map(led, settings.recent_models)),
        linked_models=tuple(map(led, settings.linked_models)),
        last_model=None if settings.last_model is None else led(settings.last_model),
        load_model=led(settings.load_model),
        other_loads=tuple(
            replace(one, reference=led(one.reference)) for one in settings.other_loads
        ),
    )


def _key(path: Path) -> str:
    return os.path.normcase(os.path.abspath(path))
