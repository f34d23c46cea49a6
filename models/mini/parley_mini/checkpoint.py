"""Owns what a stopped training run needs to go on as if it had not stopped. Written whole or not at all."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from .errors import TrainerError
from .model import PersonaDialogueModel
from .optimisation import Optimiser
from .recipe import Recipe
from .transfer import State


@dataclass
class Progress:
    step: int = 0
    chunk: int = 0
    next_batch: int = 0
    best_validation_loss: float = float("inf")
    validations_without_improvement: int = 0


@dataclass
class TrainingState:
    model: PersonaDialogueModel
    optimisers: list[Optimiser]
    average: State
    progress: Progress


def save_checkpoint(path: Path, state: TrainingState, recipe: Recipe, seed: int) -> None:
    content = {
        "run": {"recipe": asdict(recipe), "seed": seed},
        "model": state.model.state_dict(),
        "optimisers": [optimiser.state_dict() for optimiser in state.optimisers],
        "average": state.average,
        "progress": asdict(state.progress),
    }
    save_whole(path, content)


def load_checkpoint(path: Path, state: TrainingState, recipe: Recipe, seed: int) -> None:
    """Fills `state` in place."""
    content = torch.load(path, weights_only=True, map_location="cpu")
    if content["run"] != {"recipe": asdict(recipe), "seed": seed}:
        raise TrainerError(
            f"The checkpoint {path} belongs to a run with another recipe or seed. "
            "Give another --work folder, or delete the checkpoint to start over."
        )
    state.model.load_state_dict(content["model"])
    for optimiser, stored in zip(state.optimisers, content["optimisers"], strict=True):
        optimiser.load_state_dict(stored)
    for name, value in content["average"].items():
        state.average[name].copy_(value)
    state.progress = Progress(**content["progress"])


def save_whole(path: Path, content: dict[str, Any]) -> None:
    unfinished = path.with_suffix(".unfinished")
    torch.save(content, unfinished)
    os.replace(unfinished, path)
