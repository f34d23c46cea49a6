"""Owns the examples for the attribution critic: sentences with the other's attribute in them, claimed or not."""

import random
from dataclasses import dataclass

from .dialogues import Profile, Turns
from .evidence import evidence_of, places_of, with_turn
from .library import Library
from .prompts import attribution_prompt
from .rewording import synonymous, unclaimed
from .tasks import Task, decided_lines

DECISION_WEIGHT = 8.0
_MOST_CLAIMS = 3


@dataclass(frozen=True)
class Claim:
    """0-based turn, and the attribute that only the other's profile has."""

    turn: int
    attribute: str
    claimed: bool
    made_by: str


@dataclass(frozen=True)
class ClaimedConversation:
    turns: Turns
    first_speaker: int
    claims: tuple[Claim, ...]

    def task(self) -> Task:
        asked = [(claim.turn + 1, claim.attribute) for claim in self.claims]
        lines = [(f"{i + 1}:", " yes" if claim.claimed else " no", True) for i, claim in enumerate(self.claims)]
        return Task("attribution", attribution_prompt(self.turns, self.first_speaker, asked), decided_lines(lines, DECISION_WEIGHT))


def claimed_conversation(
    profiles: tuple[Profile, Profile], turns: Turns, library: Library, chance: random.Random
) -> ClaimedConversation | None:
    """Speakers swapped, so that what was their own is the other's; or single sentences put into the other's mouth."""
    swapped = chance.random() < 0.4
    claims: list[Claim] = []
    free = [list(places_of(turns, speaker)) for speaker in (0, 1)]
    for speaker in (0, 1):
        attributes = list(profiles[speaker])
        chance.shuffle(attributes)
        for attribute in attributes[:4]:
            if swapped:
                claim = _own_words(attribute, turns, speaker, library, chance)
            else:
                claim, turns = _in_the_other_mouth(attribute, turns, free[1 - speaker], chance)
            claims += [claim] if claim else []
    chance.shuffle(claims)
    if not claims:
        return None
    first_speaker = 1 if swapped else 0
    return ClaimedConversation(turns, first_speaker, tuple(claims[: chance.randint(1, _MOST_CLAIMS)]))


def _own_words(
    attribute: str, turns: Turns, speaker: int, library: Library, chance: random.Random
) -> Claim | None:
    evidence = evidence_of(attribute, turns, places_of(turns, speaker))
    if evidence.kind != "said":
        return None
    if chance.random() < 0.4:
        other = library.substitution.swap_one(attribute, turns[evidence.turn], chance)
        return Claim(evidence.turn, other, False, "another word") if other else None
    return Claim(evidence.turn, attribute, True, "swapped speakers")


def _in_the_other_mouth(
    attribute: str, turns: Turns, free: list[int], chance: random.Random
) -> tuple[Claim | None, Turns]:
    """`free`: the other's turns that hold no claim yet; the one used is taken out."""
    if not free:
        return None, turns
    place = free[chance.randrange(len(free))]
    if chance.random() < 0.35:
        sentence = synonymous(attribute, chance) if chance.random() < 0.5 else attribute
        claim = Claim(place, attribute, True, "put into the other's mouth")
    else:
        said_of_others = unclaimed(attribute, chance)
        if said_of_others is None:
            return None, turns
        sentence, claim = said_of_others, Claim(place, attribute, False, "said, not claimed")
    free.remove(place)
    text = turns[place]
    joined = chance.choice((f"{text} {sentence}", f"{text} {sentence}", f"{sentence} {text}", sentence))
    return claim, with_turn(turns, place, joined)
