"""Owns judging by counting words, with no model: what a critic is measured beside, and what measures the loop."""

from .dialogues import Turns
from .evidence import evidence_of, places_of, sentences
from .faithfulness_task import Marked, MarkedConversation
from .negation import is_negative
from .prompts import CONTRADICTED, NOT_MENTIONED, SUPPORTED
from .wording import content_words


def mark_by_words(item: Marked, marked: MarkedConversation, speaker: int) -> str:
    """Supported where a statement of the owner shares enough words, contradicted where one of the two is denied."""
    words = content_words(item.attribute)
    for place in places_of(marked.turns, speaker):
        for sentence in sentences(marked.turns[place]):
            if len(words & content_words(sentence)) >= min(2, len(words)) > 0:
                return SUPPORTED if is_negative(sentence) == is_negative(item.attribute) else CONTRADICTED
    return NOT_MENTIONED


def claim_by_words(attribute: str, turn: str) -> str:
    """Claimed where one first-person statement shares enough words and denies as much as the attribute does."""
    return "yes" if evidence_of(attribute, (turn,), range(1)).kind == "said" else "no"


def choice_by_words(conversations: tuple[Turns, Turns]) -> int:
    """The one with more different words among those said; the first where both have as many."""
    shares = []
    for turns in conversations:
        words = " ".join(turns).lower().split()
        shares.append(len(set(words)) / len(words))
    return int(shares[1] > shares[0])
