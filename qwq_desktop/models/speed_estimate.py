"""How fast a model will probably write, wherever its layers lie. Pure.

Each token reads the weights that work on it once, layer after layer: the times of main memory and
of the cards add up.
"""

from qwq_desktop.models.card_speeds import card_bandwidth
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.speed import DECODE_SHARE, Speeds, bytes_per_token, speed_key
from qwq_desktop.platform.hardware import Hardware


def expected_speed(
    info: GgufInfo, plan: LoadPlan, hardware: Hardware, speeds: Speeds
) -> float | None:
    """Tokens a second, at the beginning of a chat: as measured before, else estimated.

    None where nothing can be said. `hardware` is what the plan was made for.
    """
    known = speeds.tokens_per_second.get(speed_key(info, plan.gpu_layers))
    return known if known is not None else estimated_speed(info, plan, hardware, speeds)


def estimated_speed(
    info: GgufInfo, plan: LoadPlan, hardware: Hardware, speeds: Speeds
) -> float | None:
    """Tokens a second by the speeds of the memories; None where one of them isn't known."""
    ram = speeds.bytes_per_second
    in_ram, on_cards = _bytes(info, plan)
    parts: list[tuple[float, float | None]] = [(in_ram, ram)]
    taken = sum(plan.gpu_bytes) or 1
    for gpu, size in zip(hardware.gpus, plan.gpu_bytes, strict=False):
        parts.append((on_cards * size / taken, card_bandwidth(gpu, ram)))
    seconds = 0.0
    for part, bandwidth in parts:
        if part and bandwidth is None:
            return None
        seconds += part / bandwidth / DECODE_SHARE if bandwidth else 0.0
    return 1 / seconds if seconds else None


def active_share(info: GgufInfo) -> float:
    """The share of the weights that work on each token: less than 1 for a mixture of experts."""
    if not info.expert_count or not info.expert_used_count:
        return 1.0
    idle = info.expert_bytes * (1 - min(1.0, info.expert_used_count / info.expert_count))
    return 1.0 - idle / max(1, info.weights_bytes)


def _bytes(info: GgufInfo, plan: LoadPlan) -> tuple[float, float]:
    """Bytes that each token reads from main memory, and from the cards."""
    whole = bytes_per_token(info)
    first = info.total_layers - plan.gpu_layers
    in_ram = sum(info.layer_bytes[:first]) if plan.gpu_layers else whole
    share = active_share(info)
    return in_ram * share, max(0, whole - in_ram) * share
