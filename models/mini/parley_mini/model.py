"""Owns the network in plain PyTorch: LLaMA's block, with rotary positions on neighbouring pairs.

Parameter names are those of `ModelShape.tensors()`.
"""

import math
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from .shape import HEAD_WIDTH, NORM_EPSILON, ROPE_BASE, ModelShape


@dataclass
class LayerMemory:
    """Keys and values of one layer for the tokens that the model has read."""

    keys: Tensor
    values: Tensor


class Layer(nn.Module):
    def __init__(self, shape: ModelShape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.dropout = nn.Dropout(dropout)
        self.heads = shape.heads
        self.attention_norm = nn.RMSNorm(width, eps=NORM_EPSILON)
        self.query = nn.Linear(width, width, bias=False)
        self.key = nn.Linear(width, width, bias=False)
        self.value = nn.Linear(width, width, bias=False)
        self.attention_out = nn.Linear(width, width, bias=False)
        self.feed_forward_norm = nn.RMSNorm(width, eps=NORM_EPSILON)
        self.gate = nn.Linear(width, shape.feed_forward, bias=False)
        self.up = nn.Linear(width, shape.feed_forward, bias=False)
        self.down = nn.Linear(shape.feed_forward, width, bias=False)

    def forward(self, hidden: Tensor, rotation: Tensor, memory: LayerMemory | None) -> Tensor:
        hidden = hidden + self.dropout(self._attend(self.attention_norm(hidden), rotation, memory))
        normed: Tensor = self.feed_forward_norm(hidden)
        return hidden + cast(Tensor, self.dropout(self.down(functional.silu(self.gate(normed)) * self.up(normed))))

    def _attend(self, normed: Tensor, rotation: Tensor, memory: LayerMemory | None) -> Tensor:
        query = _rotate(self._by_head(self.query(normed)), rotation)
        key = _rotate(self._by_head(self.key(normed)), rotation)
        value = self._by_head(self.value(normed))
        if memory is not None:
            key, value = torch.cat([memory.keys, key], 2), torch.cat([memory.values, value], 2)
            memory.keys, memory.values = key, value
        # A single new token may look at everything; several at once must not see each other's future.
        new, known = query.shape[2], key.shape[2]
        mask = torch.ones(new, known, dtype=torch.bool).tril(known - new) if 1 < new < known else None
        mixed = functional.scaled_dot_product_attention(query, key, value, mask, is_causal=1 < new == known)
        return cast(Tensor, self.attention_out(mixed.transpose(1, 2).flatten(2)))

    def _by_head(self, projected: Tensor) -> Tensor:
        rows, tokens, _ = projected.shape
        return projected.view(rows, tokens, self.heads, HEAD_WIDTH).transpose(1, 2)


class PersonaDialogueModel(nn.Module):
    rotation: Tensor

    def __init__(self, shape: ModelShape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.last_norm = nn.RMSNorm(shape.width, eps=NORM_EPSILON)
        self.output = nn.Linear(shape.width, shape.vocabulary, bias=False)
        self.register_buffer("rotation", _rotation(shape.context_tokens), persistent=False)

    def forward(self, tokens: Tensor, start: int = 0, memory: list[LayerMemory] | None = None) -> Tensor:
        """Logits. With memory, `tokens` go on at position `start`."""
        hidden = self.embedding(tokens)
        rotation = self.rotation[start : start + tokens.shape[1]]
        for index, layer in enumerate(self.layers):
            hidden = layer(hidden, rotation, None if memory is None else memory[index])
        return cast(Tensor, self.output(self.last_norm(hidden)))

    def empty_memory(self, row_count: int) -> list[LayerMemory]:
        nothing = torch.zeros(row_count, self.shape.heads, 0, HEAD_WIDTH, device=self.rotation.device)
        return [LayerMemory(nothing, nothing) for _ in self.layers]

    @torch.no_grad()
    def initialise(self, seed: int) -> None:
        """Scales that let the matrices learn at one rate: writers into the residual stream start small."""
        generator = torch.Generator().manual_seed(seed)
        gain_by_name = {"attention_out": 0.3, "down": 0.3}
        for name, parameter in self.named_parameters():
            part = name.split(".")[-2]
            if part == "embedding":
                parameter.normal_(std=0.4, generator=generator)
            elif part == "output":
                parameter.normal_(std=0.02, generator=generator)
            elif parameter.ndim == 2:
                gain = gain_by_name.get(part, 0.8)
                parameter.normal_(std=gain / math.sqrt(parameter.shape[1]), generator=generator)


def _rotation(context_tokens: int) -> Tensor:
    """Cosine and sine of each pair's angle at each position."""
    pair = torch.arange(HEAD_WIDTH // 2)
    angle = torch.arange(context_tokens)[:, None] * torch.pow(ROPE_BASE, -2.0 * pair / HEAD_WIDTH)[None]
    return torch.stack([angle.cos(), angle.sin()], -1)


def _rotate(vectors: Tensor, rotation: Tensor) -> Tensor:
    even, odd = vectors[..., 0::2], vectors[..., 1::2]
    cosine, sine = rotation[..., 0], rotation[..., 1]
    return torch.stack([even * cosine - odd * sine, even * sine + odd * cosine], -1).flatten(-2)
