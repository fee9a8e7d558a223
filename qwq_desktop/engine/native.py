"""llama.cpp through its C interface: one loaded model with one context, and nothing decided here.

Imports `llama_cpp` at module level: only the engine process imports this module, and only when a
model or the hardware is asked for.
"""

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import llama_cpp
import llama_cpp.llama_cpp as ll
import numpy as np

from qwq_desktop.engine.cancel_flag import CancelFlag
from qwq_desktop.engine.logits_room import LogitsRoom
from qwq_desktop.engine.mapping import release_mapped_files
from qwq_desktop.engine.native_cards import set_cards
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.native_parameters import check_kv_cache, context_parameters, set_fields
from qwq_desktop.engine.protocol import MAX_OUTPUTS, LoadRequest
from qwq_desktop.engine.token_batch import TokenBatch, sequences_batch
from qwq_desktop.engine.vectors import MOST_AT_ONCE
from qwq_desktop.engine.vocabulary import Vocabulary
from qwq_desktop.platform.errors import QwQError

_DECODE_NO_SLOT, _DECODE_ABORTED, _DECODE_NO_MEMORY = 1, 2, -2  # results of llama_decode
_POOLING_MEAN, _POOLING_LAST, _POOLING_RANK = 1, 3, 4  # enum llama_pooling_type
_NO_MEMORY = re.compile(r"(?:failed|unable) to allocate|out of memory", re.IGNORECASE)
_REPACKED = "CPU_REPACK"  # llama.cpp's name for weights in the order that is fastest here


