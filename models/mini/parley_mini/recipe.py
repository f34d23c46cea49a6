"""Owns what is chosen about a training run: one recipe at full size, one that only proves that everything runs."""

from dataclasses import dataclass, replace

from .shape import PARLEY_MINI, SMOKE, ModelShape


@dataclass(frozen=True)
class Shares:
    """How often a dialogue is drawn for each task. A draw may find that it teaches too little."""

    written: float = 2
    exemplar: float = 0.3
    attribute: float = 0.5
    faithfulness: float = 0.7
    attribution: float = 0.35
    comparison: float = 0.45


@dataclass(frozen=True)
class Recipe:
    shape: ModelShape
    row_limit: int | None
    longest_example_tokens: int
    batch_tokens: int
    steps: int
    warm_up_steps: int
    validate_every_steps: int
    validation_examples: int
    patience: int  # validations without improvement before training stops early
    matrix_learning_rate: float = 0.02
    other_learning_rate: float = 2e-3
    hold_share: float = 0.3  # share of the steps at full learning rate
    last_learning_rate_share: float = 0.015
    average_decay: float = 0.998
    prompt_weight: float = 0.1
    dropout: float = 0.1
    long_example_share: float = 0.33
    shares: Shares = Shares()
    dialogues_in_chunk: int = 1_024


FULL_RECIPE = Recipe(
    shape=PARLEY_MINI,
    row_limit=None,
    longest_example_tokens=1_000,
    batch_tokens=65_536,
    steps=8_000,
    warm_up_steps=100,
    validate_every_steps=500,
    validation_examples=400,
    patience=30,
)

# From trained weights, with a small batch that a CPU can take: what faithfulness asks for most, and enough of the rest that it
# is not forgotten. At twice these rates it was.
FINISH_RECIPE = replace(
    FULL_RECIPE,
    batch_tokens=4_096,
    steps=400,
    warm_up_steps=8,
    validate_every_steps=30,
    validation_examples=24,
    patience=99,
    matrix_learning_rate=0.002,
    other_learning_rate=1.5e-4,
    average_decay=0.96,
    dropout=0.0,
    long_example_share=0.0,
    dialogues_in_chunk=128,
    shares=Shares(written=0.35, exemplar=0.03, attribute=0.05, faithfulness=1.0, attribution=0.2, comparison=0.4),
)

SMOKE_RECIPE = Recipe(
    shape=SMOKE,
    row_limit=300,
    longest_example_tokens=1_020,
    batch_tokens=4_096,
    steps=60,
    warm_up_steps=10,
    validate_every_steps=20,
    validation_examples=40,
    patience=8,
)
