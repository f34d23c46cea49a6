"""Owns the examples for the faithfulness critic: attributes whose owner says them, denies them, or says nothing of them.

The sign alone must give nothing away, so attribute and sentence are each turned into their opposite, and sometimes both;
words alone must not either, so attributes stand under the wrong owner, or share some words and not others.
"""

import random
from dataclasses import dataclass

from .dialogues import Profile, Turns
from .evidence import Evidence, evidence_of, nearest_turn, places_of, sentences, with_sentence, with_turn
from .library import Library
from .negation import opposite
from .prompts import CONTRADICTED, NOT_MENTIONED, SUPPORTED, faithfulness_prompt
from .rewording import exclusive_value, synonymous, with_value
from .tasks import Task, decided_lines
from .wording import content_words

DECISION_WEIGHT = 3.0
_MOST_ATTRIBUTES = 5
_UNBALANCED_SHARE = 0.2
_ALIKE = 1
_DENIAL_OWNED_SHARE = 0.3


@dataclass(frozen=True)
class Marked:
    """One attribute with its label; `turn` is 0-based."""

    attribute: str
    mark: str
    turn: int | None = None
    made_by: str = "as written"


@dataclass(frozen=True)
class MarkedConversation:
    turns: Turns
    marked: tuple[tuple[Marked, ...], tuple[Marked, ...]]

    def held_against(self) -> list[tuple[Marked, int]]:
        """What is asked at all, and against which turn: the nearest in words. What no turn is near to is not mentioned."""
        pairs = [
            (item, nearest_turn(item.attribute, self.turns, places_of(self.turns, speaker)))
            for speaker, own in enumerate(self.marked)
            for item in own
        ]
        return [(item, turn) for item, turn in pairs if turn is not None]

    def prompt(self) -> str:
        held = self.held_against()
        places = sorted({turn for _, turn in held})
        shown = [(turn % 2, self.turns[turn]) for turn in places]
        return faithfulness_prompt(shown, [(places.index(turn) + 1, item.attribute) for item, turn in held])

    def task(self) -> Task | None:
        marks = [item.mark for item, _ in self.held_against()]
        if not marks:
            return None
        # What is not mentioned although words are shared is neither: of it nothing is taught.
        lines = [
            (f"{index + 1}:", f" {SUPPORTED if mark == NOT_MENTIONED else mark}", mark != NOT_MENTIONED)
            for index, mark in enumerate(marks)
        ]
        return Task("faithfulness", self.prompt(), decided_lines(lines, DECISION_WEIGHT))


def marked_conversation(
    profiles: tuple[Profile, Profile], turns: Turns, library: Library, chance: random.Random
) -> MarkedConversation | None:
    spoilt_share = chance.choice((0.0, 0.5, 0.6, 0.8))
    drawn: list[list[Marked]] = []
    for speaker in (0, 1):
        own: list[Marked] = []
        for attribute in profiles[speaker]:
            evidence = evidence_of(attribute, turns, places_of(turns, speaker))
            way = chance.random()
            add = _added_denial if way < 0.4 * spoilt_share else _added_statement if way > 0.96 else None
            added = add(attribute, turns, speaker, chance) if add else None
            if added:
                item, turns = added
                own.append(item)
            elif evidence.kind == "silent":
                own.append(_silent(attribute, chance))
            elif evidence.kind == "said":
                spoil = chance.random() < spoilt_share
                item, turns = (_denied if spoil else _said)(attribute, evidence, turns, library, chance)
                own += [item] if item else []
        own += _strangers(profiles[1 - speaker], turns, speaker, library, chance)
        drawn.append(_balanced(own, chance))
    if not all(drawn) or all(item.mark == NOT_MENTIONED for own in drawn for item in own):
        return None
    return MarkedConversation(turns, (tuple(drawn[0]), tuple(drawn[1])))


def _balanced(items: list[Marked], chance: random.Random) -> list[Marked]:
    """Most attributes of a whole profile are not mentioned in a short conversation; here mostly about half are."""
    chance.shuffle(items)
    if chance.random() < _UNBALANCED_SHARE:
        return items[:_MOST_ATTRIBUTES]
    mentioned = [item for item in items if item.mark != NOT_MENTIONED]
    others = [item for item in items if item.mark == NOT_MENTIONED]
    kept = mentioned[:_MOST_ATTRIBUTES] + others[: max(2, len(mentioned))]
    chance.shuffle(kept)
    return kept[:_MOST_ATTRIBUTES]


Made = tuple[Marked | None, Turns]


def _silent(attribute: str, chance: random.Random) -> Marked:
    """Its opposite is not mentioned either."""
    other = opposite(attribute, chance) if chance.random() < 0.2 else None
    return Marked(other or attribute, NOT_MENTIONED)


