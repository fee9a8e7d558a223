"""What a server tells about itself: which program it is, its models, their context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qwq_desktop.platform.errors import QwQError


class ServerKind(StrEnum):
    """Programs whose dialects differ in ways that matter."""

    LLAMA_SERVER = "llama-server"
    VLLM = "vllm"
    SGLANG = "sglang"
    OLLAMA = "ollama"
    OTHER = "other"


_OWNERS = {
    "llamacpp": ServerKind.LLAMA_SERVER,
    "vllm": ServerKind.VLLM,
    "sglang": ServerKind.SGLANG,
    "library": ServerKind.OLLAMA,
}

# Ollama's OpenAI route drops these without a word (openai/openai.go, ChatCompletionRequest).
IGNORED_SETTINGS = {
    ServerKind.OLLAMA: ("top_k", "min_p", "repetition_penalty", "max_thinking_tokens"),
    ServerKind.SGLANG: ("max_thinking_tokens",),
}

_THINKERS = re.compile(
    r"qwq|qwen-?3|deepseek-r|[-_/]r1\b|think|reason|magistral|gpt-oss|glm-[45]|phi-4-reason",
    re.IGNORECASE,
)
_NOT_THINKERS = re.compile(r"instruct|coder|embed", re.IGNORECASE)
_CONTEXT_FIELDS = (
    "max_model_len",
    "context_length",
    "context_window",
    "max_context_length",
    "n_ctx",
)


@dataclass(frozen=True)
class ServedModel:
    """A model that a server offers. `context_length` in tokens, 0 where it does not say."""

    id: str
    owner: str = ""
    context_length: int = 0


@dataclass(frozen=True)
class Server:
    """A server and the model that will answer.

    `thinks` is known from llama-server's template, elsewhere guessed from the model's name.
    """

    kind: ServerKind
    model: str
    context_length: int
    thinks: bool
    models: tuple[str, ...] = ()

    def facts(self, host: str) -> dict[str, Any]:
        """What the application wants to know after a load, as the engine process tells it."""
        return {
            "context_length": self.context_length,
            "native_context": self.context_length,
            "gpu_layers": 0,
            "total_layers": 0,
            "description": shown_name(self.model),
            "thinks": self.thinks,
            "own_template": True,
            "remote": True,
            "host": host,
            "server": str(self.kind),
            "models": list(self.models),
            "ignored_settings": list(IGNORED_SETTINGS.get(self.kind, ())),
        }


def shown_name(model: str) -> str:
    """A model's name for people: llama-server may call it by the path of its file."""
    if not model.lower().endswith(".gguf"):
        return model
    return re.split(r"[/\\]", model)[-1][: -len(".gguf")] or model


def read_models(data: Any) -> list[ServedModel]:
    """The models in a reply to `GET /models`. Raises QwQError("server_not_openai")."""
    entries = data.get("data") if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise QwQError("server_not_openai")
    return [
        ServedModel(entry["id"], str(entry.get("owned_by", "")), _context_of(entry))
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]
    ]


def choose_model(models: Sequence[ServedModel], wanted: str) -> ServedModel:
    """The model to use: the one asked for, else a QwQ, else the first that is no embedding model.

    A name that is not on the list is kept: servers know aliases.

    Raises QwQError("server_no_model").
    """
    if wanted:
        return next((model for model in models if model.id == wanted), ServedModel(wanted))
    chat = [model for model in models if "embed" not in model.id.lower()] or list(models)
    if not chat:
        raise QwQError("server_no_model")
    return next((model for model in chat if "qwq" in model.id.lower()), chat[0])


def kind_of(models: Sequence[ServedModel]) -> ServerKind:
    """Which program answers, by the owner that it names for its models."""
    kinds = (_OWNERS.get(model.owner.lower()) for model in models)
    return next((kind for kind in kinds if kind is not None), ServerKind.OTHER)


def probably_thinks(model: str) -> bool:
    """A guess by the model's name; what streams in decides in the end."""
    if re.search(r"think", model, re.IGNORECASE):
        return True
    return bool(_THINKERS.search(model)) and not _NOT_THINKERS.search(model)


def describe(models: Sequence[ServedModel], wanted: str, props: Any = None) -> Server:
    """The server as `GET /models` and, for llama-server, `GET /props` show it.

    Raises QwQError("server_no_model").
    """
    chosen = choose_model(models, wanted)
    kind = kind_of(models)
    context, thinks = chosen.context_length, probably_thinks(chosen.id)
    if isinstance(props, dict):
        settings = props.get("default_generation_settings")
        context = _count(settings.get("n_ctx")) if isinstance(settings, dict) else context
        template = props.get("chat_template")
        thinks = "<think>" in template if isinstance(template, str) else thinks
    return Server(kind, chosen.id, context, thinks, tuple(model.id for model in models))


def _context_of(entry: dict[str, Any]) -> int:
    meta = entry.get("meta")  # llama-server's
    places = [entry, meta] if isinstance(meta, dict) else [entry]
    fields = ((place, name) for place in places for name in _CONTEXT_FIELDS)
    return next((n for place, name in fields if (n := _count(place.get(name)))), 0)


def _count(value: Any) -> int:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and 0 < value < 2**40 else 0
