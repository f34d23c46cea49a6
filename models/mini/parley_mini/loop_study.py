"""Owns one question: are the conversations that a run in the studio kept truer to their profiles than the first candidates?

Told by counting words, which no critic has a part in. What finds leaks here is kin to the studio's rule that finds suspected
claims, on which its critic decides; what finds contradictions is used nowhere else.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from .by_words import mark_by_words
from .faithfulness_task import Marked, MarkedConversation
from .measures import Measures, WrittenDialogue, measure
from .prompts import CONTRADICTED, NOT_MENTIONED
from .studio_records import Candidate, StudioRun
from .wording import attribution_leaks, grounded_attributes

_RESAMPLES = 2_000


@dataclass(frozen=True)
class Compared:
    """Means over the places that kept one. `low` and `high`: 95 % of the differences, resampled by pair, lie between."""

    name: str
    first: float
    kept: float
    low: float
    high: float

    def as_row(self) -> str:
        difference = f"{self.kept - self.first:+.3f} ({self.low:+.3f} to {self.high:+.3f})"
        return f"{self.name:<30}{self.first:>8.3f}{self.kept:>8.3f}   {difference}"


@dataclass(frozen=True)
class LoopResult:
    places: int
    kept_places: int
    candidates: int
    with_exemplar: int
    hard_faults: float
    verdicts: int
    unreadable: int
    changed: float  # share of kept conversations that are not the first candidate
    compared: list[Compared]
    first: Measures
    kept: Measures

    def as_table(self) -> str:
        return "\n".join(
            [
                f"places {self.places}, kept {self.kept_places}; candidates {self.candidates}, after an exemplar "
                f"{self.with_exemplar}; with a hard fault {self.hard_faults:.3f}; verdicts {self.verdicts}, unreadable "
                f"{self.unreadable}; kept was not the first candidate {self.changed:.3f}",
                f"{'':<30}{'first':>8}{'kept':>8}   difference (95 %)",
                *[one.as_row() for one in self.compared],
                *[
                    f"{name:<30}{one:>8.3f}{other:>8.3f}"
                    for (name, one), other in zip(vars(self.first).items(), vars(self.kept).values(), strict=True)
                ],
            ]
        )


def study(run: StudioRun) -> LoopResult:
    places = run.by_place()
    kept_by_place = {
        place: next(one for one in candidates if one.id == run.kept[place])
        for place, candidates in places.items()
        if place in run.kept
    }
    both = [(places[place][0], kept) for place, kept in kept_by_place.items()]
    checks: dict[str, Callable[[Candidate], float]] = {
        "faithful": lambda one: is_unspoilt(one) and not contradicts(one),
        "no contradiction": lambda one: not contradicts(one),
        "no leak": is_unspoilt,
        "own attributes used": own_attributes,
        "no hard fault": lambda one: not one.hard_faults,
    }
    return LoopResult(
        places=len(places),
        kept_places=len(both),
        candidates=len(run.candidates),
        with_exemplar=sum(one.exemplars > 0 for one in run.candidates),
        hard_faults=fmean(bool(one.hard_faults) for one in run.candidates),
        verdicts=run.verdicts,
        unreadable=run.unreadable,
        changed=fmean(first.id != kept.id for first, kept in both),
        compared=[_compared(name, both, check) for name, check in checks.items()],
        first=measure([_written(first) for first, _ in both]),
        kept=measure([_written(kept) for _, kept in both]),
    )


def contradicts(one: Candidate) -> bool:
    marks = tuple(tuple(Marked(attribute, NOT_MENTIONED) for attribute in profile) for profile in one.profiles)
    marked = MarkedConversation(one.turns, (marks[0], marks[1]))
    items = ((item, speaker) for speaker in (0, 1) for item in marked.marked[speaker])
    return any(mark_by_words(item, marked, speaker) == CONTRADICTED for item, speaker in items)


def is_unspoilt(one: Candidate) -> bool:
    return bool(one.turns) and attribution_leaks(one.profiles, one.turns) == 0


def own_attributes(one: Candidate) -> float:
    return fmean(fmean(grounded_attributes(one.profiles[speaker], one.turns, speaker)) for speaker in (0, 1))


def _written(one: Candidate) -> WrittenDialogue:
    return WrittenDialogue(one.profiles, one.raw, "token-limit" not in one.hard_faults)


def _compared(
    name: str, both: Sequence[tuple[Candidate, Candidate]], check: Callable[[Candidate], float]
) -> Compared:
    by_pair: dict[int, list[float]] = {}
    firsts, kepts = [], []
    for first, kept in both:
        before, after = float(check(first)), float(check(kept))
        firsts.append(before)
        kepts.append(after)
        by_pair.setdefault(first.place[1], []).append(after - before)
    chance = random.Random("resamples")
    pairs = list(by_pair.values())
    means = sorted(fmean(d for one in chance.choices(pairs, k=len(pairs)) for d in one) for _ in range(_RESAMPLES))
    low, high = means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES)]
    return Compared(name, fmean(firsts), fmean(kepts), low, high)
