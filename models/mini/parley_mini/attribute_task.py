"""Owns the examples for writing an attribute: a question that one speaker asks, and the attribute that the other answers with."""

import random
from dataclasses import dataclass
from functools import lru_cache

from .dialogues import Dialogue, Profile
from .evidence import evidence_of, sentences
from .examples import repaired_profiles
from .prompts import attribute_prompt
from .tasks import FORM_WEIGHT, Piece, Task
from .wording import content_words

_FEWEST_WORDS = 4
_MOST_KNOWN = 5


@dataclass(frozen=True)
class Answered:
    question: str
    attribute: str
    others: Profile

    def task(self, chance: random.Random) -> Task:
        known = chance.sample(self.others, min(len(self.others), chance.randint(1, _MOST_KNOWN)))
        end = Piece("", FORM_WEIGHT)
        return Task("attribute", attribute_prompt(tuple(known), self.question), (Piece(self.attribute, 1.0), end))


@lru_cache(maxsize=None)
def answered_questions(dialogue: Dialogue) -> list[Answered]:
    profiles = repaired_profiles(dialogue)
    found: list[Answered] = []
    for place in range(len(dialogue.turns) - 1):
        question = _question(dialogue.turns[place])
        if question is None:
            continue
        profile = profiles[1 - place % 2]
        for attribute in profile:
            if not attribute.startswith(("I ", "I'", "My ")):
                continue
            if evidence_of(attribute, dialogue.turns, range(place + 1, place + 2)).kind == "said":
                others = tuple(other for other in profile if other != attribute)
                found += [Answered(question, attribute, others)] if others else []
    return found


def _question(turn: str) -> str | None:
    last = sentences(turn)[-1].strip()
    asks = last.endswith("?") and len(last.split()) >= _FEWEST_WORDS
    about_nothing = last.lower().startswith(("what about", "how about", "how are", "and you")) or not content_words(last)
    return last if asks and not about_nothing else None
