"""Owns consistent word substitution: a profile word that the dialogue uses is swapped, in both, for another word that
fits the same slot. The answer can then not be remembered; it has to be copied out of the prompt. Without it, training
loss falls to memorised dialogues and the profiles are ignored.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from .dialogues import Dialogue, Profile
from .examples import Example
from .wording import STOP_WORDS, repair_attribute

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_ENDING = re.compile(r"(ing|ed|er|ly|s)$")
_SENTENCE_START = "^"
_SHORTEST_WORD = 4
_SMALLEST_SLOT = 9
_EXAMPLE_SHARE = 0.8
_WORD_SHARE = 0.6

Slot = tuple[str, str]


@dataclass(frozen=True)
class Substitution:
    """Words by slot: the word before them in an attribute, and their ending."""

    words_by_slot: dict[Slot, tuple[str, ...]]

    def apply(self, example: Example, chance: random.Random) -> Example:
        if chance.random() >= _EXAMPLE_SHARE:
            return example
        swaps = self._draw_swaps(example, chance)
        first, second = (tuple(_swap(text, swaps) for text in profile) for profile in example.profiles)
        turns = tuple(_swap(turn, swaps) for turn in example.turns)
        return replace(example, profiles=(first, second), turns=turns)

    def swap_one(self, attribute: str, turn: str, chance: random.Random) -> str | None:
        """The attribute with one of the words that the turn has swapped for another of its slot."""
        said = set(_words(turn))
        slotted = [(slot, word) for slot, word in _slotted_words([(attribute,)]) if word in said]
        fitting = [(slot, word) for slot, word in slotted if slot in self.words_by_slot]
        if not fitting:
            return None
        slot, word = chance.choice(fitting)
        other = chance.choice(self.words_by_slot[slot])
        return None if other == word else _swap(attribute, {word: other})

    def _draw_swaps(self, example: Example, chance: random.Random) -> dict[str, str]:
        spoken = {word for turn in example.turns for word in _words(turn)}
        swaps: dict[str, str] = {}
        for slot, word in _slotted_words(example.profiles):
            choices = self.words_by_slot.get(slot)
            if choices and word in spoken and word not in swaps and chance.random() < _WORD_SHARE:
                swaps[word] = chance.choice(choices)
        return swaps


def learn_substitution(dialogues: Iterable[Dialogue]) -> Substitution:
    words: defaultdict[Slot, set[str]] = defaultdict(set)
    for dialogue in dialogues:
        repaired = (tuple(map(repair_attribute, profile)) for profile in dialogue.profiles)
        for slot, word in _slotted_words(repaired):
            words[slot].add(word)
    return Substitution({slot: tuple(sorted(w)) for slot, w in words.items() if len(w) >= _SMALLEST_SLOT})


def _slotted_words(profiles: Iterable[Profile]) -> Iterable[tuple[Slot, str]]:
    for profile in profiles:
        for attribute in profile:
            words = _words(attribute)
            for before, word in pairwise([_SENTENCE_START, *words]):
                if len(word) >= _SHORTEST_WORD and word not in STOP_WORDS:
                    ending = _ENDING.search(word)
                    yield (before, ending.group(0) if ending else ""), word


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _swap(text: str, swaps: dict[str, str]) -> str:
    def swapped(match: re.Match[str]) -> str:
        word = match.group(0)
        other = swaps.get(word.lower(), word)
        return other.capitalize() if word[0].isupper() and other is not word else other

    return _WORD.sub(swapped, text)
