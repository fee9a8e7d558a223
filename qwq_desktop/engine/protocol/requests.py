"""What can be asked of an engine."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from qwq_desktop.engine.protocol.messages import ChatMessage, TurnState
from qwq_desktop.settings.schema import SamplingSettings, ThinkingLanguage, ThinkingMode

MAX_OUTPUTS = 64
"""Tokens of one batch whose logits may be asked for; the context reserves memory for no more.

Reading a prompt needs those of its last token, checking a draft those of each drafted one. With
QwQ's vocabulary a row is 0.6 MB, and llama.cpp would reserve one for each token of a micro-batch.
"""


class SteerAction(StrEnum):
    """What can be done to a running generation."""

    ANSWER_NOW = "answer_now"
    PAUSE = "pause"  # the request ends with `done` (stop `paused`)
    REMARK = "remark"  # put `SteerRequest.text` into the thinking as the user's words


@dataclass(frozen=True)
class LoadRequest:
    """Load a model file; every value is explicit, the load plan has decided them.

    `threads` 0 lets the engine choose; `yarn_factor` None leaves RoPE as the file says; with
    `vocab_only` the model can count tokens and render prompts, nothing else. With `embeddings` it
    takes embed requests instead of conversations; `context_length` and `batch_size` then bound one
    computation, so that 512 is enough; with `reranking` it takes rerank requests in the same way.
    `rope_unscaled` takes positions as they are even where the
    file declares a scaling; `repacks_weights` lets the processor keep weights in the order that is
    fastest for it. The states of chats are saved in the folder `state_dir` ("" saves none), in
    `state_limit_bytes` for all of them. `prompt_lookup` drafts tokens from the text itself,
    `draft_path` is the file of a small model that drafts for this one ("" for none); the tokens are
    the same with and without. `devices` names the cards to use in their order (() takes all),
    `tensor_split` the shares of the layers that each gets (() goes by free memory).
    """

    kind: ClassVar[str] = "load"
    id: int
    path: str
    context_length: int
    gpu_layers: int = 0
    kv_cache_type: str = "f16"
    flash_attention: str = "auto"
    threads: int = 0
    batch_size: int = 512
    micro_batch_size: int = 256
    yarn_factor: float | None = None
    yarn_original_context: int = 32768
    vocab_only: bool = False
    embeddings: bool = False
    reranking: bool = False
    rope_unscaled: bool = False
    repacks_weights: bool = True
    state_dir: str = ""
    state_limit_bytes: int = 0
    prompt_lookup: bool = False
    draft_path: str = ""
    devices: tuple[str, ...] = ()
    tensor_split: tuple[float, ...] = ()


@dataclass(frozen=True)
class GenerateRequest:
    """Answer the last message. `tools` are OpenAI-style JSON schemas.

    The turn may begin with what was written of it already: `thinking_so_far` alone is a thought
    that goes on, with `answer_so_far` it is closed and the answer goes on. Both are given without
    whitespace at their end and are not streamed again. `state` goes on with a paused turn instead
    (messages, tools and sampling as they were). `thinking_language` opens a new thought with a
    phrase in that language; `concise` makes words of hesitation less likely while it thinks.

    `chat_key` names the chat, the same for all its branches: what was read for it is kept when
    another chat's turn comes ("" keeps nothing).

    Where the prompt leaves less than `needed_room` tokens of the context free, the request fails
    as `message_too_long` before anything is read.
    """

    kind: ClassVar[str] = "generate"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    sampling: SamplingSettings = SamplingSettings()
    thinking: ThinkingMode = ThinkingMode.AUTO
    thinking_so_far: str = ""
    answer_so_far: str = ""
    state: TurnState | None = None
    thinking_language: ThinkingLanguage = ThinkingLanguage.AUTO
    concise: bool = False
    chat_key: str = ""
    needed_room: int = 1


@dataclass(frozen=True)
class PrewarmRequest:
    """Read the history into the KV cache as the next turn will render it.

    Gives way to any other request. `done.usage.prompt` counts the history with template, system
    prompt and tools, also where it was too long to be read.
    """

    kind: ClassVar[str] = "prewarm"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    thinking: ThinkingMode = ThinkingMode.AUTO
    chat_key: str = ""


@dataclass(frozen=True)
class ForgetRequest:
    """A chat was deleted: its state is not to be saved any more."""

    kind: ClassVar[str] = "forget"
    id: int
    chat_key: str


@dataclass(frozen=True)
class CountRequest:
    """Render and tokenize a prompt without evaluating it; `done.result` is {"text", "tokens"}.

    `raw_history` leaves thinking tags in assistant messages to the template, as
    `apply_chat_template` would. With `texts` no prompt is rendered: the result is {"sizes"}, the
    tokens of each text by itself.
    """

    kind: ClassVar[str] = "count"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    thinking: ThinkingMode = ThinkingMode.AUTO
    raw_history: bool = False
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmbedRequest:
    """Texts to vectors, by a model that was loaded with `embeddings`.

    `done.result` is {"dimensions", "vectors", "truncated", "tokens"}: a vector for each text in
    their order (`engine.vectors.decode_vector` reads it), each of length 1; the numbers of the
    texts whose end was cut because they were too long; tokens read. Stopped, it holds the vectors
    that were ready. The text is taken as it is: prefixes ("query: ") and Unicode normal forms are
    the caller's.
    """

    kind: ClassVar[str] = "embed"
    id: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class RerankRequest:
    """How well texts answer a question, by a model that was loaded with `reranking`.

    `done.result` is {"scores", "truncated", "tokens"}: a number for each text in their order, more
    being better and each model having a scale of its own; the numbers of the texts whose end was
    cut because they were too long; tokens read. Stopped, it holds the scores that were ready.
    Unicode normal forms are the caller's.
    """

    kind: ClassVar[str] = "rerank"
    id: int
    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class SteerRequest:
    """Steer the running generation `target`."""

    kind: ClassVar[str] = "steer"
    id: int
    target: int
    action: SteerAction
    text: str = ""


@dataclass(frozen=True)
class CancelRequest:
    """Stop request `target` at once, whatever its phase; it ends with `done` (stop `cancelled`)."""

    kind: ClassVar[str] = "cancel"
    id: int
    target: int


@dataclass(frozen=True)
class ProbeRequest:
    """What this build of llama.cpp can use; `done.result` is a `Probe` as JSON."""

    kind: ClassVar[str] = "probe"
    id: int


@dataclass(frozen=True)
class SimulateRequest:
    """What these loads of one file would allocate, worked out without reading weights.

    Where the file's `architecture` and `vocabulary_size` are known, llama.cpp need not read the
    vocabulary, which takes most of the time. `done.result` has "loads": for each, in order,
    `compute` and `output` (bytes by device) or `error`; and "seconds".
    """

    kind: ClassVar[str] = "simulate"
    id: int
    loads: tuple[LoadRequest, ...]
    architecture: str = ""
    vocabulary_size: int = 0


Request = (
    LoadRequest
    | GenerateRequest
    | PrewarmRequest
    | ForgetRequest
    | CountRequest
    | EmbedRequest
    | RerankRequest
    | SteerRequest
    | CancelRequest
    | ProbeRequest
    | SimulateRequest
)
