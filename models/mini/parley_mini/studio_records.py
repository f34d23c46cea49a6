"""Owns reading what a run in the studio wrote: the conversations of every place, and which one was kept, from a project file."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .dialogues import Profile, Turns
from .errors import TrainerError

# What is counted and not held against a conversation; every other fault is hard (docs/formats.md).
_MILD_FAULTS = {
    "blank-line",
    "duplicate-turn",
    "attribute-copied",
    "attribution-suspect",
    "cut-off",
    "agreement-opener",
}


@dataclass(frozen=True)
class Candidate:
    id: str
    place: tuple[int, int]  # round and pair
    attempt: int
    number: int
    profiles: tuple[Profile, Profile]
    turns: Turns
    raw: str
    hard_faults: tuple[str, ...]
    exemplars: int


@dataclass(frozen=True)
class StudioRun:
    """`kept`: the id of the conversation that a place ended with; a place that failed is not in it."""

    candidates: list[Candidate]
    kept: dict[tuple[int, int], str]
    verdicts: int
    unreadable: int

    def by_place(self) -> dict[tuple[int, int], list[Candidate]]:
        places: dict[tuple[int, int], list[Candidate]] = {}
        for candidate in sorted(self.candidates, key=lambda one: (one.place, one.attempt, one.number)):
            places.setdefault(candidate.place, []).append(candidate)
        return places


def read_run(path: Path) -> StudioRun:
    """The one run of a project file."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith("/conversations.jsonl"):
                continue
            generated = [one for one in _lines(archive, name) if one["origin"]["kind"] == "generated"]
            if not generated:
                continue
            folder = name.removesuffix("conversations.jsonl")
            outcomes = [one for one in _lines(archive, f"{folder}outcomes.jsonl") if one["kind"] == "kept"]
            findings = [one["finding"]["kind"] for one in _lines(archive, f"{folder}verdicts.jsonl")]
            return StudioRun(
                candidates=[_candidate(one) for one in generated],
                kept={(one["round"], one["pair"]): one["conversationId"] for one in outcomes},
                verdicts=len(findings),
                unreadable=findings.count("unreadable"),
            )
    raise TrainerError(f"{path} holds no run. Export a project with a finished run as a project file.")


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[dict]:
    if name in archive.namelist():
        for line in archive.read(name).decode("utf-8").splitlines():
            yield json.loads(line)


def _candidate(conversation: dict) -> Candidate:
    place = conversation["origin"]["place"]
    first, second = (
        tuple(attribute["text"] for attribute in profile["attributes"]) for profile in conversation["pair"]["profiles"]
    )
    return Candidate(
        id=conversation["id"],
        place=(place["round"], place["pair"]),
        attempt=place["attempt"],
        number=place["candidate"],
        profiles=(first, second),
        turns=tuple(turn["text"] for turn in conversation["turns"]),
        raw=conversation["raw"],
        hard_faults=tuple(f["kind"] for f in conversation["faults"] if f["kind"] not in _MILD_FAULTS),
        exemplars=len(conversation["origin"]["exemplarIds"]),
    )
