"""Owns the examples for the comparing critic: a conversation beside a spoilt one, or two that are spoilt in different ways."""

import random
from dataclasses import dataclass

from .corruption import SPOILERS
from .dialogues import Turns
from .prompts import DIMENSIONS, comparison_prompt
from .tasks import Task, decided_lines

DECISION_WEIGHT = 6.0


@dataclass(frozen=True)
class Comparison:
    """`better`: 0 the first, 1 the second, by dimension; what is not in it is not known."""

    conversations: tuple[Turns, Turns]
    better: dict[str, int]
    made_by: tuple[str, ...]

    def task(self, dimensions: tuple[str, ...], chance: random.Random) -> Task:
        lines = [
            (f"{name}:", f" {'AB'[self.better.get(name, chance.randrange(2))]}", name in self.better)
            for name in dimensions
        ]
        return Task("comparison", comparison_prompt(*self.conversations, dimensions), decided_lines(lines, DECISION_WEIGHT))


def comparison(turns: Turns, beside: Turns, other: Turns, chance: random.Random) -> Comparison | None:
    """`beside`: the clean conversation to compare with (the same, or another); `other` lends turns to be mixed in."""
    count = 2 if chance.random() < 0.35 else 1
    drawn = chance.sample(SPOILERS, count)
    versions: list[Turns] = [turns, beside]
    better: dict[str, int] = {}
    doubtful: set[str] = set()
    for place, (_, spoil, spoils) in enumerate(drawn):
        spoilt = spoil(versions[place], other, chance)
        if spoilt is None:
            return None
        versions[place] = spoilt
        for dimension in spoils:
            if dimension in better:
                doubtful.add(dimension)
            better[dimension] = 1 - place
    known = {dimension: place for dimension, place in better.items() if dimension not in doubtful}
    if not known:
        return None
    names = tuple(name for name, _, _ in drawn)
    if chance.random() < 0.5:
        return Comparison((versions[1], versions[0]), {d: 1 - place for d, place in known.items()}, names)
    return Comparison((versions[0], versions[1]), known, names)


def drawn_dimensions(known: dict[str, int], chance: random.Random) -> tuple[str, ...]:
    """All five, as experts asked together; or one alone."""
    return DIMENSIONS if chance.random() < 0.75 else (chance.choice(sorted(known)),)
