"""A model's vocabulary: text to tokens and back."""

import ctypes
from collections.abc import Sequence
from typing import Any

import llama_cpp.llama_cpp as ll

_CONTROL, _USER_DEFINED = 1 << 3, 1 << 4  # enum llama_token_attr
_VISIBLE_TAGS = {"<think>", "</think>", "<tool_call>", "</tool_call>"}


class Vocabulary:
    """Text to tokens and back."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab
        self.size = int(ll.llama_vocab_n_tokens(vocab))
        self._adds_bos = bool(ll.llama_vocab_get_add_bos(vocab))
        self._pieces: dict[int, bytes] = {}
        self._ends: dict[int, bool] = {}
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

    def tokenize_plain(self, text: str) -> list[int]:
        """Tokens of a text by itself; special-token texts in it stay text."""
        data = text.encode("utf-8", "replace")
        size = len(data) + 8
        array = (ll.llama_token * size)()
        count = ll.llama_tokenize(self._vocab, data, len(data), array, size, False, False)
        return list(array[:count])

    def pair(self, question: Sequence[int], text: Sequence[int]) -> list[int]:
        """A question and a text as models read them that compare the two.

        The special tokens are those that llama.cpp's server puts in (`format_prompt_rerank`).
        """
        vocab = self._vocab
        end = int(ll.llama_vocab_eos(vocab))
        end = int(ll.llama_vocab_sep(vocab)) if end < 0 else end
        ends = [end] if ll.llama_vocab_get_add_eos(vocab) and end >= 0 else []
        separator = [int(ll.llama_vocab_sep(vocab))] if ll.llama_vocab_get_add_sep(vocab) else []
        return [*self.opening(), *question, *ends, *separator, *text, *ends]

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
        known = self._ends.get(token)
        if known is None:
            known = self._ends[token] = bool(ll.llama_vocab_is_eog(self._vocab, token))
        return known

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