def _said(attribute: str, evidence: Evidence, turns: Turns, library: Library, chance: random.Random) -> Made:
    way = chance.random()
    if way < 0.25:
        # Both denied: said all the same.
        denied, sentence = opposite(attribute, chance), _denied_sentence(evidence, turns, chance)
        if denied and sentence:
            return Marked(denied, SUPPORTED, evidence.turn, "both negated"), with_sentence(turns, evidence, sentence)
    if way < 0.3:
        other = _with_another_word(attribute, evidence, turns, library, chance)
        if other:
            return Marked(other, NOT_MENTIONED, None, "another word"), turns
    if way < 0.5:
        return Marked(synonymous(attribute, chance), SUPPORTED, evidence.turn, "reworded"), turns
    return Marked(attribute, SUPPORTED, evidence.turn), turns


def _denied(attribute: str, evidence: Evidence, turns: Turns, library: Library, chance: random.Random) -> Made:
    way = chance.random()
    exclusive = exclusive_value(attribute)
    if exclusive and way < 0.6:
        kind, match = exclusive
        value = library.value(kind, match.group(2), chance)
        if value and match.group(2).lower() in turns[evidence.turn].lower():
            return Marked(with_value(match, value), CONTRADICTED, evidence.turn, "another value"), turns
    if way < 0.75:
        sentence = _denied_sentence(evidence, turns, chance)
        if sentence:
            return Marked(attribute, CONTRADICTED, evidence.turn, "sentence negated"), with_sentence(
                turns, evidence, sentence
            )
    denied = opposite(attribute, chance)
    if denied is None:
        return None, turns
    if way < 0.9:
        return Marked(denied, CONTRADICTED, evidence.turn, "attribute negated"), turns
    # The owner says the opposite in so many words, in place of what they said.
    return Marked(attribute, CONTRADICTED, evidence.turn, "denied outright"), with_sentence(turns, evidence, denied)


def _added_denial(attribute: str, turns: Turns, speaker: int, chance: random.Random) -> tuple[Marked, Turns] | None:
    """The owner says the opposite out of the blue."""
    denied = opposite(attribute, chance)
    places = places_of(turns, speaker)
    if denied is None or not places:
        return None
    place = chance.choice(places)
    said = with_turn(turns, place, f"{turns[place]} {denied}")
    if chance.random() < _DENIAL_OWNED_SHARE:
        return Marked(denied, SUPPORTED, place, "denial owned"), said
    return Marked(attribute, CONTRADICTED, place, "denial added"), said


def _added_statement(attribute: str, turns: Turns, speaker: int, chance: random.Random) -> tuple[Marked, Turns] | None:
    """Said out of the blue, in its own words or nearly."""
    places = places_of(turns, speaker)
    if not places:
        return None
    place = chance.choice(places)
    said = with_turn(turns, place, f"{turns[place]} {synonymous(attribute, chance)}")
    return Marked(attribute, SUPPORTED, place, "statement added"), said


def _denied_sentence(evidence: Evidence, turns: Turns, chance: random.Random) -> str | None:
    return opposite(sentences(turns[evidence.turn])[evidence.sentence].strip(), chance)


def _with_another_word(
    attribute: str, evidence: Evidence, turns: Turns, library: Library, chance: random.Random
) -> str | None:
    """A word that was said gives way to one that was not. Where values exclude each other that would contradict."""
    if exclusive_value(attribute):
        return None
    other = library.substitution.swap_one(attribute, turns[evidence.turn], chance)
    said = frozenset().union(*(content_words(turn) for turn in turns))
    return other if other and not (content_words(other) - content_words(attribute)) & said else None


def _strangers(
    others: Profile, turns: Turns, speaker: int, library: Library, chance: random.Random
) -> list[Marked]:
    """The other's attributes, and attributes of people who are not here: what this speaker does not say of themselves."""
    candidates = [(attribute, "the other's") for attribute in others if chance.random() < 0.25]
    if chance.random() < 0.6:
        candidates.append((library.attribute(chance), "a stranger's"))
    own_turns = turns[speaker::2]
    for _ in range(_ALIKE if own_turns else 0):
        candidates.append((library.attribute_like(own_turns, chance), "a stranger's, alike"))
    own_places = places_of(turns, speaker)
    own_words = frozenset().union(*(content_words(turns[place]) for place in own_places)) if own_places else frozenset()
    return [
        Marked(attribute, NOT_MENTIONED, None, made_by)
        for attribute, made_by in candidates
        if len(content_words(attribute) & own_words) <= (1 if len(content_words(attribute)) >= 3 else 0)
    ]
