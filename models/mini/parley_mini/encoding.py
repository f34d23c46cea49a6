"""Owns the way from dialogues to token sequences: chunks of seeded examples, substituted from the first step on."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .dialogues import Dialogue
from .examples import condensed_example
from .library import Library
from .mixture import Mixture, writing_task
from .recipe import Recipe
from .substitution import learn_substitution
from .tasks import Task, TaskKind
from .tokenizer import Tokenizer

@dataclass(frozen=True)
class EncodedExample:
    """`weights[i]` is how much it counts to foretell `tokens[i]`."""

    tokens: list[int]
    weights: list[float]


def encode_task(task: Task, tokenizer: Tokenizer) -> EncodedExample:
    """Pieces of an answer begin and end with whole words, so that they encode as they would in one text."""
    tokens = tokenizer.chat_prompt(task.prompt)
    weights = [task.prompt_weight] * len(tokens)
    for piece in task.answer:
        encoded = tokenizer.encode(piece.text)
        tokens += encoded
        weights += [piece.weight] * len(encoded)
    return EncodedExample([*tokens, tokenizer.end_of_message], [*weights, 1.0])


def validation_mixture(dialogues: Sequence[Dialogue], recipe: Recipe) -> Mixture:
    """Of whole dialogues, unsubstituted. Words that fit a slot are known all the same: some corruptions need one."""
    return Mixture(Library(dialogues, learn_substitution(dialogues)), recipe, substitutes=False)


@dataclass(frozen=True)
class ExampleSource:
    """Draws the examples of any chunk from the seed and the chunk's number alone, so a restart finds the same ones."""

    dialogues: Sequence[Dialogue]
    tokenizer: Tokenizer
    recipe: Recipe
    seed: int

    @property
    def chunks_in_epoch(self) -> int:
        return -(-len(self.dialogues) // self.recipe.dialogues_in_chunk)

    def chunk(self, number: int) -> list[EncodedExample]:
        epoch, part = divmod(number, self.chunks_in_epoch)
        order = list(range(len(self.dialogues)))
        random.Random(f"{self.seed}:order:{epoch}").shuffle(order)
        chance = random.Random(f"{self.seed}:examples:{number}")
        drawn = (self.dialogues[index] for index in order[part :: self.chunks_in_epoch])
        return self.encode(task for dialogue in drawn for task in self.mixture.tasks(dialogue, chance))

    def validation(self) -> dict[TaskKind, list[EncodedExample]]:
        """The same for every run and every seed: unsubstituted, so that figures can be compared."""
        count, chance = self.recipe.validation_examples, random.Random("validation")
        written = (condensed_example(dialogue, chance) for dialogue in self.dialogues)
        examples = {"write": self.encode(writing_task(e, 0.0) for e in written if e is not None)[:count]}
        plain = validation_mixture(self.dialogues, self.recipe)
        makers = {"faithfulness": plain.faithfulness, "attribution": plain.attribution, "comparison": plain.comparison}
        for kind, make in makers.items():
            judged = (make(dialogue, random.Random(f"{kind}:{i}")) for i, dialogue in enumerate(self.dialogues[:count]))
            examples[kind] = self.encode(task for task in judged if task is not None)
        return examples

    def encode(self, tasks: Iterable[Task]) -> list[EncodedExample]:
        encoded = (encode_task(task, self.tokenizer) for task in tasks)
        return [example for example in encoded if len(example.tokens) <= self.recipe.longest_example_tokens]

    @cached_property
    def mixture(self) -> Mixture:
        return Mixture(Library(self.dialogues, learn_substitution(self.dialogues)), self.recipe)
