"""llama.cpp through its C interface: one loaded model with one context, and nothing decided here.

Imports `llama_cpp` at module level: only the engine process imports this module, and only when a
model or the hardware is asked for.
"""

import ctypes
import logging
import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import llama_cpp
import llama_cpp.llama_cpp as ll

from qwq_desktop.engine.embedding import MOST_AT_ONCE
from qwq_desktop.engine.mapping import release_mapped_files
from qwq_desktop.engine.native_cards import set_cards
from qwq_desktop.engine.protocol import MAX_OUTPUTS, LoadRequest
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger(__name__)
_KV_TYPES = {"f16": 1, "q8_0": 8, "q4_0": 2}  # enum ggml_type of ggml.h
_FLASH = {"auto": -1, "off": 0, "on": 1}  # enum llama_flash_attn_type
_ROPE_NONE, _ROPE_YARN = 0, 2  # enum llama_rope_scaling_type
_CONTROL, _USER_DEFINED = 1 << 3, 1 << 4  # enum llama_token_attr
_DECODE_NO_SLOT, _DECODE_ABORTED, _DECODE_NO_MEMORY = 1, 2, -2  # results of llama_decode
_POOLING_MEAN, _POOLING_LAST = 1, 3  # enum llama_pooling_type
_NO_MEMORY = re.compile(r"(?:failed|unable) to allocate|out of memory", re.IGNORECASE)
_ERROR_LEVEL = 4
_REPACKED = "CPU_REPACK"  # llama.cpp's name for weights in the order that is fastest here
_MIB = 1 << 20
_BUFFER = re.compile(
    r"(?P<device>\S+) +(?P<kind>model|KV|output|compute) buffer size = +(?P<mib>[\d.]+) MiB"
)


class BufferSize(NamedTuple):
    """A buffer on a device ("CPU", "CUDA0", "CUDA_Host"); `kind` is model, KV, output or compute.

    llama.cpp tells MiB with two decimals: `size_bytes` is within 5 kB.
    """

    device: str
    kind: str
    size_bytes: int


class CancelFlag:
    """A flag that C code reads by itself, so that stopping needs no Python callback and no GIL.

    llama.cpp asks its abort callback between graph nodes. The C function `strlen` over a buffer of
    ours is such a callback: it returns 0 (go on) for an empty string and 1 (stop) once a byte is
    written.
    """

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(2)
        libc = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self.callback = ctypes.cast(libc.strlen, ll.ggml_abort_callback)
        self.address = ctypes.cast(self._buffer, ctypes.c_void_p)

    def set(self) -> None:
        """Ask the running call to stop."""
        self._buffer[0] = b"\x01"

    def clear(self) -> None:
        """Make ready for the next call."""
        self._buffer[0] = b"\x00"

    def is_set(self) -> bool:
        """Whether a stop was asked for."""
        return self._buffer[0] != b"\x00"


class NativeLog:
    """Passes llama.cpp's log on, and remembers its errors: they hold the reason of a failure."""

    def __init__(self) -> None:
        self._callback = ll.llama_log_callback(self._receive)
        self._errors: list[str] = []
        self._buffers: list[BufferSize] | None = None
        ll.llama_log_set(self._callback, ctypes.c_void_p(0))

    def _receive(self, level: int, text: bytes, _data: object) -> None:
        line = text.decode("utf-8", "replace").rstrip()
        if not line:
            return
        if level == _ERROR_LEVEL:
            self._errors.append(line)
        if self._buffers is not None and (found := _BUFFER.search(line)):
            size = math.ceil(float(found["mib"]) * _MIB)
            self._buffers.append(BufferSize(found["device"], found["kind"], size))
        _LOG.debug("llama.cpp: %s", line)

    def take_errors(self) -> str:
        """The error lines since the last call, joined."""
        text, self._errors = "\n".join(self._errors), []
        return text

    @contextmanager
    def buffer_sizes(self) -> Iterator[list[BufferSize]]:
        """Collect the sizes of buffers that llama.cpp tells of meanwhile."""
        found = self._buffers = []
        try:
            yield found
        finally:
            self._buffers = None


def set_fields(parameters: ctypes.Structure, **values: Any) -> None:
    """Set fields of a C structure.

    Raises AttributeError for a name it lacks (ctypes would keep it, without effect).
    """
    known = {name for name, *_ in parameters._fields_}
    for name, value in values.items():
        if name not in known:
            raise AttributeError(f"{type(parameters).__name__} has no field {name}")
        setattr(parameters, name, value)


def check_kv_cache(request: LoadRequest) -> None:
    """llama.cpp has quantised values only with flash attention; it would fail after the load.

    Raises QwQError("kv_needs_flash_attention").
    """
    if request.flash_attention == "off" and request.kv_cache_type != "f16":
        raise QwQError("kv_needs_flash_attention", kv_cache_type=request.kv_cache_type)


