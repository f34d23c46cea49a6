"""Owns which tasks a dialogue is made into: writing it, writing it after an exemplar, and judging what was made of it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .attribute_task import answered_questions
from .attribution_task import claimed_conversation
from .comparison_task import Comparison, comparison, drawn_dimensions
from .dialogues import Dialogue, Turns
from .examples import Example, condensed_example, long_example, repaired_profiles
from .faithfulness_task import marked_conversation
from .library import Library
from .prompts import answer_text, prompt_text, prompt_text_with_exemplar
from .recipe import Recipe
from .tasks import Piece, Task

_FEWEST_JUDGED_TURNS = 4
_JUDGED_LENGTHS = (6, 6, 7, 8, 8, 8, 9, 10, 10, 12, 14, 16)
_SUBSTITUTED_SHARE = 0.6
_SHORT_FORM_SHARE = 0.7
_TRIES = 4
_SAME_DIALOGUE_SHARE = 0.6


def writing_task(example: Example, prompt_weight: float) -> Task:
    return Task("write", _request(example), (Piece(answer_text(example.turns), 1.0),), prompt_weight)


@dataclass(frozen=True)
class Mixture:
    library: Library
    recipe: Recipe
    substitutes: bool = True

    def tasks(self, dialogue: Dialogue, chance: random.Random) -> Iterator[Task]:
        shares = self.recipe.shares
        yield from self._writing(dialogue, chance)
        makers = (
            (shares.exemplar, self.with_exemplar),
            (shares.attribute, self.attribute),
            (shares.faithfulness, self.faithfulness),
            (shares.attribution, self.attribution),
            (shares.comparison, self.comparison),
        )
        for share, make in makers:
            task = make(dialogue, chance) if chance.random() < share else None
            if task is not None:
                yield task

    def _writing(self, dialogue: Dialogue, chance: random.Random) -> Iterator[Task]:
        long = chance.random() < self.recipe.long_example_share
        written = self.recipe.shares.written
        draws = int(written) + (chance.random() < written % 1)
        for make in [condensed_example] * draws + [long_example] * long:
            example = make(dialogue, chance)
            if example is not None:
                yield writing_task(self.library.substitution.apply(example, chance), self.recipe.prompt_weight)

    def with_exemplar(self, dialogue: Dialogue, chance: random.Random) -> Task | None:
        example = condensed_example(dialogue, chance)
        exemplar = condensed_example(self.library.dialogue(chance), chance)
        if example is None or exemplar is None:
            return None
        example = self.library.substitution.apply(example, chance)
        shown = f"{prompt_text(exemplar.profiles, len(exemplar.turns))}\n{answer_text(exemplar.turns)}"
        prompt = prompt_text_with_exemplar(shown, _request(example))
        return Task("write with exemplar", prompt, (Piece(answer_text(example.turns), 1.0),))

    def attribute(self, dialogue: Dialogue, chance: random.Random) -> Task | None:
        answered = answered_questions(dialogue)
        return chance.choice(answered).task(chance) if answered else None

    def faithfulness(self, dialogue: Dialogue, chance: random.Random) -> Task | None:
        example = self.judged(dialogue, chance)
        marked = marked_conversation(example.profiles, example.turns, self.library, chance)
        return marked.task() if marked else None

    def attribution(self, dialogue: Dialogue, chance: random.Random) -> Task | None:
        example = self.judged(dialogue, chance)
        claimed = claimed_conversation(example.profiles, example.turns, self.library, chance)
        return claimed.task() if claimed else None

    def comparison(self, dialogue: Dialogue, chance: random.Random) -> Task | None:
        compared = self.compared(dialogue, chance)
        return compared.task(drawn_dimensions(compared.better, chance), chance) if compared else None

    def compared(self, dialogue: Dialogue, chance: random.Random) -> Comparison | None:
        turns = self.judged(dialogue, chance).turns
        same = chance.random() < _SAME_DIALOGUE_SHARE
        beside = turns if same else self.judged(self.library.dialogue(chance), chance).turns
        other = self.library.dialogue(chance).turns
        return comparison(turns, beside, other, chance)

    def judged(self, dialogue: Dialogue, chance: random.Random) -> Example:
        """Whole profiles, and an opening of any length or a short form."""
        turns = self._judged_turns(dialogue, chance)
        example = Example(repaired_profiles(dialogue), turns, False)
        substituted = self.substitutes and chance.random() < _SUBSTITUTED_SHARE
        return self.library.substitution.apply(example, chance) if substituted else example

    def _judged_turns(self, dialogue: Dialogue, chance: random.Random) -> Turns:
        if chance.random() < _SHORT_FORM_SHARE:
            drawn = (condensed_example(dialogue, chance) for _ in range(_TRIES))
            example = next((form for form in drawn if form is not None), None)
            if example is not None:
                return example.turns
        length = max(_FEWEST_JUDGED_TURNS, chance.choice(_JUDGED_LENGTHS))
        return dialogue.turns[:length]


def _request(example: Example) -> str:
    return prompt_text(example.profiles, len(example.turns) if example.hint else None)
