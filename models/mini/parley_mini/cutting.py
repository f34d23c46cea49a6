"""Owns cutting a long dialogue (27 turns on average) to a short one that still opens, and ends, like a conversation.

Every cut keeps whole turns, keeps the speakers alternating, and never ends on a question.
"""

import random
import re
from collections.abc import Iterator

from .dialogues import Turns

_FAREWELL = re.compile(
    r"nice (talking|meeting|chatting|to meet)|great (talking|meeting|chatting)"
    r"|have a (good|great|nice|wonderful|lovely)|\bbye\b|see you|talk to you (later|soon)|take care"
    r"|(got to|gotta|should|have to|need to) (get )?(go|going)\b|get back to|later!|good luck|enjoy your"
    r"|hope to (see|talk)",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"^(me too|you too|thanks|thank you|sounds good|no problem|you're welcome|i will|i think so too|i agree"
    r"|that would be (fun|great)|sounds like|it's a (deal|date|plan)|great|awesome|i'd (love|like) (that|to)"
    r"|i'll (definitely|have to|check)|definitely|i'm sure|i hope so|that's (great|awesome|so|a)|same here"
    r"|i can't wait|of course|absolutely|cool|it (really )?is|yeah|yes)",
    re.IGNORECASE,
)
_NEW_TOPIC = re.compile(
    r"^(so|well|anyway|what|do you|how about|i'm|i |my|i've|have you|are you|where|tell me|oh|hey|hi|hello|i love"
    r"|by the way|speaking)\b",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"\b(that|it|it's|that's|them|they|they're|he|she|he's|she's|too|this|those|there|him|her|yours|thanks|thank)\b",
    re.IGNORECASE,
)

SHORT_LENGTHS = range(6, 11)
LONG_LENGTHS = range(10, 17)
_FEWEST_TURNS_WITH_FAREWELL = 9
_LONGEST_GREETING_CHARACTERS = 90


def closing_strength(turn: str) -> int:
    """How much a turn sounds like the last one: 0 it asks, 1 it states, 2 it agrees, 3 it says goodbye."""
    if "?" in turn:
        return 0
    if _FAREWELL.search(turn):
        return 3
    return 2 if _AGREEMENT.search(turn) else 1


def short_cut(turns: Turns, chance: random.Random) -> Turns | None:
    """The opening of 6 to 10 turns, most likely where it sounds finished. None if all would end on a question."""
    return _cut(turns, SHORT_LENGTHS, chance)


def long_cut(turns: Turns, chance: random.Random) -> Turns | None:
    return _cut(turns, LONG_LENGTHS, chance)


def _cut(turns: Turns, lengths: range, chance: random.Random) -> Turns | None:
    possible = [n for n in lengths if n <= len(turns) and closing_strength(turns[n - 1])]
    if not possible:
        return None
    weights = [2.2 ** closing_strength(turns[n - 1]) for n in possible]
    return turns[: chance.choices(possible, weights)[0]]


def condensed_forms(turns: Turns) -> list[Turns]:
    """Every short form of a dialogue: its opening, or a greeting and a later topic, each with its farewell or not."""
    openings = [turns[:n] for n in SHORT_LENGTHS if n <= len(turns) and closing_strength(turns[n - 1])]
    return openings + list(_spliced_topics(turns)) + list(_openings_with_farewell(turns))


def _spliced_topics(turns: Turns) -> Iterator[Turns]:
    farewell = _farewell(turns)
    for head in _greeting_lengths(turns):
        for start in _topic_starts(turns):
            without_greeting = head == 0
            if (start <= head and not without_greeting) or (without_greeting and "?" not in turns[start]):
                continue
            for length in range(4, 9):
                stop = start + length
                if stop > len(turns) or not 5 <= head + length <= 9 or not closing_strength(turns[stop - 1]):
                    continue
                form = turns[:head] + turns[start:stop]
                yield form
                if farewell and length % 2 == len(turns) % 2 and head + length <= 7:
                    yield form + farewell


def _openings_with_farewell(turns: Turns) -> Iterator[Turns]:
    farewell = _farewell(turns)
    for length in (4, 5, 6):
        # The farewell's first speaker is fixed by where it stood, so the opening must end with the other one.
        if farewell and length % 2 == len(turns) % 2 and length < len(turns) - 2 and "?" not in turns[length - 1]:
            yield turns[:length] + farewell


def _farewell(turns: Turns) -> Turns:
    last = turns[-2:]
    asks = any("?" in turn for turn in last)
    long_enough = len(turns) >= _FEWEST_TURNS_WITH_FAREWELL
    return last if long_enough and not asks and _FAREWELL.search(last[0]) else ()


def _greeting_lengths(turns: Turns) -> list[int]:
    def greets(length: int) -> bool:
        short = all(len(turn) < _LONGEST_GREETING_CHARACTERS for turn in turns[:length])
        return short and "?" not in turns[length - 1]

    return [0] + [length for length in (2, 4) if greets(length)]


def _topic_starts(turns: Turns) -> list[int]:
    """Turns of the first speaker that open a topic and need nothing said before them."""
    return [
        index
        for index in range(2, len(turns) - 3, 2)
        if _NEW_TOPIC.match(turns[index]) and not _REFERS_BACK.search(turns[index])
    ]
