"""Owns packing encoded examples into batches of like length under a token budget."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from .encoding import EncodedExample

_LENGTH_STEP = 16
_LENGTH_JITTER = 24


@dataclass(frozen=True)
class Batch:
    """Inputs, the token that follows each, and how much that token counts (0 for padding). [rows, width]"""

    inputs: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    token_count: int

    def to(self, device: torch.device) -> "Batch":
        moved = (part.to(device, non_blocking=True) for part in (self.inputs, self.targets, self.weights))
        return Batch(*moved, self.token_count)


@dataclass(frozen=True)
class PackedBatch:
    """The same before torch, small enough to come from another process: tokens [rows, width + 1], and their weights."""

    tokens: np.ndarray
    weights: np.ndarray
    token_count: int

    def unpacked(self) -> Batch:
        tokens = torch.from_numpy(self.tokens.astype(np.int64))
        weights = torch.from_numpy(self.weights.astype(np.float32))
        return Batch(tokens[:, :-1], tokens[:, 1:], weights[:, 1:], self.token_count)


def training_batches(examples: list[EncodedExample], batch_tokens: int, seed: tuple[int, int]) -> list[PackedBatch]:
    generator = np.random.default_rng(seed)
    jitter = generator.random(len(examples)) * _LENGTH_JITTER
    groups = _groups(examples, jitter, batch_tokens)
    return [_packed([examples[i] for i in groups[position]]) for position in generator.permutation(len(groups))]


def validation_batches(examples: list[EncodedExample], batch_tokens: int) -> Iterator[Batch]:
    """In the order of their length."""
    for group in _groups(examples, np.zeros(len(examples)), batch_tokens):
        yield _packed([examples[index] for index in group]).unpacked()


def _groups(examples: list[EncodedExample], jitter: np.ndarray, batch_tokens: int) -> list[list[int]]:
    lengths = np.array([len(example.tokens) for example in examples])
    groups: list[list[int]] = []
    widest = 0
    for index in np.argsort(lengths + jitter, kind="stable").tolist():
        widest = max(widest, _padded_length(int(lengths[index])))
        if not groups or widest * (len(groups[-1]) + 1) > batch_tokens:
            groups.append([])
            widest = _padded_length(int(lengths[index]))
        groups[-1].append(index)
    return groups


def _packed(examples: list[EncodedExample]) -> PackedBatch:
    width = max(_padded_length(len(example.tokens)) for example in examples)
    tokens = np.zeros((len(examples), width + 1), np.uint16)
    weights = np.zeros((len(examples), width + 1), np.float16)
    for row, example in enumerate(examples):
        tokens[row, : len(example.tokens)] = example.tokens
        weights[row, : len(example.tokens)] = example.weights
    return PackedBatch(tokens, weights, sum(len(example.tokens) for example in examples))


def _padded_length(token_count: int) -> int:
    return -(-(token_count - 1) // _LENGTH_STEP) * _LENGTH_STEP
