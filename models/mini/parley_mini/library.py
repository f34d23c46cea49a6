"""Owns what examples borrow from other dialogues: attributes, values of one kind, turns, whole conversations."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .dialogues import Dialogue, Turns
from .examples import repaired_profiles
from .rewording import exclusive_value
from .substitution import Substitution
from .wording import content_words

_TRIES = 8


@dataclass(frozen=True)
class Library:
    dialogues: Sequence[Dialogue]
    substitution: Substitution

    def dialogue(self, chance: random.Random) -> Dialogue:
        return chance.choice(self.dialogues)

    def attribute(self, chance: random.Random) -> str:
        return chance.choice(self._attributes)

    def attribute_like(self, turns: Turns, chance: random.Random) -> str:
        """One that shares a content word with the conversation, where one is soon found."""
        words = sorted(content_words(chance.choice(turns)))
        for word in chance.sample(words, min(_TRIES, len(words))):
            if self.attribute_index.get(word):
                return chance.choice(self.attribute_index[word])
        return self.attribute(chance)

    def value(self, kind: int, unlike: str, chance: random.Random) -> str | None:
        """Another value of the same kind."""
        values = self._values.get(kind, ())
        for _ in range(_TRIES if values else 0):
            value = chance.choice(values)
            if not content_words(value) & content_words(unlike) and value.lower() != unlike.lower():
                return value
        return None

    @cached_property
    def _attributes(self) -> list[str]:
        every = {a for dialogue in self.dialogues for profile in repaired_profiles(dialogue) for a in profile}
        return sorted(attribute for attribute in every if attribute)

    @cached_property
    def attribute_index(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for attribute in self._attributes:
            for word in sorted(content_words(attribute)):
                found[word].append(attribute)
        return dict(found)

    @cached_property
    def _values(self) -> dict[int, list[str]]:
        found: defaultdict[int, set[str]] = defaultdict(set)
        for attribute in self._attributes:
            exclusive = exclusive_value(attribute)
            if exclusive:
                found[exclusive[0]].add(exclusive[1].group(2))
        return {kind: sorted(values) for kind, values in found.items()}
