"""Owns how weights move: Muon for the layers' matrices, AdamW for the rest, one schedule, and their running average."""

import math

import torch

from .model import PersonaDialogueModel
from .recipe import Recipe
from .transfer import State

Optimiser = torch.optim.Optimizer


def make_optimisers(model: PersonaDialogueModel, recipe: Recipe) -> list[Optimiser]:
    matrices = [weight for weight in model.layers.parameters() if weight.ndim == 2]
    norms = [weight for weight in model.parameters() if weight.ndim == 1]
    rate = recipe.other_learning_rate
    groups = [
        {"params": [model.embedding.weight], "lr": 3 * rate, "weight_decay": 0.01},
        {"params": [model.output.weight], "lr": rate, "weight_decay": 0.01},
        {"params": norms, "lr": rate, "weight_decay": 0.0},
    ]
    optimisers: list[Optimiser] = [
        torch.optim.Muon(matrices, lr=recipe.matrix_learning_rate, weight_decay=0.02, momentum=0.95),
        torch.optim.AdamW(groups, betas=(0.9, 0.98)),
    ]
    for optimiser in optimisers:
        for group in optimiser.param_groups:
            group["full_lr"] = group["lr"]
    return optimisers


def learning_rate_share(step: int, recipe: Recipe, time_used: float = 0.0) -> float:
    """Warm-up, then full rate, then half a cosine down. `step` counts from 0; `time_used` is the share of a time limit."""
    warm_up = min(1.0, (step + 1) / recipe.warm_up_steps)
    done = min(1.0, max(step / recipe.steps, time_used))
    if done < recipe.hold_share:
        return warm_up
    fall = (done - recipe.hold_share) / (1 - recipe.hold_share)
    last = recipe.last_learning_rate_share
    return warm_up * (last + (1 - last) * 0.5 * (1 + math.cos(math.pi * fall)))


def apply_gradients(optimisers: list[Optimiser], share: float) -> None:
    for optimiser in optimisers:
        for group in optimiser.param_groups:
            group["lr"] = group["full_lr"] * share
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)


@torch.no_grad()
def update_average(average: State, model: PersonaDialogueModel, step: int, decay: float) -> None:
    """Exponential; early steps count for less, so that the average does not drag the random start along."""
    decay = min(decay, (step + 1) / (step + 10))
    for name, value in model.state_dict().items():
        average[name].lerp_(value, 1 - decay)
