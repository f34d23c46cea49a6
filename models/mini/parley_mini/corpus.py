"""Owns reading the data set's CSV files from a folder. The data stays there: nothing of it is kept in the project."""

import csv
import gzip
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from .cleaning import COLUMNS, Refusal, clean_row
from .dialogues import Dialogue
from .errors import TrainerError

Part = Literal["train", "valid"]

# A part is found by its file name. The test part is in neither list: nothing here ever sees it.
_NAME_WORDS: dict[Part, tuple[str, ...]] = {"train": ("train", "new"), "valid": ("valid",)}


@dataclass(frozen=True)
class CleanedPart:
    dialogues: list[Dialogue]
    row_count: int
    refusals: Counter[Refusal]


def part_files(folder: Path, part: Part) -> list[Path]:
    names = (path for pattern in ("*.csv", "*.csv.gz") for path in folder.glob(pattern))
    files = sorted(path for path in names if any(word in path.name.lower() for word in _NAME_WORDS[part]))
    if not files:
        wanted = " or ".join(f"*{word}*.csv" for word in _NAME_WORDS[part])
        raise TrainerError(
            f"The folder {folder} holds no {part} part of Synthetic-Persona-Chat ({wanted}, also .csv.gz). "
            "Download the data set and name its folder with --data or PARLEY_TEST_DATA."
        )
    return files


def clean_part(files: list[Path], row_limit: int | None) -> CleanedPart:
    rows = itertools.chain.from_iterable(_rows(path) for path in files)
    cleaned = [clean_row(row) for row in itertools.islice(rows, row_limit)]
    dialogues = [result for result in cleaned if isinstance(result, Dialogue)]
    refusals = Counter(result for result in cleaned if not isinstance(result, Dialogue))
    return CleanedPart(dialogues, len(cleaned), refusals)


def _rows(path: Path) -> Iterator[dict[str, str | None]]:
    csv.field_size_limit(sys.maxsize)
    with _open_text(path) as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise TrainerError(
                f"{path} has no column “{missing[0]}”, so it is no Synthetic-Persona-Chat file. "
                "Take the CSV files as Google Research publishes them."
            )
        yield from reader


def _open_text(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")
