"""Which sampling values a turn really uses."""

from dataclasses import replace

from qwq_desktop.settings.schema import SamplingPreset, SamplingSettings, Settings


def effective_sampling(
    settings: Settings, recommended: SamplingSettings, precise: SamplingSettings
) -> SamplingSettings:
    """Return the values of the chosen preset; `recommended` and `precise` are the model's.

    The preset `own` takes the user's values alone. With the others the model's values say how
    tokens are chosen, while seed and limits (`max_tokens`, `max_thinking_tokens`) stay the user's:
    they are wishes about this chat, not about the model.
    """
    own = settings.sampling
    if settings.preset is SamplingPreset.OWN:
        return own
    advice = precise if settings.preset is SamplingPreset.PRECISE else recommended
    return replace(
        advice,
        seed=own.seed,
        max_tokens=own.max_tokens,
        max_thinking_tokens=own.max_thinking_tokens,
    )
