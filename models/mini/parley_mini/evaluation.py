"""Owns the evaluation: dialogues on validation profiles beside the real ones, cut to the same length; and the critics."""

import json
import math
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from .cutting import short_cut
from .dialogues import Dialogue
from .encoding import EncodedExample
from .examples import repaired_profiles
from .generation import Sampling, generate
from .judging import Accuracy, Judge
from .measures import Measures, WrittenDialogue, measure
from .prompts import answer_text, prompt_text, prompt_text_with_exemplar
from .recipe import Recipe
from .model import PersonaDialogueModel
from .tokenizer import Tokenizer
from .training import answer_loss

_ROWS_AT_ONCE = 25
_HINTED_TURNS = 8
_BATCH_TOKENS = 4_096


@dataclass(frozen=True)
class Evaluation:
    """`critics`: by critic and group of decisions."""

    perplexity: float
    generated: Measures
    with_exemplar: Measures
    real: Measures
    critics: dict[str, dict[str, Accuracy]]
    samples: list[tuple[str, str]]

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)

    def as_table(self) -> str:
        columns = [asdict(measures) for measures in (self.generated, self.with_exemplar, self.real)]
        rows = [f"{name:<26}" + "".join(f"{column[name]:>14.3f}" for column in columns) for name in columns[0]]
        head = f"{'':<26}{'generated':>14}{'with exemplar':>14}{'real':>14}"
        return "\n".join([head, *rows, f"{'perplexity':<26}{self.perplexity:>14.3f}", "", *self._critic_rows()])

    def _critic_rows(self) -> list[str]:
        head = f"{'':<42}{'decisions':>10}{'right':>8}{'95 %':>14}{'always':>8}{'by words':>10}"
        rows = [
            f"{critic + ': ' + group:<42}{one.decisions:>10}{one.model:>8.3f}{one.low:>8.3f}–{one.high:.3f}"
            f"{one.always:>8.3f}{one.by_words:>10.3f}"
            for critic, groups in self.critics.items()
            for group, one in groups.items()
        ]
        return [head, *rows]


@dataclass(frozen=True)
class Evaluator:
    model: PersonaDialogueModel
    tokenizer: Tokenizer
    recipe: Recipe
    seed: int

    def evaluate(
        self, dialogues: Sequence[Dialogue], examples: list[EncodedExample], count: int, judged: int
    ) -> Evaluation:
        """`examples`: for the perplexity. `count` dialogues are written, half as many after an exemplar."""
        chosen = choose_dialogues(dialogues, count)
        # Every second prompt asks for a length, so that both prompt forms are measured.
        prompts = [
            prompt_text(repaired_profiles(dialogue), _HINTED_TURNS if index % 2 else None)
            for index, dialogue in enumerate(chosen)
        ]
        written = self._written(chosen, prompts)
        part = slice(0, max(1, count // 2))
        shown = [prompt_text_with_exemplar(_exemplar(one), prompt) for one, prompt in zip(chosen[::-1], prompts[part])]
        return Evaluation(
            perplexity=math.exp(answer_loss(self.model, examples, _BATCH_TOKENS)),
            generated=measure(written),
            with_exemplar=measure(self._written(chosen[part], shown)),
            real=measure(_real(chosen)),
            critics=Judge(self.model, self.tokenizer, self.recipe).accuracies(dialogues, judged),
            samples=[(prompt, dialogue.text) for prompt, dialogue in zip(prompts, written, strict=True)],
        )

    def _written(self, dialogues: Sequence[Dialogue], prompts: list[str]) -> list[WrittenDialogue]:
        written: list[WrittenDialogue] = []
        for start in range(0, len(prompts), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            answers = generate(self.model, self.tokenizer, prompts[part], Sampling(seed=self.seed + start))
            pairs = zip(dialogues[part], answers, strict=True)
            written += [WrittenDialogue(repaired_profiles(dialogue), a.text, a.ended) for dialogue, a in pairs]
        return written


def _exemplar(dialogue: Dialogue) -> str:
    turns = dialogue.turns[:_HINTED_TURNS]
    return f"{prompt_text(repaired_profiles(dialogue), len(turns))}\n{answer_text(turns)}"


def choose_dialogues(dialogues: Sequence[Dialogue], count: int) -> list[Dialogue]:
    """Always the same ones; profiles come before their repetitions."""
    shuffled = list(dialogues)
    random.Random("evaluation").shuffle(shuffled)
    first_of_profile = {dialogue.profiles[0]: dialogue for dialogue in reversed(shuffled)}
    unique = list(first_of_profile.values())
    repeated = [dialogue for dialogue in shuffled if first_of_profile[dialogue.profiles[0]] is not dialogue]
    return (unique + repeated)[:count]


def _real(dialogues: Sequence[Dialogue]) -> list[WrittenDialogue]:
    chance = random.Random("real cuts")
    cuts = ((dialogue, short_cut(dialogue.turns, chance) or dialogue.turns[:8]) for dialogue in dialogues)
    return [WrittenDialogue(repaired_profiles(dialogue), answer_text(turns), True) for dialogue, turns in cuts]
