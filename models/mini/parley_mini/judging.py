"""Owns how often each critic is right on validation dialogues that were spoilt on purpose, beside two that need no model: one
that always gives the same answer, and one that counts words.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from .attribution_task import claimed_conversation
from .by_words import choice_by_words, claim_by_words, mark_by_words
from .choosing import Line, choose
from .dialogues import Dialogue
from .encoding import validation_mixture
from .faithfulness_task import marked_conversation
from .mixture import Mixture
from .model import PersonaDialogueModel
from .prompts import CONTRADICTED, DIMENSIONS, NOT_MENTIONED, SUPPORTED, comparison_prompt
from .recipe import Recipe
from .tokenizer import Tokenizer

_RESAMPLES = 1_000


@dataclass(frozen=True)
class Decision:
    """What is right, what the model says, what counting words says; and the answer that is always given."""

    right: str
    said: str
    by_words: str
    always: str
    group: str


@dataclass(frozen=True)
class Accuracy:
    """`low` and `high`: 95 % of resamples by conversation lie between."""

    decisions: int
    model: float
    low: float
    high: float
    always: float
    by_words: float


Judged = list[list[Decision]]


def accuracies(judged: Judged) -> dict[str, Accuracy]:
    """Of all decisions, and of each group of them."""
    groups = sorted({decision.group for one in judged for decision in one})
    parts = {"all": judged} | {g: [[d for d in one if d.group == g] for one in judged] for g in groups}
    return {name: _accuracy([one for one in part if one]) for name, part in parts.items()}


def _accuracy(judged: Judged) -> Accuracy:
    every = [decision for one in judged for decision in one]
    chance = random.Random("resamples")
    means = []
    for _ in range(_RESAMPLES):
        drawn = [decision for one in chance.choices(judged, k=len(judged)) for decision in one]
        means.append(fmean(d.said == d.right for d in drawn))
    means.sort()
    return Accuracy(
        decisions=len(every),
        model=fmean(d.said == d.right for d in every),
        low=means[int(0.025 * _RESAMPLES)],
        high=means[int(0.975 * _RESAMPLES)],
        always=fmean(d.always == d.right for d in every),
        by_words=fmean(d.by_words == d.right for d in every),
    )


@dataclass(frozen=True)
class Judge:
    model: PersonaDialogueModel
    tokenizer: Tokenizer
    recipe: Recipe

    def accuracies(self, dialogues: Sequence[Dialogue], count: int) -> dict[str, dict[str, Accuracy]]:
        """`count` conversations for each critic."""
        mixture = validation_mixture(dialogues, self.recipe)
        tasks: dict[str, Callable[[Dialogue, random.Random], list[Decision]]] = {
            "faithfulness": lambda dialogue, chance: self._faithfulness(mixture, dialogue, chance),
            "attribution": lambda dialogue, chance: self._attribution(mixture, dialogue, chance),
            "comparison": lambda dialogue, chance: self._comparison(mixture, dialogue, chance),
        }
        return {name: accuracies(_judged(name, judge, dialogues, count)) for name, judge in tasks.items()}

    def _faithfulness(self, mixture: Mixture, dialogue: Dialogue, chance: random.Random) -> list[Decision]:
        example = mixture.judged(dialogue, chance)
        marked = marked_conversation(example.profiles, example.turns, mixture.library, chance)
        if marked is None:
            return []
        asked = [item for item, _ in marked.held_against()]
        options = (f" {SUPPORTED}", f" {CONTRADICTED}")
        said = self._choose(marked.prompt(), [f"{i + 1}:" for i in range(len(asked))], options) if asked else []
        by_item = dict(zip(map(id, asked), said, strict=True))
        names = {SUPPORTED: "supported", CONTRADICTED: "contradicted", NOT_MENTIONED: "not mentioned"}
        return [
            Decision(
                right=item.mark,
                said=by_item.get(id(item), NOT_MENTIONED),
                by_words=mark_by_words(item, marked, speaker),
                always=SUPPORTED,
                group=f"{names[item.mark]}, {'asked' if id(item) in by_item else 'settled by words'}",
            )
            for speaker, own in enumerate(marked.marked)
            for item in own
        ]

    def _attribution(self, mixture: Mixture, dialogue: Dialogue, chance: random.Random) -> list[Decision]:
        example = mixture.judged(dialogue, chance)
        claimed = claimed_conversation(example.profiles, example.turns, mixture.library, chance)
        if claimed is None:
            return []
        said = self._choose(
            claimed.task().prompt, [f"{i + 1}:" for i in range(len(claimed.claims))], (" yes", " no")
        )
        return [
            Decision(
                right="yes" if claim.claimed else "no",
                said=answer,
                by_words=claim_by_words(claim.attribute, claimed.turns[claim.turn]),
                always="yes",
                group=claim.made_by,
            )
            for claim, answer in zip(claimed.claims, said, strict=True)
        ]

    def _comparison(self, mixture: Mixture, dialogue: Dialogue, chance: random.Random) -> list[Decision]:
        compared = mixture.compared(dialogue, chance)
        if compared is None:
            return []
        prompt = comparison_prompt(*compared.conversations, DIMENSIONS)
        said = self._choose(prompt, [f"{name}:" for name in DIMENSIONS], (" A", " B"))
        words = "AB"[choice_by_words(compared.conversations)]
        return [
            Decision("AB"[compared.better[name]], answer, words, "A", name)
            for name, answer in zip(DIMENSIONS, said, strict=True)
            if name in compared.better
        ]

    def _choose(self, prompt: str, given: Iterable[str], options: tuple[str, ...]) -> list[str]:
        chosen = choose(self.model, self.tokenizer, prompt, [Line(line, options) for line in given])
        return [option.strip() for option in chosen]


def _judged(
    name: str, judge: Callable[[Dialogue, random.Random], list[Decision]], dialogues: Sequence[Dialogue], count: int
) -> Judged:
    found: Judged = []
    for index, dialogue in enumerate(dialogues):
        if len(found) == count:
            break
        decisions = judge(dialogue, random.Random(f"judging:{name}:{index}"))
        found += [decisions] if decisions else []
    return found
