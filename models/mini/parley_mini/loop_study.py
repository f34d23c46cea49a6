"""Owns one question: do conversations that the loop keeps, with the model as generator and critic, stay truer to their profiles
than the first candidates? Told by counting words, which the critic has no part in.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from .choosing import Line, choose
from .dialogues import Dialogue, Profile, Turns
from .evidence import evidence_of, places_of
from .examples import repaired_profiles
from .faithfulness_task import Marked, MarkedConversation
from .generation import Sampling, generate
from .judging import mark_by_words
from .measures import read_answer
from .model import PersonaDialogueModel
from .prompts import CONTRADICTED, DIMENSIONS, NOT_MENTIONED, SUPPORTED, attribution_prompt, comparison_prompt, prompt_text
from .tokenizer import Tokenizer
from .wording import attribution_leaks

_TURNS = 8
_ROWS_AT_ONCE = 25
_RESAMPLES = 2_000
Profiles = tuple[Profile, Profile]


@dataclass(frozen=True)
class LoopResult:
    """`first`, `kept`: share of conversations without a leak and without a contradiction, of the places where one was kept;
    `low` and `high` hold 95 % of the resampled differences.
    """

    places: int
    kept_places: int
    first: float
    kept: float
    low: float
    high: float
    first_of_all: float

    def as_table(self) -> str:
        return (
            f"places {self.places}, kept {self.kept_places}; faithful by words: first candidates {self.first:.3f} "
            f"(of all places {self.first_of_all:.3f}), kept {self.kept:.3f}, difference {self.kept - self.first:+.3f} "
            f"({self.low:+.3f} to {self.high:+.3f})"
        )


@dataclass(frozen=True)
class Loop:
    model: PersonaDialogueModel
    tokenizer: Tokenizer
    candidates: int

    def run(self, dialogues: Sequence[Dialogue], rounds: int) -> LoopResult:
        pairs = [repaired_profiles(dialogue) for dialogue in dialogues]
        places: list[tuple[int, bool, bool | None]] = []
        for number in range(rounds):
            written = [self._write(pairs, number * self.candidates + candidate) for candidate in range(self.candidates)]
            for index, profiles in enumerate(pairs):
                turns = [candidate[index] for candidate in written]
                kept = self._keep(profiles, turns)
                first = is_faithful(profiles, turns[0])
                places.append((index, first, None if kept is None else is_faithful(profiles, kept)))
        return _result(places)

    def _write(self, pairs: Sequence[Profiles], seed: int) -> list[Turns]:
        turns: list[Turns] = []
        for start in range(0, len(pairs), _ROWS_AT_ONCE):
            prompts = [prompt_text(profiles, _TURNS) for profiles in pairs[start : start + _ROWS_AT_ONCE]]
            answers = generate(self.model, self.tokenizer, prompts, Sampling(seed=seed * 1_000 + start))
            readings = [read_answer(answer.text) for answer in answers]
            turns += [reading.turns if reading.alternating else () for reading in readings]
        return turns

    def _keep(self, profiles: Profiles, candidates: list[Turns]) -> Turns | None:
        passed = [turns for turns in candidates if turns and self._passes(profiles, turns)]
        best = passed[0] if passed else None
        for challenger in passed[1:]:
            if best is not None and self._is_better(challenger, best):
                best = challenger
        return best

    def _passes(self, profiles: Profiles, turns: Turns) -> bool:
        marks = tuple(tuple(Marked(attribute, NOT_MENTIONED) for attribute in profile) for profile in profiles)
        marked = MarkedConversation(turns, (marks[0], marks[1]))
        held = len(marked.held_against())
        options = (f" {SUPPORTED}", f" {CONTRADICTED}")
        if held and f" {CONTRADICTED}" in self._choose(marked.prompt(), held, options):
            return False
        claims = suspected_claims(profiles, turns)
        return not claims or " yes" not in self._choose(attribution_prompt(turns, 0, claims), len(claims), (" yes", " no"))

    def _choose(self, prompt: str, count: int, options: tuple[str, ...]) -> list[str]:
        return choose(self.model, self.tokenizer, prompt, [Line(f"{index + 1}:", options) for index in range(count)])

    def _is_better(self, one: Turns, other: Turns) -> bool:
        """In more dimensions, counting only what survives the swap."""
        lines = [Line(f"{name}:", (" A", " B")) for name in DIMENSIONS]
        forward = choose(self.model, self.tokenizer, comparison_prompt(one, other, DIMENSIONS), lines)
        backward = choose(self.model, self.tokenizer, comparison_prompt(other, one, DIMENSIONS), lines)
        said = [there for there, back in zip(forward, backward, strict=True) if there != back]
        return said.count(" A") > said.count(" B")


def suspected_claims(profiles: Profiles, turns: Turns) -> list[tuple[int, str]]:
    """What one speaker states with the words of the other's attribute, and its owner does not; turns from 1."""
    claims: list[tuple[int, str]] = []
    for owner in (0, 1):
        for attribute in profiles[owner]:
            found = evidence_of(attribute, turns, places_of(turns, 1 - owner))
            own = evidence_of(attribute, turns, places_of(turns, owner))
            if found.kind == "said" and own.kind != "said":
                claims.append((found.turn + 1, attribute))
    return claims


def is_faithful(profiles: Profiles, turns: Turns) -> bool:
    if not turns or attribution_leaks(profiles, turns):
        return False
    marks = tuple(tuple(Marked(attribute, NOT_MENTIONED) for attribute in profile) for profile in profiles)
    marked = MarkedConversation(turns, (marks[0], marks[1]))
    return all(mark_by_words(item, marked, speaker) != CONTRADICTED for speaker in (0, 1) for item in marked.marked[speaker])


def _result(places: list[tuple[int, bool, bool | None]]) -> LoopResult:
    judged = [(pair, first, kept) for pair, first, kept in places if kept is not None]
    by_pair: dict[int, list[int]] = {}
    for pair, first, kept in judged:
        by_pair.setdefault(pair, []).append(int(kept) - int(first))
    chance = random.Random("resamples")
    pairs = list(by_pair.values())
    means = sorted(fmean(d for one in chance.choices(pairs, k=len(pairs)) for d in one) for _ in range(_RESAMPLES))
    return LoopResult(
        places=len(places),
        kept_places=len(judged),
        first=fmean(first for _, first, _ in judged),
        kept=fmean(kept for _, _, kept in judged),
        low=means[int(0.025 * _RESAMPLES)],
        high=means[int(0.975 * _RESAMPLES)],
        first_of_all=fmean(first for _, first, _ in places),
    )
