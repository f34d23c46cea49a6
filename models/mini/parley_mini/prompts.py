"""Owns every prompt form that the model knows, and the forms of its answers.

The studio builds the same texts (`src/core/critic/mini` and `src/core/run/generator-prompt.ts`); `prompt_forms.json` holds
both to one another.
"""

from collections.abc import Sequence

from .dialogues import Profile, Turns

DIMENSIONS = ("depth", "coherency", "consistency", "diversity", "likability")
NOT_MENTIONED, SUPPORTED, CONTRADICTED = "-", "yes", "no"


def prompt_text(profiles: tuple[Profile, Profile], turn_count: int | None) -> str:
    """Write a conversation."""
    hint = "" if turn_count is None else f" ({turn_count} turns)"
    first, second = (" ".join(profile) for profile in profiles)
    return f"User 1: {first}\nUser 2: {second}\nConversation{hint}:"


def prompt_text_with_exemplar(exemplar: str, request: str) -> str:
    """`exemplar` is a prompt with its answer below it."""
    return f"Example:\n{exemplar}\n\n{request}"


def answer_text(turns: Turns, first_speaker: int = 0) -> str:
    return "\n".join(f"User {(index + first_speaker) % 2 + 1}: {turn}" for index, turn in enumerate(turns))


def attribute_prompt(known: Profile, question: str) -> str:
    """Write one more attribute of somebody."""
    return f"Profile: {' '.join(known)}\nQuestion: {question}\nAnswer:"


def faithfulness_prompt(shown: Sequence[tuple[int, str]], asked: Sequence[tuple[int, str]]) -> str:
    """`shown`: turns with their speakers (0 or 1), those that may say something of an attribute and no others. `asked`: the
    attributes, each with the turn (1-based among those shown) to hold it against. Answered `1: yes` or `1: no`.
    """
    turns = "\n".join(f"{index + 1} User {speaker + 1}: {turn}" for index, (speaker, turn) in enumerate(shown))
    return f"Faithful?\n{turns}\n\n{_claims(asked)}"


def attribution_prompt(turns: Turns, first_speaker: int, claims: Sequence[tuple[int, str]]) -> str:
    """Does the speaker of the turn (1-based) say it of themselves? Answered `1: yes` or `1: no`, line by line."""
    return f"Claimed?\n{_numbered(turns, first_speaker)}\n\n{_claims(claims)}"


def comparison_prompt(first: Turns, second: Turns, dimensions: Sequence[str]) -> str:
    """Answered `depth: A` or `depth: B`, line by line."""
    shown = f"A:\n{answer_text(first)}\n\nB:\n{answer_text(second)}"
    return f"Better?\n{shown}\n\n{', '.join(dimensions)}"


def _claims(claims: Sequence[tuple[int, str]]) -> str:
    return "\n".join(f"{index + 1}: {turn} {attribute}" for index, (turn, attribute) in enumerate(claims))


def _numbered(turns: Turns, first_speaker: int) -> str:
    return "\n".join(
        f"{index + 1} User {(index + first_speaker) % 2 + 1}: {turn}" for index, turn in enumerate(turns)
    )
