"""Owns the way from dialogues to token sequences: one seeded epoch of examples, substituted from the first step on."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .dialogues import Dialogue
from .examples import Example, answer_text, condensed_example, long_example, prompt_text
from .recipe import Recipe
from .substitution import Substitution
from .tokenizer import Tokenizer


@dataclass(frozen=True)
class EncodedExample:
    tokens: list[int]
    prompt_length: int


def encode_example(example: Example, tokenizer: Tokenizer) -> EncodedExample:
    hint = len(example.turns) if example.hint else None
    prompt = tokenizer.chat_prompt(prompt_text(example.profiles, hint))
    answer = [*tokenizer.encode(answer_text(example.turns)), tokenizer.end_of_message]
    return EncodedExample(prompt + answer, len(prompt))


@dataclass(frozen=True)
class ExampleSource:
    """Draws the examples of any epoch from the seed and the epoch's number alone, so a restart finds the same ones."""

    dialogues: Sequence[Dialogue]
    tokenizer: Tokenizer
    recipe: Recipe
    seed: int

    def epoch(self, number: int, substitution: Substitution) -> list[EncodedExample]:
        chance = random.Random(f"{self.seed}:examples:{number}")
        drawn = self._draw(chance, self.recipe.long_example_share)
        return self._encode(substitution.apply(example, chance) for example in drawn)

    def validation(self) -> list[EncodedExample]:
        """The same for every run and every seed: unsubstituted, so that figures can be compared."""
        chance = random.Random("validation")
        return self._encode(self._draw(chance, 0))[: self.recipe.validation_examples]

    def _draw(self, chance: random.Random, long_share: float) -> Iterator[Example]:
        for dialogue in self.dialogues:
            makers = [condensed_example, long_example] if chance.random() < long_share else [condensed_example]
            for make in makers:
                example = make(dialogue, chance)
                if example is not None:
                    yield example

    def _encode(self, examples: Iterator[Example]) -> list[EncodedExample]:
        encoded = (encode_example(example, self.tokenizer) for example in examples)
        return [example for example in encoded if len(example.tokens) <= self.recipe.longest_example_tokens]
