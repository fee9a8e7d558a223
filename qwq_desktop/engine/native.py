"""llama.cpp through its C interface: one loaded model with one context, and nothing decided here.

Imports `llama_cpp` at module level: only the engine process imports this module, and only when a
model or the hardware is asked for.
"""

import ctypes
import logging
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import llama_cpp.llama_cpp as ll

from qwq_desktop.engine.protocol import LoadRequest
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger(__name__)
_KV_TYPES = {"f16": 1, "q8_0": 8, "q4_0": 2}  # enum ggml_type of ggml.h
_FLASH = {"auto": -1, "off": 0, "on": 1}  # enum llama_flash_attn_type
_ROPE_YARN = 2  # enum llama_rope_scaling_type
_CONTROL, _USER_DEFINED = 1 << 3, 1 << 4  # enum llama_token_attr
_DECODE_NO_SLOT, _DECODE_ABORTED = 1, 2  # results of llama_decode
_ERROR_LEVEL = 4


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
        ll.llama_log_set(self._callback, ctypes.c_void_p(0))

    def _receive(self, level: int, text: bytes, _data: object) -> None:
        line = text.decode("utf-8", "replace").rstrip()
        if not line:
            return
        if level == _ERROR_LEVEL:
            self._errors.append(line)
        _LOG.debug("llama.cpp: %s", line)

    def take_errors(self) -> str:
        """The error lines since the last call, joined."""
        text, self._errors = "\n".join(self._errors), []
        return text


def set_fields(parameters: ctypes.Structure, **values: Any) -> None:
    """Set fields of a C structure.

    Raises AttributeError for a name it lacks (ctypes would keep it, without effect).
    """
    known = {name for name, *_ in parameters._fields_}
    for name, value in values.items():
        if name not in known:
            raise AttributeError(f"{type(parameters).__name__} has no field {name}")
        setattr(parameters, name, value)


class NativeModel:
    """A loaded model with its vocabulary and, unless `vocab_only`, a context of its own."""

    def __init__(
        self, request: LoadRequest, log: NativeLog, progress: Callable[[float], bool]
    ) -> None:
        """Load. `progress` gets 0 to 1 and returns False to give up (QwQError "cancelled").

        Raises QwQError: model_unknown_architecture, model_load_failed, context_allocation_failed.
        """
        self.cancel = CancelFlag()
        self._model: Any = None
        self._context: Any = None
        self._model = self._load(request, log, progress)
        self.vocabulary = Vocabulary(ll.llama_model_get_vocab(self._model))
        self.context_length = 0
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
            progress_callback=callback,
        )
        log.take_errors()
        model = ll.llama_model_load_from_file(request.path.encode(), parameters)
        if model:
            return model
        errors = log.take_errors()
        if cancelled:
            raise QwQError("cancelled")
        unknown = re.search(r"unknown model architecture: '([^']*)'", errors)
        if unknown:
            raise QwQError("model_unknown_architecture", path=request.path, architecture=unknown[1])
        reason = errors.splitlines()[-1] if errors else "llama.cpp gave no reason"
        raise QwQError("model_load_failed", detail=errors, path=request.path, reason=reason)

    def _make_context(self, request: LoadRequest, log: NativeLog) -> None:
        parameters = ll.llama_context_default_params()
        set_fields(
            parameters,
            n_ctx=request.context_length,
            n_batch=request.batch_size,
            n_ubatch=min(request.micro_batch_size, request.batch_size),
            n_seq_max=1,
            n_threads=request.threads,
            n_threads_batch=request.threads,
            flash_attn_type=_FLASH[request.flash_attention],
            type_k=_KV_TYPES[request.kv_cache_type],
            type_v=_KV_TYPES[request.kv_cache_type],
            abort_callback=self.cancel.callback,
            abort_callback_data=self.cancel.address,
            no_perf=True,
        )
        if request.yarn_factor is not None:
            # The other YaRN values stay at llama.cpp's defaults. The original context must be
            # explicit: files declare 40 960 or 131 072 where QwQ was trained with 32 768.
            set_fields(
                parameters,
                rope_scaling_type=_ROPE_YARN,
                rope_freq_scale=1.0 / request.yarn_factor,
                yarn_orig_ctx=request.yarn_original_context,
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
        raise QwQError("decode_failed", detail=f"llama_decode returned {result}")

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
        """Draw the next token with a sampler chain from the last logits; the chain is told."""
        return int(ll.llama_sampler_sample(chain, self._context, -1))

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


class Vocabulary:
    """Text to tokens and back."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab
        self.size = int(ll.llama_vocab_n_tokens(vocab))
        self._adds_bos = bool(ll.llama_vocab_get_add_bos(vocab))
        self._attributes: dict[int, int] = {}
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
        if self._is_control(token) and self.token_text(token) not in _VISIBLE_TAGS:
            return b""
        size = ll.llama_token_to_piece(
            self._vocab, token, self._piece_buffer, len(self._piece_buffer), 0, True
        )
        if size < 0:
            self._piece_buffer = ctypes.create_string_buffer(-size)
            return self.piece(token)
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

    def _is_control(self, token: int) -> bool:
        known = self._attributes.get(token)
        if known is None:
            known = self._attributes[token] = int(ll.llama_vocab_get_attr(self._vocab, token))
        return bool(known & _CONTROL)


_VISIBLE_TAGS = {"<think>", "</think>", "<tool_call>", "</tool_call>"}
