"""Owns where a conversation says an attribute: sentence by sentence, by shared content words, in its owner's statements."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .dialogues import Turns
from .negation import is_negative
from .wording import content_words

_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*")
_FIRST_PERSON = re.compile(r"\b(i|my|me|we|our|mine)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """`said`: in that sentence of that turn. `silent`: no word of it. `unclear`: something between, which teaches nothing."""

    kind: Literal["said", "silent", "unclear"]
    turn: int = -1
    sentence: int = -1


SILENT, UNCLEAR = Evidence("silent"), Evidence("unclear")


@lru_cache(maxsize=200_000)
def sentences(turn: str) -> tuple[str, ...]:
    return tuple(_SENTENCE.findall(turn)) or (turn,)


def needed_words(count: int) -> int:
    """Of so many content words: half of them, and two where there are two."""
    return max(min(2, count), -(-count // 2))


def evidence_of(attribute: str, turns: Turns, places: range) -> Evidence:
    """`places`: the turns of the attribute's owner."""
    words = content_words(attribute)
    if not words:
        return UNCLEAR
    needed = needed_words(len(words))
    touched = False
    for place in places:
        if not words & content_words(turns[place]):
            continue
        touched = True
        for index, sentence in enumerate(sentences(turns[place])):
            if len(words & content_words(sentence)) >= needed and _states(sentence):
                same_polarity = is_negative(sentence) == is_negative(attribute)
                return Evidence("said", place, index) if same_polarity else UNCLEAR
    return UNCLEAR if touched else SILENT


def nearest_turn(attribute: str, turns: Turns, places: range) -> int | None:
    """The first that shares most content words with it; None where none shares enough to speak of it."""
    words = content_words(attribute)
    shared = {place: len(words & content_words(turns[place])) for place in places}
    best = max(shared, key=lambda place: (shared[place], -place), default=None)
    return best if best is not None and words and shared[best] >= needed_words(len(words)) else None


def with_sentence(turns: Turns, evidence: Evidence, sentence: str) -> Turns:
    """The same turns with the sentence in the evidence's place."""
    parts = list(sentences(turns[evidence.turn]))
    parts[evidence.sentence] = sentence.strip() + " "
    return with_turn(turns, evidence.turn, "".join(parts).strip())


def with_turn(turns: Turns, place: int, text: str) -> Turns:
    return (*turns[:place], text, *turns[place + 1 :])


def places_of(turns: Turns, speaker: int, first_speaker: int = 0) -> range:
    return range((speaker + first_speaker) % 2, len(turns), 2)


def _states(sentence: str) -> bool:
    return "?" not in sentence and _FIRST_PERSON.search(sentence) is not None
