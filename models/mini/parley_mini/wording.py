"""Owns what the trainer knows about words: repairing an attribute, content words, grounding, attribution leaks.

These are cheap lexical measures. They choose training examples and describe results; they judge no single dialogue.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from .dialogues import Profile, Turns

STOP_WORDS = frozenset(
    """i i'm im my me a an the and or but to of in on for with at is am are was were be been it that this have has had
    do does did you your we our they them he she his her not no so as from by about like love really very just can
    would will what when where how who some more than too also all i've i'd i'll don't don it's one there if up out get
    got go going time day good great lot thing things much most many""".split()
)

# Persona-Chat's attributes lost their apostrophes: "i m a nurse", "i don t smoke".
_REPAIRS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b[iI] m\b", "I'm"),
        (r"\b[iI] ve\b", "I've"),
        (r"\b[iI] ll\b", "I'll"),
        (r"\b[iI] d\b", "I'd"),
        (r"\bi\b(?!\.)", "I"),
        (r"\b(don|doesn|didn|isn|wasn|couldn|wouldn|hasn|haven|aren|won|shouldn|can) t\b", r"\1't"),
        (r"\b(it|he|she|that|there|what) s\b", r"\1's"),
        (r"\b(they|we|you) re\b", r"\1're"),
        (r"\b(they|we|you) ve\b", r"\1've"),
        (r"\s+([.,!?])", r"\1"),
    )
)


def repair_attribute(attribute: str) -> str:
    """A sentence as the prompt form wants it: apostrophes, a capital, a full stop."""
    for pattern, replacement in _REPAIRS:
        attribute = pattern.sub(replacement, attribute)
    attribute = attribute.strip()
    attribute = attribute[:1].upper() + attribute[1:]
    return attribute if not attribute or attribute[-1] in ".!?" else attribute + "."


@lru_cache(maxsize=200_000)
def content_words(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    bare = (word.removesuffix("'s") for word in words)
    return frozenset(_stem(word) for word in bare if word not in STOP_WORDS and len(word) > 2)


def profile_words(profile: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(content_words(attribute) for attribute in profile))


def realises(attribute: str, said: frozenset[str]) -> bool:
    """Two shared content words, or the only one, count as realising an attribute."""
    words = content_words(attribute)
    return bool(words) and len(words & said) >= min(2, len(words))


def grounded_attributes(profile: Profile, turns: Turns, speaker: int) -> list[bool]:
    said = frozenset().union(*(content_words(turn) for turn in turns[speaker::2]))
    return [realises(attribute, said) for attribute in profile]


def attribution_leaks(profiles: tuple[Profile, Profile], turns: Turns) -> int:
    """Content words that only the other's profile has, spoken before their owner brought them up."""
    words = [profile_words(profile) for profile in profiles]
    said: list[frozenset[str]] = [frozenset(), frozenset()]
    leaks = 0
    for index, turn in enumerate(turns):
        speaker, other = index % 2, 1 - index % 2
        spoken = content_words(turn)
        leaks += len((spoken & (words[other] - words[speaker])) - said[other] - said[speaker])
        said[speaker] |= spoken
    return leaks


def _stem(word: str) -> str:
    return re.sub(r"(ing|ies|es|s|ed|y)$", "", word) if len(word) > 4 else word
