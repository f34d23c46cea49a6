"""Owns running the loop here, many pairs at once: the studio's way for Quick (filters, comparisons in both orders, a chain for ties,
fresh attempts), with the model as generator and critic. It stands in for a run in the studio where that would take hours.

What differs: the rules are those that a grammar does not settle already, the pool of exemplars holds winners alone, and there is no
penalty on repetition.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .choosing import Line, choose
from .dialogues import Profile, Turns
from .evidence import evidence_of, places_of
from .faithfulness_task import Marked, MarkedConversation
from .generation import Sampling, generate
from .measures import read_answer
from .model import PersonaDialogueModel
from .prompts import (
    CONTRADICTED,
    DIMENSIONS,
    NOT_MENTIONED,
    SUPPORTED,
    answer_text,
    attribution_prompt,
    comparison_prompt,
    prompt_text,
    prompt_text_with_exemplar,
)
from .studio_records import Candidate, StudioRun
from .tokenizer import Tokenizer

_TURNS = 8
_FEWEST_TURNS, _MOST_TURNS = 4, 12
_ATTEMPTS = 3
_ROWS_AT_ONCE = 25
Profiles = tuple[Profile, Profile]


@dataclass
class Loop:
    """`kept_file` holds what has landed, one line a place, so that a run that was cut off goes on there."""

    model: PersonaDialogueModel
    tokenizer: Tokenizer
    candidates: int
    kept_file: Path
    run: StudioRun = field(default_factory=lambda: StudioRun([], {}, 0, 0))

    def over(self, pairs: Sequence[Profiles], rounds: int) -> StudioRun:
        self._read()
        for number in range(rounds):
            for start in range(0, len(pairs), _ROWS_AT_ONCE):
                places = [(number, pair) for pair in range(start, min(start + _ROWS_AT_ONCE, len(pairs)))]
                if not any(one.place == places[0] for one in self.run.candidates):
                    self._land(*self._part(pairs, places))
        return self.run

    def _part(
        self, pairs: Sequence[Profiles], places: list[tuple[int, int]]
    ) -> tuple[list[Candidate], dict[tuple[int, int], str]]:
        written: list[Candidate] = []
        kept: dict[tuple[int, int], str] = {}
        for attempt in range(_ATTEMPTS):
            open_places = [place for place in places if place not in kept]
            fresh = [c for number in range(self.candidates) for c in self._write(pairs, open_places, attempt, number)]
            written += fresh
            for place in open_places:
                best = self._best([one for one in fresh if one.place == place])
                if best:
                    kept[place] = best.id
        return written, kept

    def _write(
        self, pairs: Sequence[Profiles], places: list[tuple[int, int]], attempt: int, number: int
    ) -> list[Candidate]:
        if not places:
            return []
        exemplars = [self._exemplar(place, attempt, number) for place in places]
        requests = [prompt_text(pairs[pair], _TURNS) for _, pair in places]
        prompts = [
            prompt_text_with_exemplar(shown, request) if shown else request
            for shown, request in zip(exemplars, requests, strict=True)
        ]
        seed = random.Random(f"{places[0]}:{attempt}:{number}").randrange(2**31)
        answers = generate(self.model, self.tokenizer, prompts, Sampling(seed=seed))
        return [
            _candidate(place, attempt, number, pairs[place[1]], answer.text, shown is not None)
            for place, answer, shown in zip(places, answers, exemplars, strict=True)
        ]

    def _exemplar(self, place: tuple[int, int], attempt: int, number: int) -> str | None:
        """A winner of an earlier round."""
        winners = {id for (round_number, _), id in self.run.kept.items() if round_number < place[0]}
        pool = [one for one in self.run.candidates if one.id in winners]
        if not pool:
            return None
        drawn = random.Random(f"exemplar:{place}:{attempt}:{number}").choice(pool)
        return f"{prompt_text(drawn.profiles, len(drawn.turns))}\n{answer_text(drawn.turns)}"

    def _best(self, candidates: list[Candidate]) -> Candidate | None:
        """A knock-out along the chain: fewer unsupported attributes, then the earlier, where the comparisons tie."""
        judged = [(one, self._unsupported(one)) for one in candidates if not one.hard_faults]
        passed = sorted(((left, one) for one, left in judged if left is not None), key=lambda p: (p[0], p[1].number))
        best: Candidate | None = None
        for _, challenger in passed:
            if best is None or self._is_better(challenger.turns, best.turns):
                best = challenger
        return best

    def _unsupported(self, one: Candidate) -> int | None:
        """None: a filter drops it."""
        marks = tuple(tuple(Marked(attribute, NOT_MENTIONED) for attribute in profile) for profile in one.profiles)
        marked = MarkedConversation(one.turns, (marks[0], marks[1]))
        held = len(marked.held_against())
        said = self._choose(marked.prompt(), held, (f" {SUPPORTED}", f" {CONTRADICTED}")) if held else []
        if f" {CONTRADICTED}" in said:
            return None
        claims = suspected_claims(one.profiles, one.turns)
        if claims and " yes" in self._choose(attribution_prompt(one.turns, 0, claims), len(claims), (" yes", " no")):
            return None
        return sum(map(len, one.profiles)) - len(said)

    def _choose(self, prompt: str, count: int, options: tuple[str, ...]) -> list[str]:
        return choose(self.model, self.tokenizer, prompt, [Line(f"{index + 1}:", options) for index in range(count)])

    def _is_better(self, one: Turns, other: Turns) -> bool:
        """In more dimensions, counting only what survives the swap."""
        lines = [Line(f"{name}:", (" A", " B")) for name in DIMENSIONS]
        forward = choose(self.model, self.tokenizer, comparison_prompt(one, other, DIMENSIONS), lines)
        backward = choose(self.model, self.tokenizer, comparison_prompt(other, one, DIMENSIONS), lines)
        said = [there for there, back in zip(forward, backward, strict=True) if there != back]
        return said.count(" A") > said.count(" B")

    def _land(self, written: list[Candidate], kept: dict[tuple[int, int], str]) -> None:
        self._take(written, kept)
        line = {"written": [vars(one) for one in written], "kept": [[*place, id] for place, id in kept.items()]}
        with self.kept_file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def _read(self) -> None:
        if not self.kept_file.exists():
            return
        for text in self.kept_file.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            kept = {(number, pair): id for number, pair, id in line["kept"]}
            self._take([_restored(one) for one in line["written"]], kept)

    def _take(self, written: list[Candidate], kept: dict[tuple[int, int], str]) -> None:
        self.run = StudioRun([*self.run.candidates, *written], self.run.kept | kept, 0, 0)


def _candidate(
    place: tuple[int, int], attempt: int, number: int, profiles: Profiles, text: str, has_exemplar: bool
) -> Candidate:
    reading = read_answer(text)
    lengths = range(_FEWEST_TURNS, _MOST_TURNS + 1)
    said = [(index % 2, turn.lower()) for index, turn in enumerate(reading.turns)]
    faults = {
        "unreadable": not reading.readable,
        "same-speaker-twice": reading.readable and not reading.alternating,
        "length": len(reading.turns) not in lengths,
        "self-repeat": len(set(said)) < len(said),
    }
    return Candidate(
        id=f"{place[0]}-{place[1]}-{attempt}-{number}",
        place=place,
        attempt=attempt,
        number=number,
        profiles=profiles,
        turns=reading.turns,
        raw=text,
        hard_faults=tuple(kind for kind, found in faults.items() if found),
        exemplars=int(has_exemplar),
    )


def _restored(one: dict) -> Candidate:
    first, second = (tuple(profile) for profile in one["profiles"])
    place = (one["place"][0], one["place"][1])
    tuples = {"turns": tuple(one["turns"]), "hard_faults": tuple(one["hard_faults"])}
    return Candidate(**{**one, **tuples, "place": place, "profiles": (first, second)})


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
