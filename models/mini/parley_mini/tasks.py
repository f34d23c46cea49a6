"""Owns what a task is: a prompt, and an answer in pieces that count more or less in training."""

from dataclasses import dataclass
from typing import Literal

TaskKind = Literal["write", "write with exemplar", "attribute", "faithfulness", "attribution", "comparison"]


@dataclass(frozen=True)
class Piece:
    """`weight` 0: nothing is known of it, so nothing is taught."""

    text: str
    weight: float


@dataclass(frozen=True)
class Task:
    kind: TaskKind
    prompt: str
    answer: tuple[Piece, ...]
    prompt_weight: float = 0.0

    @property
    def answer_text(self) -> str:
        return "".join(piece.text for piece in self.answer)


# What the form writes is no decision.
FORM_WEIGHT = 0.2


def decided_lines(lines: list[tuple[str, str, bool]], weight: float) -> tuple[Piece, ...]:
    """Lines of what is given, what is decided, and whether the decision is known."""
    pieces: list[Piece] = []
    for index, (given, decided, known) in enumerate(lines):
        pieces.append(Piece(("\n" if index else "") + given, FORM_WEIGHT))
        pieces.append(Piece(decided, weight if known else 0.0))
    return tuple(pieces)
