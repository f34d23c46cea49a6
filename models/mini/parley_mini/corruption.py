"""Owns the ways to spoil a conversation, each so that it is known which dimension of quality it spoils."""

import random
from collections.abc import Callable

from .dialogues import Turns
from .evidence import sentences, with_turn
from .negation import opposite

# Said to a person's face; the model has to know the sound of it, not these words.
_RUDE = (
    "You are so boring.", "That is the dumbest thing I have ever heard.", "Nobody asked you.", "I don't care about you.",
    "What an idiot you are.", "Shut up already.", "You are a liar and a fool.", "I hate talking to people like you.",
    "Go away, you make me sick.", "You are stupid.", "Your life is pathetic.", "You disgust me.", "Get lost, loser.",
    "I hope you fail.", "You are ugly and nobody likes you.", "This is a waste of my time.", "You are worthless.",
    "Stop talking, you are annoying me.", "You should be ashamed of yourself.", "Who cares what you think?",
    "People like you ruin everything.", "You must be really dumb.", "I can't stand you.", "What a horrible person you are.",
)
_FLAT = (
    "That's nice.", "Cool.", "I see.", "Okay.", "That's great.", "Yeah.", "Nice.", "That's cool.", "Sounds good.",
    "Oh, okay.", "Me too.", "That's good.", "Good to know.", "Sure.", "Interesting.", "Yes.", "I agree.", "Great.",
)
Spoiler = Callable[[Turns, Turns, random.Random], Turns | None]


def shuffled(turns: Turns, _other: Turns, chance: random.Random) -> Turns | None:
    """Each speaker's turns trade places among themselves; at least half of them move."""
    moved = list(turns)
    for speaker in (0, 1):
        own = list(turns[speaker::2])
        chance.shuffle(own)
        moved[speaker::2] = own
    changed = sum(before != after for before, after in zip(turns, moved, strict=True))
    return tuple(moved) if 2 * changed >= len(turns) else None


def looped(turns: Turns, _other: Turns, chance: random.Random) -> Turns | None:
    start = chance.randrange(1, len(turns) - 1)
    loop = turns[start : start + 2] * chance.randint(1, 3)
    return turns[: start + 2] + loop + (turns[start + 2 :] if chance.random() < 0.4 else ())


def cut_off(turns: Turns, _other: Turns, chance: random.Random) -> Turns | None:
    """Ends in the middle of a sentence."""
    place = chance.randrange(len(turns) // 2, len(turns))
    words = turns[place].split()
    if len(words) < 6:
        return None
    return (*turns[:place], " ".join(words[: len(words) // 2]).rstrip(".,!?;"))


def rude(turns: Turns, _other: Turns, chance: random.Random) -> Turns | None:
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(turns))
        said, insult = turns[place], chance.choice(_RUDE)
        turns = with_turn(turns, place, chance.choice((f"{said} {insult}", f"{insult} {said}", insult)))
    return turns


def flat(turns: Turns, _other: Turns, chance: random.Random) -> Turns | None:
    """Most of what is told gives way to empty replies."""
    share = chance.uniform(0.4, 0.8)
    return tuple(chance.choice(_FLAT) if chance.random() < share and i else turn for i, turn in enumerate(turns))


def mixed(turns: Turns, other: Turns, chance: random.Random) -> Turns | None:
    """Single turns of another conversation in between."""
    places = chance.sample(range(1, len(turns)), max(2, len(turns) // 3))
    for place in places:
        fitting = other[place % 2 :: 2]
        if not fitting:
            return None
        turns = with_turn(turns, place, chance.choice(fitting))
    return turns


def self_contradicting(turns: Turns, _other: Turns, chance: random.Random) -> Turns | None:
    """A speaker later says the opposite of what they said."""
    places = list(range(len(turns) - 2))
    chance.shuffle(places)
    for place in places:
        for sentence in sentences(turns[place]):
            denial = opposite(sentence.strip(), chance) if len(sentence.split()) >= 4 and "?" not in sentence else None
            later = range(place + 2, len(turns), 2)
            if denial and later:
                target = chance.choice(later)
                said = turns[target]
                return with_turn(turns, target, chance.choice((f"{said} {denial}", f"{denial} {said}", denial)))
    return None


# What each spoils for certain; of the other dimensions nothing is said.
SPOILERS: tuple[tuple[str, Spoiler, tuple[str, ...]], ...] = (
    ("shuffled", shuffled, ("coherency",)),
    ("mixed", mixed, ("coherency", "consistency")),
    ("cut off", cut_off, ("coherency",)),
    ("looped", looped, ("diversity", "depth")),
    ("flat", flat, ("depth", "diversity")),
    ("self-contradicting", self_contradicting, ("consistency",)),
    ("rude", rude, ("likability",)),
)