class NativeModel:
    """A loaded model with its vocabulary and, unless `vocab_only`, a context of its own."""

    def __init__(
        self,
        request: LoadRequest,
        log: NativeLog,
        progress: Callable[[float], bool],
        cancel: CancelFlag | None = None,
    ) -> None:
        """Load. `progress` gets 0 to 1 and returns False to give up (QwQError "cancelled").

        `cancel` is the flag that stops its calls; without it the model has its own.

        Raises QwQError: model_unknown_architecture, out_of_memory, model_load_failed,
        context_allocation_failed, kv_needs_flash_attention (before anything is read).
        """
        check_kv_cache(request)
        self.cancel = cancel or CancelFlag()
        self._model: Any = None
        self._context: Any = None
        self._memory: Any = None  # the KV cache; models that only read have none
        self.repacked_bytes = 0
        self._model = self._load(request, log, progress)
        self.vocabulary = Vocabulary(ll.llama_model_get_vocab(self._model))
        self.context_length = 0
        self.most_outputs = 0  # tokens of one evaluation whose logits can be had
        self.embeds = self.reranks = False  # whether vectors, or scores, can be had
        if not request.vocab_only:
            self._make_context(request, log)

    def _load(self, request: LoadRequest, log: NativeLog, progress: Callable[[float], bool]) -> Any:
        cancelled = False

        def report(fraction: float, _data: object) -> bool:
            nonlocal cancelled
            cancelled = not progress(fraction)
            return not cancelled

        parameters = ll.llama_model_default_params()
        callback = ll.llama_progress_callback(report)
        layers = request.gpu_layers if ll.llama_supports_gpu_offload() else 0
        self._requested_layers = layers
        set_fields(
            parameters,
            n_gpu_layers=layers,
            vocab_only=request.vocab_only,
            use_extra_bufts=request.repacks_weights,
            progress_callback=callback,
        )
        set_cards(parameters, request.devices, request.tensor_split)
        log.take_errors()
        with log.buffer_sizes() as buffers:
            model = ll.llama_model_load_from_file(request.path.encode(), parameters)
        if model:
            self.repacked_bytes = sum(b.size_bytes for b in buffers if b.device == _REPACKED)
            if self.repacked_bytes:
                release_mapped_files()
            return model
        errors = log.take_errors()
        if cancelled:
            raise QwQError("cancelled")
        unknown = re.search(r"unknown model architecture: '([^']*)'", errors)
        if unknown:
            raise QwQError("model_unknown_architecture", path=request.path, architecture=unknown[1])
        if _NO_MEMORY.search(errors):
            raise QwQError("out_of_memory", detail=errors, path=request.path)
        reason = errors.splitlines()[-1] if errors else "llama.cpp gave no reason"
        raise QwQError("model_load_failed", detail=errors, path=request.path, reason=reason)

    def _make_context(self, request: LoadRequest, log: NativeLog) -> None:
        parameters = context_parameters(request)
        set_fields(
            parameters,
            abort_callback=self.cancel.callback,
            abort_callback_data=self.cancel.address,
        )
        if request.embeddings or request.reranking:
            pooling = _POOLING_RANK if request.reranking else self._pooling()
            # A file may say of itself that it ranks: it makes no vectors then.
            self.reranks = pooling == _POOLING_RANK
            self.embeds = not self.reranks
            # A text must fit one micro-batch: many embedders read it in both directions at once.
            size = min(request.context_length, request.batch_size)
            set_fields(
                parameters,
                embeddings=True,
                kv_unified=True,
                n_seq_max=MOST_AT_ONCE,
                n_batch=size,
                n_ubatch=size,
                n_outputs_max=size,
                pooling_type=pooling,
            )
        self._context = ll.llama_init_from_model(self._model, parameters)
        if not self._context:
            raise QwQError(
                "context_allocation_failed",
                detail=log.take_errors(),
                context_length=request.context_length,
            )
        self._memory = ll.llama_get_memory(self._context)
        row, kept = (4 * numbers for numbers in (self.vocabulary.size, self.dimensions))  # bytes
        self._logits_room = LogitsRoom(self._logits_address, MOST_AT_ONCE, row, kept)
        self.context_length = int(ll.llama_n_ctx(self._context))
        size = int(ll.llama_n_batch(self._context))
        self.most_outputs = min(MAX_OUTPUTS, size)
        self._batch = TokenBatch(size)

    def _pooling(self) -> int:
        """As the file says.

        Without a word of it: the last token's vector of a model that reads forwards, the mean of
        one that reads both ways.
        """
        architecture = self._metadata("general.architecture")
        stated = self._metadata(f"{architecture}.pooling_type")
        if stated is not None and stated.isdecimal() and int(stated):
            return int(stated)
        both_ways = self._metadata(f"{architecture}.attention.causal") == "false"
        return _POOLING_MEAN if both_ways else _POOLING_LAST

    def _metadata(self, key: str) -> str | None:
        buffer = ctypes.create_string_buffer(256)
        size = ll.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if size >= 0 else None

    @property
    def dimensions(self) -> int:
        """Numbers in a vector that `embed` makes."""
        return int(ll.llama_model_n_embd_out(self._model))

    @property
    def longest_text(self) -> int:
        """Tokens that one computation of `embed` can take."""
        batch = int(ll.llama_n_ubatch(self._context))
        return min(batch, self.context_length, self.native_context or batch)

    @property
    def description(self) -> str:
        """llama.cpp's own name for the model, such as "qwen2 32B Q4_K - Medium"."""
        buffer = ctypes.create_string_buffer(256)
        ll.llama_model_desc(self._model, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    @property
    def native_context(self) -> int:
        """The context length that the file declares."""
        return int(ll.llama_model_n_ctx_train(self._model))

    @property
    def layers(self) -> int:
        """Number of layers that can be offloaded (the output layer counts as one)."""
        return int(ll.llama_model_n_layer(self._model)) + 1

    @property
    def offloaded_layers(self) -> int:
        """How many of them lie on the GPU."""
        return min(self._requested_layers, self.layers)

    def chat_template(self) -> str | None:
        """The template inside the file, or None."""
        text = ll.llama_model_chat_template(self._model, None)
        return text.decode("utf-8", "replace") if text else None

    def rerank_template(self) -> str | None:
        """How the file wants a question and a text put together, with {query} and {document}."""
        text = ll.llama_model_chat_template(self._model, b"rerank")
        return text.decode("utf-8", "replace") if text else None

    def decode(self, tokens: Sequence[int], *, all_outputs: bool = False) -> bool:
        """Evaluate tokens after those in the KV cache; at most `batch_size`.

        False when the cancel flag stopped it. Positions follow the KV cache's own. The logits of
        the last token can be drawn from, with `all_outputs` those of each (`most_outputs`).

        Raises QwQError: context_full, out_of_memory, decode_failed.
        """
        result = ll.llama_decode(self._context, self._batch.fill(tokens, all_outputs=all_outputs))
        if result == 0:
            return True
        if result == _DECODE_ABORTED:
            return False
        if result == _DECODE_NO_SLOT:
            raise QwQError("context_full", context_length=self.context_length)
        if result == _DECODE_NO_MEMORY:
            raise QwQError("out_of_memory", detail="llama_decode could not allocate")
        raise QwQError("decode_failed", detail=f"llama_decode returned {result}")

    @property
    def can_write(self) -> bool:
        """Whether it can go on a text.

        One without a KV cache can't; llama.cpp would end the process where logits are asked for.
        """
        return bool(self._memory)

    @property
    def can_rewind(self) -> bool:
        """Whether the last tokens can be forgotten alone: models with a running state can't."""
        model = self._model
        running = ll.llama_model_is_recurrent(model) or ll.llama_model_is_hybrid(model)
        return self.can_write and not running and ll.llama_model_n_swa(model) == 0

    def embed(self, texts: Sequence[Sequence[int]]) -> list[list[float]] | None:
        """One vector for each text, all in one computation. None when the cancel flag stopped it.

        At most `MOST_AT_ONCE` texts, none empty, together at most `longest_text` tokens. Raises
        QwQError("decode_failed").
        """
        return self._pooled(texts, self.dimensions)

    def rank(self, pairs: Sequence[Sequence[int]]) -> list[float] | None:
        """One score for each question with its text, all in one computation; bounds as `embed`'s.

        None when the cancel flag stopped it. Of a model with several classes it is the first one's.
        """
        rows = self._pooled(pairs, 1)
        return None if rows is None else [row[0] for row in rows]

    def _pooled(self, texts: Sequence[Sequence[int]], size: int) -> list[list[float]] | None:
        """The first `size` of the numbers that pooling leaves of each text."""
        if self._memory:
            ll.llama_memory_clear(self._memory, True)
        rows = sum(map(len, texts))
        # Where a card is used the memory may be its driver's.
        room = None if self._requested_layers else self._logits_room
        with sequences_batch(texts) as batch, room.growing(rows) if room else nullcontext():
            result = ll.llama_decode(self._context, batch)
        if result == _DECODE_ABORTED:
            return None
        if result:
            raise QwQError("decode_failed", detail=f"llama_decode returned {result}")
        if room is not None:
            room.give_back(rows)
        return [self._numbers_of(number, size) for number in range(len(texts))]

    def _logits_address(self) -> int:
        return ctypes.cast(ll.llama_get_logits(self._context), ctypes.c_void_p).value or 0

    def _numbers_of(self, sequence: int, size: int) -> list[float]:
        numbers = ll.llama_get_embeddings_seq(self._context, sequence)
        if not numbers or math.isnan(numbers[0]):
            raise QwQError("decode_failed", detail="the model computed no vector")
        return list(numbers[:size])

    def truncate(self, length: int) -> bool:
        """Forget everything in the KV cache from position `length` on.

        False if this kind of model can't (forgets all).
        """
        if ll.llama_memory_seq_rm(self._memory, 0, length, -1):
            return True
        ll.llama_memory_clear(self._memory, True)
        return False

    def clear(self) -> None:
        """Forget everything in the KV cache; what comes next lies at its start."""
        ll.llama_memory_clear(self._memory, False)

    def state_size(self) -> int:
        """Bytes that the KV cache's content takes in a file, without its tokens."""
        return int(ll.llama_state_seq_get_size(self._context, 0))

    def save_state(self, path: Path, tokens: Sequence[int]) -> bool:
        """Write the KV cache's content and its tokens to a file. False when that failed."""
        array = (ll.llama_token * len(tokens))(*tokens)
        return bool(ll.llama_state_seq_save_file(self._context, _utf8(path), 0, array, len(tokens)))

    def load_state(self, path: Path, most: int) -> list[int]:
        """Fill the empty KV cache from a file of `save_state`; its tokens, none when that failed.

        Only for files that are known to be whole and of this model: llama.cpp trusts them. `most`
        bounds the tokens.
        """
        array = (ll.llama_token * most)()
        count = ctypes.c_size_t(0)
        read = ll.llama_state_seq_load_file(
            self._context, _utf8(path), 0, array, most, ctypes.byref(count)
        )
        return list(array[: count.value]) if read else []

    def sample(self, chain: Any, row: int = -1) -> int:
        """Draw the next token with a sampler chain from a row of logits; the chain is told.

        Raises QwQError("decode_failed") for logits that aren't numbers: a broken file, or a driver
        that lost its mind. Then all of them are, so that the first one tells.
        """
        if math.isnan(ll.llama_get_logits_ith(self._context, row)[0]):
            raise QwQError("decode_failed", detail="the model computed values that aren't numbers")
        return int(ll.llama_sampler_sample(chain, self._context, row))

    def logits(self, row: int) -> bytes:
        """A copy of a row of the last logits, bit by bit."""
        numbers = ll.llama_get_logits_ith(self._context, row)
        return ctypes.string_at(numbers, self.vocabulary.size * ctypes.sizeof(ctypes.c_float))

    def logits_view(self) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        """The last row of logits where it lies, until the next step."""
        numbers = ll.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(numbers, (self.vocabulary.size,))

    def close(self) -> None:
        """Free context and model."""
        if self._context:
            ll.llama_free(self._context)
        if self._model:
            ll.llama_model_free(self._model)
        self._context = self._model = None


def _utf8(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")


def build_name() -> str:
    """The llama.cpp inside: saved states belong to one build."""
    version = ll.llama_version()
    return f"{llama_cpp.__version__} {version.decode() if version else ''}".strip()
