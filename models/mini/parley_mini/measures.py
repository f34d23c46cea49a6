"""Owns the figures about a list of dialogues, generated or real. Lexical, cheap, and the same for both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from .dialogues import Profile, Turns
from .wording import attribution_leaks, content_words, grounded_attributes, profile_words

_LABELLED_LINE = re.compile(r"User ([12]): (.+)$")
_BIGRAM_BUDGET = 1_200  # distinct-2 falls with length, so every list is measured on the same amount


@dataclass(frozen=True)
class WrittenDialogue:
    profiles: tuple[Profile, Profile]
    text: str
    ended: bool


@dataclass(frozen=True)
class Measures:
    dialogues: int
    readable: float
    alternating: float
    ended: float
    turns: float
    words_per_turn: float
    speaker_uses_own_profile: float
    own_attributes_used: float
    dialogues_with_leak: float
    repeated_lines: float
    distinct_2: float


@dataclass(frozen=True)
class _Reading:
    readable: bool
    alternating: bool
    turns: Turns


def measure(dialogues: Sequence[WrittenDialogue]) -> Measures:
    readings = [read_answer(dialogue.text) for dialogue in dialogues]
    both = list(zip(dialogues, readings, strict=True))
    speakers = [(d.profiles[s], r.turns, s) for d, r in both for s in (0, 1)]
    turns = [turn for reading in readings for turn in reading.turns]
    return Measures(
        dialogues=len(dialogues),
        readable=fmean(reading.readable for reading in readings),
        alternating=fmean(reading.alternating for reading in readings),
        ended=fmean(dialogue.ended for dialogue in dialogues),
        turns=fmean(len(reading.turns) for reading in readings),
        words_per_turn=fmean(len(_words(turn)) for turn in turns) if turns else 0.0,
        speaker_uses_own_profile=fmean(_uses_profile(*speaker) for speaker in speakers),
        own_attributes_used=fmean(fmean(grounded_attributes(*speaker)) for speaker in speakers),
        dialogues_with_leak=fmean(attribution_leaks(d.profiles, r.turns) > 0 for d, r in both),
        repeated_lines=sum(map(_repeats, readings)) / max(1, len(turns)),
        distinct_2=distinct_2(turns),
    )


def read_answer(text: str) -> _Reading:
    lines = [line for line in text.split("\n") if line.strip()]
    matches = [match for match in map(_LABELLED_LINE.match, lines) if match]
    readable = bool(lines) and len(matches) == len(lines)
    alternates = all(match.group(1) == "12"[index % 2] for index, match in enumerate(matches))
    return _Reading(readable, readable and alternates, tuple(match.group(2) for match in matches))


def distinct_2(turns: Sequence[str]) -> float:
    words = _words(" ".join(turns))
    bigrams = list(pairwise(words))[:_BIGRAM_BUDGET]
    return len(set(bigrams)) / len(bigrams) if bigrams else 0.0


def _uses_profile(profile: Profile, turns: Turns, speaker: int) -> bool:
    said = frozenset().union(*(content_words(turn) for turn in turns[speaker::2]))
    return bool(profile_words(profile) & said)


def _repeats(reading: _Reading) -> int:
    return len(reading.turns) - len({turn.lower() for turn in reading.turns})


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())