class NativeModel:
    """A loaded model with its vocabulary and, unless `vocab_only`, a context of its own."""

    def __init__(
        self, request: LoadRequest, log: NativeLog, progress: Callable[[float], bool]
    ) -> None:
        """Load. `progress` gets 0 to 1 and returns False to give up (QwQError "cancelled").

        Raises QwQError: model_unknown_architecture, out_of_memory, model_load_failed,
        context_allocation_failed, kv_needs_flash_attention (before anything is read).
        """
        check_kv_cache(request)
        self.cancel = CancelFlag()
        self._model: Any = None
        self._context: Any = None
        self.repacked_bytes = 0
        self._model = self._load(request, log, progress)
        self.vocabulary = Vocabulary(ll.llama_model_get_vocab(self._model))
        self.context_length = 0
        self.embeds = request.embeddings and not request.vocab_only
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

    @staticmethod
    def context_parameters(request: LoadRequest) -> Any:
        """llama.cpp's context parameters for a load, without what ends a call early."""
        parameters = ll.llama_context_default_params()
        set_fields(
            parameters,
            n_ctx=request.context_length,
            n_batch=request.batch_size,
            n_ubatch=min(request.micro_batch_size, request.batch_size),
            n_seq_max=1,
            n_outputs_max=min(MAX_OUTPUTS, request.batch_size),
            n_threads=request.threads,
            n_threads_batch=request.threads,
            flash_attn_type=_FLASH[request.flash_attention],
            type_k=_KV_TYPES[request.kv_cache_type],
            type_v=_KV_TYPES[request.kv_cache_type],
            no_perf=True,
        )
        if request.rope_unscaled:
            set_fields(parameters, rope_scaling_type=_ROPE_NONE)
        elif request.yarn_factor is not None:
            # The other YaRN values stay at llama.cpp's defaults. The original context must be
            # explicit: files declare 40 960 or 131 072 where QwQ was trained with 32 768.
            set_fields(
                parameters,
                rope_scaling_type=_ROPE_YARN,
                rope_freq_scale=1.0 / request.yarn_factor,
                yarn_orig_ctx=request.yarn_original_context,
            )
        return parameters

    def _make_context(self, request: LoadRequest, log: NativeLog) -> None:
        parameters = self.context_parameters(request)
        set_fields(
            parameters,
            abort_callback=self.cancel.callback,
            abort_callback_data=self.cancel.address,
        )
        if request.embeddings:
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
                pooling_type=self._pooling(),
            )
        self._context = ll.llama_init_from_model(self._model, parameters)
        if not self._context:
            raise QwQError(
                "context_allocation_failed",
                detail=log.take_errors(),
                context_length=request.context_length,
            )
        self._memory = ll.llama_get_memory(self._context)
        self.context_length = int(ll.llama_n_ctx(self._context))

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

    def decode(self, tokens: Sequence[int]) -> bool:
        """Evaluate tokens after those in the KV cache; at most `batch_size`.

        False when the cancel flag stopped it.

        Positions follow the KV cache's own. Raises QwQError: context_full, decode_failed.
        """
        array = (ll.llama_token * len(tokens))(*tokens)
        result = ll.llama_decode(self._context, ll.llama_batch_get_one(array, len(tokens)))
        if result == 0:
            return True
        if result == _DECODE_ABORTED:
            return False
        if result == _DECODE_NO_SLOT:
            raise QwQError("context_full", context_length=self.context_length)
        if result == _DECODE_NO_MEMORY:
            raise QwQError("out_of_memory", detail="llama_decode could not allocate")
        raise QwQError("decode_failed", detail=f"llama_decode returned {result}")

    def embed(self, texts: Sequence[Sequence[int]]) -> list[list[float]] | None:
        """One vector for each text, all in one computation. None when the cancel flag stopped it.

        At most `MOST_AT_ONCE` texts, none empty, together at most `longest_text` tokens. Raises
        QwQError("decode_failed").
        """
        if self._memory:
            ll.llama_memory_clear(self._memory, True)
        batch = ll.llama_batch_init(sum(map(len, texts)), 0, 1)
        try:
            _fill(batch, texts)
            result = ll.llama_decode(self._context, batch)
        finally:
            ll.llama_batch_free(batch)
        if result == _DECODE_ABORTED:
            return None
        if result:
            raise QwQError("decode_failed", detail=f"llama_decode returned {result}")
        return [self._vector(number) for number in range(len(texts))]

    def _vector(self, sequence: int) -> list[float]:
        numbers = ll.llama_get_embeddings_seq(self._context, sequence)
        if not numbers or math.isnan(numbers[0]):
            raise QwQError("decode_failed", detail="the model computed no vector")
        return list(numbers[: self.dimensions])

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

    def sample(self, chain: Any) -> int:
        """Draw the next token with a sampler chain from the last logits; the chain is told.

        Raises QwQError("decode_failed") for logits that aren't numbers: a broken file, or a driver
        that lost its mind. Then all of them are, so that the first one tells.
        """
        if math.isnan(ll.llama_get_logits_ith(self._context, -1)[0]):
            raise QwQError("decode_failed", detail="the model computed values that aren't numbers")
        return int(ll.llama_sampler_sample(chain, self._context, -1))

    def close(self) -> None:
        """Free context and model."""
        if self._context:
            ll.llama_free(self._context)
        if self._model:
            ll.llama_model_free(self._model)
        self._context = self._model = None


