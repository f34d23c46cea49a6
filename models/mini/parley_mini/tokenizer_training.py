"""Owns learning the merges of the tokenizer from the training dialogues, by pair counts kept up to date."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from .dialogues import Dialogue
from .errors import TrainerError
from .examples import repaired_profiles
from .prompts import answer_text, prompt_text
from .tokenizer import LETTER_BY_BYTE, SPECIAL_TOKENS, Merge, Tokenizer, spell, split_words

_TURNS_PER_DIALOGUE = 14


def train_tokenizer(texts: Iterable[str], vocabulary_size: int) -> Tokenizer:
    """The same texts give the same merges: among equally frequent pairs, the greater in code-point order wins."""
    counts = Counter(word for text in texts for word in split_words(text))
    pairs = _PairCounts([(spell(word), count) for word, count in counts.items() if count > 1])
    alphabet = tuple(LETTER_BY_BYTE[byte] for byte in sorted(LETTER_BY_BYTE, key=LETTER_BY_BYTE.__getitem__))
    merge_count = vocabulary_size - len(alphabet) - len(SPECIAL_TOKENS)
    merges = [pairs.merge_most_frequent() for _ in range(merge_count)]
    return Tokenizer(alphabet + tuple(left + right for left, right in merges), tuple(merges))


def training_texts(dialogues: Iterable[Dialogue]) -> Iterable[str]:
    for dialogue in dialogues:
        prompt = prompt_text(repaired_profiles(dialogue), 8)
        yield prompt + "\n" + answer_text(dialogue.turns[:_TURNS_PER_DIALOGUE])


class _PairCounts:
    """Words as pieces, how often each pair of neighbours occurs, and in which words."""

    def __init__(self, words: list[tuple[list[str], int]]) -> None:
        self._words = words
        self._counts: Counter[Merge] = Counter()
        self._places: defaultdict[Merge, set[int]] = defaultdict(set)
        for index, (pieces, _) in enumerate(words):
            self._count(index, pieces, +1)

    def merge_most_frequent(self) -> Merge:
        if not self._counts:
            raise TrainerError(
                "The dialogues have too few different words for a vocabulary of this size. "
                "Give more rows with --data, or use --smoke."
            )
        merge, _ = max(self._counts.items(), key=lambda item: (item[1], item[0]))
        for index in self._places.pop(merge):
            pieces, count = self._words[index]
            merged = _merged(pieces, merge)
            self._count(index, pieces, -1)
            self._words[index] = (merged, count)
            self._count(index, merged, +1)
        del self._counts[merge]
        return merge

    def _count(self, index: int, pieces: list[str], sign: int) -> None:
        count = self._words[index][1]
        for pair in pairwise(pieces):
            self._counts[pair] += sign * count
            if sign > 0:
                self._places[pair].add(index)


def _merged(pieces: list[str], merge: Merge) -> list[str]:
    merged: list[str] = []
    index = 0
    while index < len(pieces):
        fits = index + 1 < len(pieces) and (pieces[index], pieces[index + 1]) == merge
        merged.append(pieces[index] + pieces[index + 1] if fits else pieces[index])
        index += 2 if fits else 1
    return merged
