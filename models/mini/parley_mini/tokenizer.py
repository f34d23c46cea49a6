"""Owns the byte-level BPE tokenizer: text to ids and back, read from and written as a Hugging Face tokenizer.json.

It encodes exactly as the engines do for text without special tokens; those are placed by `chat_prompt` alone, so no
dialogue can smuggle one in.
"""

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from .errors import TrainerError

SPECIAL_TOKENS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")

# GPT-2's split, said with the standard library: [^\W\d_] stands for \p{L}, \d for \p{N}.
WORD_PATTERN = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")

Merge = tuple[str, str]


def _byte_letters() -> dict[int, str]:
    """GPT-2's alphabet: printable bytes stand for themselves, the others for letters from U+0100 on."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable}
    return letters | {byte: chr(256 + position) for position, byte in enumerate(others)}


LETTER_BY_BYTE = _byte_letters()
BYTE_BY_LETTER = {letter: byte for byte, letter in LETTER_BY_BYTE.items()}


def split_words(text: str) -> list[str]:
    return WORD_PATTERN.findall(text)


def spell(word: str) -> list[str]:
    """A word as letters of the byte alphabet."""
    return [LETTER_BY_BYTE[byte] for byte in word.encode("utf-8")]


@dataclass(frozen=True)
class Tokenizer:
    pieces: tuple[str, ...]
    merges: tuple[Merge, ...]
    _ids: dict[str, int] = field(init=False, repr=False, compare=False)
    _ranks: dict[Merge, int] = field(init=False, repr=False, compare=False)
    _known_words: dict[str, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", {piece: index for index, piece in enumerate(self.pieces)})
        object.__setattr__(self, "_ranks", {merge: rank for rank, merge in enumerate(self.merges)})
        object.__setattr__(self, "_known_words", {})

    @property
    def size(self) -> int:
        return len(self.pieces) + len(SPECIAL_TOKENS)

    def special_id(self, token: str) -> int:
        return len(self.pieces) + SPECIAL_TOKENS.index(token)

    @property
    def end_of_text(self) -> int:
        return self.special_id("<|endoftext|>")

    @property
    def end_of_message(self) -> int:
        return self.special_id("<|im_end|>")

    def encode(self, text: str) -> list[int]:
        return [token for word in split_words(text) for token in self._encode_word(word)]

    def decode(self, tokens: list[int]) -> str:
        """Special tokens stand for no text and are left out."""
        letters = "".join(self.pieces[token] for token in tokens if token < len(self.pieces))
        return bytes(BYTE_BY_LETTER[letter] for letter in letters).decode("utf-8", "replace")

    def chat_prompt(self, prompt: str) -> list[int]:
        """One user message and the opening of the assistant's, in chatml."""
        start = self.special_id("<|im_start|>")
        user = [start, *self.encode("user\n" + prompt), self.end_of_message, *self.encode("\n")]
        return [*user, start, *self.encode("assistant\n")]

    def _encode_word(self, word: str) -> list[int]:
        known = self._known_words.get(word)
        if known is None:
            known = [self._ids[piece] for piece in self._merge(spell(word))]
            self._known_words[word] = known
        return known

    def _merge(self, pieces: list[str]) -> list[str]:
        unknown = len(self._ranks)
        while len(pieces) > 1:
            ranks = [self._ranks.get(pair, unknown) for pair in pairwise(pieces)]
            best = min(ranks)
            if best == unknown:
                break
            position = ranks.index(best)
            pieces[position : position + 2] = [pieces[position] + pieces[position + 1]]
        return pieces


def read_tokenizer(path: Path) -> Tokenizer:
    if not path.is_file():
        raise TrainerError(f"There is no tokenizer at {path}. Run `python -m parley_mini tokenizer` first.")
    form: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = form["model"]["vocab"]
    pieces = tuple(sorted(vocabulary, key=vocabulary.__getitem__))
    merges = tuple((left, right) for left, right in (merge.split(" ") for merge in form["model"]["merges"]))
    return Tokenizer(pieces, merges)


def tokenizer_json(tokenizer: Tokenizer) -> str:
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    added = [{"id": tokenizer.special_id(token), "content": token, **plain} for token in SPECIAL_TOKENS]
    model = {
        "type": "BPE",
        "dropout": None,
        "unk_token": None,
        "continuing_subword_prefix": None,
        "end_of_word_suffix": None,
        "fuse_unk": False,
        "byte_fallback": False,
        "vocab": {piece: index for index, piece in enumerate(tokenizer.pieces)},
        "merges": [f"{left} {right}" for left, right in tokenizer.merges],
    }
    form = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": None,
        "pre_tokenizer": byte_level,
        "post_processor": None,
        "decoder": byte_level,
        "model": model,
    }
    return json.dumps(form, ensure_ascii=False)
