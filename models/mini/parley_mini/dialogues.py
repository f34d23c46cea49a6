"""Owns the cleaned dialogue and how it lies on disk (one JSON object a line). Knows nothing of CSV."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .errors import TrainerError

Profile = tuple[str, ...]
Turns = tuple[str, ...]


@dataclass(frozen=True)
class Dialogue:
    """Two profiles and the turns between them; turn i is spoken by speaker i % 2."""

    profiles: tuple[Profile, Profile]
    turns: Turns


def write_dialogues(path: Path, dialogues: Iterable[Dialogue]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for dialogue in dialogues:
            record = {"profiles": dialogue.profiles, "turns": dialogue.turns}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_dialogues(path: Path) -> list[Dialogue]:
    if not path.is_file():
        raise TrainerError(f"There are no prepared dialogues at {path}. Run `python -m parley_mini prepare` first.")
    with path.open(encoding="utf-8") as file:
        return [_dialogue(json.loads(line)) for line in file]


def _dialogue(record: dict[str, list[list[str]]]) -> Dialogue:
    first, second = record["profiles"]
    return Dialogue((tuple(first), tuple(second)), tuple(str(turn) for turn in record["turns"]))
