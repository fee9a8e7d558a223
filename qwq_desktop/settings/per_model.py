"""Each model's own loading options: what was chosen for one does not touch another. Pure."""

from dataclasses import replace
from typing import Any

from qwq_desktop.settings.schema import SHARED_LOAD_SETTINGS, LoadSettings, ModelLoad, Settings

MODELS_KEPT = 64


def load_for(settings: Settings, reference: str) -> LoadSettings:
    """The loading options of a model, all automatic for one that was never set."""
    if reference == settings.load_model or not settings.load_model:
        return settings.load
    kept = (other.load for other in settings.other_loads if other.reference == reference)
    return replace(next(kept, LoadSettings()), **_shared(settings.load))


def for_model(settings: Settings, reference: str) -> Settings:
    """The settings with this model's loading options as the present ones; others are kept."""
    if reference == settings.load_model:
        return settings
    others = [
        o for o in settings.other_loads if o.reference not in (reference, settings.load_model)
    ]
    if settings.load_model and settings.load != LoadSettings(**_shared(settings.load)):
        others.insert(0, ModelLoad(settings.load_model, settings.load))
    return replace(
        settings,
        load=load_for(settings, reference),
        load_model=reference,
        other_loads=tuple(others[:MODELS_KEPT]),
    )


def _left(settings: Settings) -> str:
    return settings.load_model


def _shared(load: LoadSettings) -> dict[str, Any]:
    return {name: getattr(load, name) for name in SHARED_LOAD_SETTINGS}