def _fill(batch: Any, texts: Sequence[Sequence[int]]) -> None:
    """Put each text in as a sequence of its own, all their tokens as outputs."""
    place = 0
    for sequence, tokens in enumerate(texts):
        for position, token in enumerate(tokens):
            batch.token[place] = token
            batch.pos[place] = position
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = sequence
            batch.logits[place] = 1
            place += 1
    batch.n_tokens = place


def _utf8(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")


def build_name() -> str:
    """The llama.cpp inside: saved states belong to one build."""
    version = ll.llama_version()
    return f"{llama_cpp.__version__} {version.decode() if version else ''}".strip()


class Vocabulary:
    """Text to tokens and back."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab
        self.size = int(ll.llama_vocab_n_tokens(vocab))
        self._adds_bos = bool(ll.llama_vocab_get_add_bos(vocab))
        self._pieces: dict[int, bytes] = {}
        self._piece_buffer = ctypes.create_string_buffer(512)

    def tokenize(self, text: str) -> list[int]:
        """Tokens of a text; special-token texts in it become special tokens.

        Adds no beginning-of-sequence token.
        """
        data = text.encode("utf-8", "replace")
        size = len(data) + 8
        array = (ll.llama_token * size)()
        count = ll.llama_tokenize(self._vocab, data, len(data), array, size, False, True)
        return list(array[:count])

    def tokenize_whole(self, text: str) -> list[int]:
        """Tokens of a text with those that open and close it for this model.

        Special-token texts in it stay text; an empty text counts as a space.
        """
        data = (text or " ").encode("utf-8", "replace")
        size = len(data) + 16
        array = (ll.llama_token * size)()
        count = ll.llama_tokenize(self._vocab, data, len(data), array, size, True, False)
        return list(array[:count])

    def opening(self) -> list[int]:
        """What a prompt begins with: the beginning-of-sequence token where the model wants one."""
        return [int(ll.llama_vocab_bos(self._vocab))] if self._adds_bos else []

    def token_text(self, token: int) -> str:
        """The text of a token as the vocabulary writes it, "" for none."""
        if token < 0:
            return ""
        text = ll.llama_vocab_get_text(self._vocab, token)
        return text.decode("utf-8", "replace") if text else ""

    def bos_text(self) -> str:
        """Text of the beginning-of-sequence token."""
        return self.token_text(int(ll.llama_vocab_bos(self._vocab)))

    def eos_text(self) -> str:
        """Text of the end-of-sequence token."""
        return self.token_text(int(ll.llama_vocab_eos(self._vocab)))

    def ends_generation(self, token: int) -> bool:
        """Whether the model ends its turn with this token."""
        return bool(ll.llama_vocab_is_eog(self._vocab, token))

    def piece(self, token: int) -> bytes:
        """The bytes a token stands for; control tokens stand for none."""
        known = self._pieces.get(token)
        if known is None:
            known = self._pieces[token] = self._read_piece(token)
        return known

    def _read_piece(self, token: int) -> bytes:
        control = ll.llama_vocab_get_attr(self._vocab, token) & _CONTROL
        if control and self.token_text(token) not in _VISIBLE_TAGS:
            return b""
        size = ll.llama_token_to_piece(
            self._vocab, token, self._piece_buffer, len(self._piece_buffer), 0, True
        )
        if size < 0:
            self._piece_buffer = ctypes.create_string_buffer(-size)
            return self._read_piece(token)
        return self._piece_buffer.raw[:size]

    def special_texts(self) -> list[str]:
        """Texts of all control tokens and of user-defined tags (`<think>`, `<tool_call>`, …)."""
        texts = []
        for token in range(self.size):
            attributes = ll.llama_vocab_get_attr(self._vocab, token)
            if attributes & (_CONTROL | _USER_DEFINED):
                text = self.token_text(token)
                if attributes & _CONTROL or (text.startswith("<") and text.endswith(">")):
                    texts.append(text)
        return [text for text in texts if text]


_VISIBLE_TAGS = {"<think>", "</think>", "<tool_call>", "</tool_call>"}
