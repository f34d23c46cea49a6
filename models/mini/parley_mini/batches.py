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
    """Inputs, the token that follows each, and how much that token counts (0 for padding)."""

    inputs: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    token_count: int


def training_batches(
    examples: list[EncodedExample], batch_tokens: int, prompt_weight: float, seed: tuple[int, int]
) -> Iterator[Batch]:
    generator = np.random.default_rng(seed)
    jitter = generator.random(len(examples)) * _LENGTH_JITTER
    groups = _groups(examples, jitter, batch_tokens)
    for position in generator.permutation(len(groups)):
        yield _batch([examples[index] for index in groups[position]], prompt_weight)


def validation_batches(examples: list[EncodedExample], batch_tokens: int) -> Iterator[Batch]:
    """In the order of their length, and only the answers count."""
    for group in _groups(examples, np.zeros(len(examples)), batch_tokens):
        yield _batch([examples[index] for index in group], 0.0)


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


def _batch(examples: list[EncodedExample], prompt_weight: float) -> Batch:
    width = max(_padded_length(len(example.tokens)) for example in examples)
    inputs, targets = (np.zeros((len(examples), width), np.int64) for _ in range(2))
    weights = np.zeros((len(examples), width), np.float32)
    for row, example in enumerate(examples):
        length = len(example.tokens) - 1
        inputs[row, :length] = example.tokens[:-1]
        targets[row, :length] = example.tokens[1:]
        weights[row, : example.prompt_length - 1] = prompt_weight
        weights[row, example.prompt_length - 1 : length] = 1.0
    total = sum(len(example.tokens) for example in examples)
    return Batch(torch.from_numpy(inputs), torch.from_numpy(targets), torch.from_numpy(weights), total)


def _padded_length(token_count: int) -> int:
    return -(-(token_count - 1) // _LENGTH_STEP) * _LENGTH_STEP
