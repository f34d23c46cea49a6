"""Owns the training example of a conversation.

An example is chosen for what a small model can learn from: own attributes realised, few leaks, a finished end.
"""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from .cutting import closing_strength, condensed_forms, long_cut
from .dialogues import Dialogue, Profile, Turns
from .wording import attribution_leaks, grounded_attributes, repair_attribute

_HINT_SHARE = 0.7
_KEEP_UNUSED_ATTRIBUTE = 0.4
_FEWEST_ATTRIBUTES = 3
_CHANCE_BY_LEAKS = (1.0, 0.55, 0.2, 0.05)
_CHANCE_BY_SILENT_SPEAKERS = (1.0, 0.55, 0.2)


@dataclass(frozen=True)
class Example:
    profiles: tuple[Profile, Profile]
    turns: Turns
    hint: bool


@dataclass(frozen=True)
class _Form:
    """A short form of a dialogue with what it realises."""

    turns: Turns
    grounded: tuple[list[bool], list[bool]]
    leaks: int

    @property
    def grounding(self) -> float:
        return sum(sum(speaker) + 0.8 * any(speaker) for speaker in self.grounded)

    @property
    def score(self) -> float:
        ending = 0.25 * closing_strength(self.turns[-1])
        return self.grounding - 0.8 * self.leaks + ending - 0.12 * abs(len(self.turns) - 7)


def condensed_example(dialogue: Dialogue, chance: random.Random) -> Example | None:
    """One short form, drawn by how well it is grounded; None when the draw decides that it teaches too little."""
    forms, weights = _weighed_forms(dialogue)
    if not forms:
        return None
    form = chance.choices(forms, weights)[0]
    keep = _grounding_chance(form.grounding) * _CHANCE_BY_LEAKS[min(form.leaks, 3)]
    return _example(repaired_profiles(dialogue), form, chance) if chance.random() < keep else None


@lru_cache(maxsize=None)
def _weighed_forms(dialogue: Dialogue) -> tuple[list[_Form], list[float]]:
    """The same in every epoch, and most of the work."""
    profiles = repaired_profiles(dialogue)
    forms = [_form(profiles, turns) for turns in condensed_forms(dialogue.turns)]
    best = max((form.score for form in forms), default=0.0)
    return forms, [math.exp(1.3 * (form.score - best)) for form in forms]


def long_example(dialogue: Dialogue, chance: random.Random) -> Example | None:
    profiles = repaired_profiles(dialogue)
    turns = long_cut(dialogue.turns, chance)
    if turns is None:
        return None
    form = _form(profiles, turns)
    silent_speakers = sum(not any(speaker) for speaker in form.grounded)
    keep = _CHANCE_BY_SILENT_SPEAKERS[silent_speakers] * _CHANCE_BY_LEAKS[min(form.leaks, 3)]
    return _example(profiles, form, chance) if chance.random() < keep else None


@lru_cache(maxsize=None)
def repaired_profiles(dialogue: Dialogue) -> tuple[Profile, Profile]:
    first, second = (tuple(map(repair_attribute, profile)) for profile in dialogue.profiles)
    return first, second


def _form(profiles: tuple[Profile, Profile], turns: Turns) -> _Form:
    grounded = (grounded_attributes(profiles[0], turns, 0), grounded_attributes(profiles[1], turns, 1))
    return _Form(turns, grounded, attribution_leaks(profiles, turns))


def _grounding_chance(grounding: float) -> float:
    return 0.03 if grounding < 1 else 0.2 if grounding < 2 else 0.65 if grounding < 3.5 else 1.0


def _example(profiles: tuple[Profile, Profile], form: _Form, chance: random.Random) -> Example:
    first = _shown_attributes(profiles[0], form.grounded[0], chance)
    second = _shown_attributes(profiles[1], form.grounded[1], chance)
    return Example((first, second), form.turns, chance.random() < _HINT_SHARE)


def _shown_attributes(profile: Profile, grounded: list[bool], chance: random.Random) -> Profile:
    """Attributes that the dialogue uses, and a few others, so that the model learns to leave some unused."""
    used = [attribute for attribute, is_used in zip(profile, grounded, strict=True) if is_used]
    unused = [attribute for attribute, is_used in zip(profile, grounded, strict=True) if not is_used]
    chance.shuffle(unused)
    wanted = max(sum(chance.random() < _KEEP_UNUSED_ATTRIBUTE for _ in unused), _FEWEST_ATTRIBUTES - len(used))
    shown = used + unused[:wanted]
    chance.shuffle(shown)
    return tuple(shown)
