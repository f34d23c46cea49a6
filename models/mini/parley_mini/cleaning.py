"""Owns the way from a row of Synthetic-Persona-Chat to a clean dialogue, or to the reason why there is none.

A dialogue with a fault late in it is cut before the fault where enough is left; one with a fault early is refused.
"""

import re
from collections.abc import Mapping
from typing import Literal

from .dialogues import Dialogue, Turns

Refusal = Literal[
    "no-conversation",
    "unlabelled-line",
    "empty-turn",
    "too-short",
    "same-speaker-twice",
    "placeholder",
    "speaker-label-in-text",
    "odd-text",
    "repeats",
]

PROFILE_COLUMNS = ("user 1 personas", "user 2 personas")
CONVERSATION_COLUMN = "Best Generated Conversation"
COLUMNS = (*PROFILE_COLUMNS, CONVERSATION_COLUMN)

FEWEST_TURNS = 6
LONGEST_TURN_CHARACTERS = 320

_PLAIN_CHARACTERS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "…": "...", "\u00a0": " ", "\u200b": None}
)
_LABELLED_LINE = re.compile(r"User ?([12])\s*:\s*(.*)$", re.IGNORECASE)
_TURN_FAULTS: tuple[tuple[Refusal, re.Pattern[str]], ...] = (
    ("placeholder", re.compile(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>")),
    ("placeholder", re.compile(r"\(\s*(your |my |insert )?(user|name)|[^ ]name\]", re.IGNORECASE)),
    ("speaker-label-in-text", re.compile(r"\buser ?[12]\b", re.IGNORECASE)),
    ("odd-text", re.compile(r"https?:|\*\*|_{2,}")),
)


def clean_row(row: Mapping[str, str | None]) -> Dialogue | Refusal:
    first, second = (_lines(row.get(column)) for column in PROFILE_COLUMNS)
    conversation = row.get(CONVERSATION_COLUMN) or ""
    if not conversation.strip() or not first or not second:
        return "no-conversation"
    turns = read_turns(conversation)
    if isinstance(turns, str):
        return turns
    kept = cut_before_fault(turns)
    return kept if isinstance(kept, str) else Dialogue((first, second), kept)


def normalise(text: str) -> str:
    """Plain quotes and dashes, single spaces: the vocabulary is too small to spend on typography."""
    return re.sub(r"\s+", " ", text.translate(_PLAIN_CHARACTERS)).strip()


def read_turns(conversation: str) -> Turns | Refusal:
    """The turns of a conversation whose lines are all labelled and whose speakers take turns."""
    turns: list[str] = []
    for line in _lines(conversation):
        match = _LABELLED_LINE.match(line)
        if match is None:
            return "unlabelled-line"
        speaker, text = match.groups()
        if not text:
            return "empty-turn"
        if speaker != "12"[len(turns) % 2]:
            return "same-speaker-twice"
        turns.append(text)
    return tuple(turns) if len(turns) >= FEWEST_TURNS else "too-short"


def cut_before_fault(turns: Turns) -> Turns | Refusal:
    for index, turn in enumerate(turns):
        fault = turn_fault(turn)
        if fault is not None:
            turns = turns[: index - index % 2]
            if len(turns) < FEWEST_TURNS:
                return fault
            break
    return _cut_before_repeat(turns)


def turn_fault(turn: str) -> Refusal | None:
    if len(turn) > LONGEST_TURN_CHARACTERS:
        return "odd-text"
    return next((fault for fault, pattern in _TURN_FAULTS if pattern.search(turn)), None)


def _cut_before_repeat(turns: Turns) -> Turns | Refusal:
    """One repeated line is ordinary talk ("Me too."); two are a loop, and the model would learn to loop."""
    lowered = [turn.lower() for turn in turns]
    if len(set(lowered)) >= len(lowered) - 1:
        return turns
    first_repeat = next(index for index, turn in enumerate(lowered) if turn in lowered[:index])
    kept = turns[: first_repeat - first_repeat % 2]
    return kept if len(kept) >= FEWEST_TURNS else "repeats"


def _lines(text: str | None) -> tuple[str, ...]:
    normalised = (normalise(line) for line in (text or "").split("\n"))
    return tuple(line for line in normalised if line)
