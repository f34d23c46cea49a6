"""Dialogues written for the tests."""

import package_path  # noqa: F401

from parley_mini.dialogues import Dialogue

GARDENER = ("i grow tomatoes on my balcony", "i work as a bus driver", "i can t stand loud music")
CELLIST = ("I play the cello in an orchestra.", "I have two parrots.", "My brother repairs old radios.")

LINES = (
    "Hello, how are you?",
    "I am well, I just fed my parrots.",
    "Two parrots must be lively!",
    "They are, and they sing when I play the cello.",
    "My tomatoes on the balcony are quieter.",
    "Growing tomatoes sounds relaxing.",
    "I need that after driving the bus all day.",
    "My brother says the same about repairing radios.",
    "I should get going, the bus leaves early.",
    "Take care, it was nice talking to you.",
)


def conversation(lines: tuple[str, ...] = LINES) -> str:
    return "\n".join(f"User {index % 2 + 1}: {line}" for index, line in enumerate(lines))


def dialogue() -> Dialogue:
    return Dialogue((GARDENER, CELLIST), LINES)


def row(text: str) -> dict[str, str | None]:
    return {
        "user 1 personas": "\n".join(GARDENER),
        "user 2 personas": "\n".join(CELLIST),
        "Best Generated Conversation": text,
    }
