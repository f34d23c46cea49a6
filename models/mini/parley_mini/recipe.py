"""Owns what is chosen about a training run: one recipe at full size, one that only proves that everything runs."""

from dataclasses import dataclass

from .shape import PARLEY_MINI, SMOKE, ModelShape


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
    long_example_share: float = 0.33


FULL_RECIPE = Recipe(
    shape=PARLEY_MINI,
    row_limit=None,
    longest_example_tokens=449,
    batch_tokens=12_288,
    steps=4_000,
    warm_up_steps=100,
    validate_every_steps=100,
    validation_examples=400,
    patience=8,
)

SMOKE_RECIPE = Recipe(
    shape=SMOKE,
    row_limit=300,
    longest_example_tokens=700,
    batch_tokens=4_096,
    steps=60,
    warm_up_steps=10,
    validate_every_steps=20,
    validation_examples=40,
    patience=8,
)
