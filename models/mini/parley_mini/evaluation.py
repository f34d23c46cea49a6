"""Owns the evaluation: the model's dialogues on validation profiles beside the real ones, cut to the same length."""

import json
import math
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from .cutting import short_cut
from .dialogues import Dialogue
from .encoding import EncodedExample
from .examples import answer_text, prompt_text, repaired_profiles
from .generation import Sampling, generate
from .measures import Measures, WrittenDialogue, measure
from .model import PersonaDialogueModel
from .tokenizer import Tokenizer
from .training import answer_loss

_ROWS_AT_ONCE = 25
_HINTED_TURNS = 8
_BATCH_TOKENS = 4_096


@dataclass(frozen=True)
class Evaluation:
    perplexity: float
    generated: Measures
    real: Measures
    samples: list[tuple[str, str]]

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)

    def as_table(self) -> str:
        real = asdict(self.real)
        rows = [f"{name:<26}{value:>10.3f}{real[name]:>10.3f}" for name, value in asdict(self.generated).items()]
        head = f"{'':<26}{'generated':>10}{'real':>10}"
        return "\n".join([head, *rows, f"{'perplexity':<26}{self.perplexity:>10.3f}"])


def evaluate(
    model: PersonaDialogueModel,
    tokenizer: Tokenizer,
    dialogues: Sequence[Dialogue],
    examples: list[EncodedExample],
    count: int,
    seed: int,
) -> Evaluation:
    chosen = choose_dialogues(dialogues, count)
    # Every second prompt asks for a length, so that both prompt forms are measured.
    prompts = [
        prompt_text(repaired_profiles(dialogue), _HINTED_TURNS if index % 2 else None)
        for index, dialogue in enumerate(chosen)
    ]
    written: list[WrittenDialogue] = []
    for start in range(0, len(prompts), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        answers = generate(model, tokenizer, prompts[part], Sampling(seed=seed + start))
        pairs = zip(chosen[part], answers, strict=True)
        written += [WrittenDialogue(repaired_profiles(dialogue), a.text, a.ended) for dialogue, a in pairs]
    return Evaluation(
        perplexity=math.exp(answer_loss(model, examples, _BATCH_TOKENS)),
        generated=measure(written),
        real=measure(_real(chosen)),
        samples=[(prompt, dialogue.text) for prompt, dialogue in zip(prompts, written, strict=True)],
    )


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
