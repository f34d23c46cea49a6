"""Owns the training run: steps, validation of the averaged weights, early stop, restart, and its log."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch.nn import functional

from .batches import Batch, training_batches, validation_batches
from .checkpoint import Progress, TrainingState, load_checkpoint, save_checkpoint, save_whole
from .encoding import EncodedExample, ExampleSource
from .errors import TrainerError
from .model import PersonaDialogueModel
from .optimisation import apply_gradients, learning_rate_share, make_optimisers, update_average
from .recipe import Recipe
from .substitution import learn_substitution
from .transfer import State

CHECKPOINT_NAME = "checkpoint.pt"
BEST_NAME = "best.pt"
LOG_NAME = "training.jsonl"


class TrainingRun:
    def __init__(self, recipe: Recipe, seed: int, source: ExampleSource, validation: list[EncodedExample], work: Path):
        if not validation:
            raise TrainerError("No validation dialogue gives an example. Give more rows with --data.")
        self.recipe, self.seed, self.source, self.validation, self.work = recipe, seed, source, validation, work
        self.substitution = learn_substitution(source.dialogues)
        model = PersonaDialogueModel(recipe.shape)
        model.initialise(seed)
        average = {name: value.clone() for name, value in model.state_dict().items()}
        self.state = TrainingState(model, make_optimisers(model, recipe), average, Progress())
        if (work / CHECKPOINT_NAME).is_file():
            load_checkpoint(work / CHECKPOINT_NAME, self.state, recipe, seed)

    def run(self, until_step: int | None = None) -> None:
        """Trains to the recipe's end, to the early stop, or to `until_step`; a checkpoint is left at each."""
        last_step = min(self.recipe.steps, until_step or self.recipe.steps)
        losses: list[float] = []
        tokens, started = 0, time.monotonic()
        for batch in self._batches():
            if self.state.progress.step >= last_step or self._has_stopped():
                break
            losses.append(self._step(batch))
            tokens += batch.token_count
            if self.state.progress.step % self.recipe.validate_every_steps == 0:
                speed = tokens / (time.monotonic() - started)
                self._validate(sum(losses) / len(losses), speed)
                losses, tokens, started = [], 0, time.monotonic()
        self._save()

    def _batches(self) -> Iterator[Batch]:
        """Endless, from where the progress stands."""
        progress = self.state.progress
        while True:
            examples = self.source.epoch(progress.epoch, self.substitution)
            seed = (self.seed, progress.epoch)
            batches = training_batches(examples, self.recipe.batch_tokens, self.recipe.prompt_weight, seed)
            if not examples:
                raise TrainerError("No training dialogue gives an example. Give more rows with --data.")
            for index, batch in enumerate(batches):
                if index >= progress.next_batch:
                    yield batch
                    progress.next_batch = index + 1
            progress.epoch, progress.next_batch = progress.epoch + 1, 0

    def _step(self, batch: Batch) -> float:
        state, recipe = self.state, self.recipe
        loss = batch_loss(state.model, batch)
        torch.autograd.backward(loss)
        apply_gradients(state.optimisers, learning_rate_share(state.progress.step, recipe))
        update_average(state.average, state.model, state.progress.step, recipe.average_decay)
        state.progress.step += 1
        return loss.item()

    def _has_stopped(self) -> bool:
        return self.state.progress.validations_without_improvement >= self.recipe.patience

    def _validate(self, training_loss: float, tokens_per_second: float) -> None:
        progress = self.state.progress
        loss = averaged_loss(self.recipe, self.state.average, self.validation)
        if loss < progress.best_validation_loss:
            progress.best_validation_loss, progress.validations_without_improvement = loss, 0
            save_whole(self.work / BEST_NAME, self.state.average)
        else:
            progress.validations_without_improvement += 1
        entry = {
            "step": progress.step,
            "epoch": progress.epoch,
            "training_loss": round(training_loss, 4),
            "validation_loss": round(loss, 4),
            "tokens_per_second": round(tokens_per_second),
        }
        print("  ".join(f"{name} {value}" for name, value in entry.items()), flush=True)
        with (self.work / LOG_NAME).open("a") as log:
            log.write(json.dumps(entry) + "\n")
        self._save()

    def _save(self) -> None:
        save_checkpoint(self.work / CHECKPOINT_NAME, self.state, self.recipe, self.seed)


def read_best(work: Path) -> State:
    path = work / BEST_NAME
    if not path.is_file():
        raise TrainerError(f"There are no trained weights at {path}. Run `python -m parley_mini train` first.")
    state: State = torch.load(path, weights_only=True)
    return state


def batch_loss(model: PersonaDialogueModel, batch: Batch) -> torch.Tensor:
    logits = model(batch.inputs)
    losses = functional.cross_entropy(logits.flatten(0, 1), batch.targets.flatten(), reduction="none")
    weights = batch.weights.flatten()
    return (losses * weights).sum() / weights.sum()


def averaged_loss(recipe: Recipe, average: State, examples: list[EncodedExample]) -> float:
    model = PersonaDialogueModel(recipe.shape)
    model.load_state_dict(average)
    return answer_loss(model, examples, recipe.batch_tokens)


@torch.no_grad()
def answer_loss(model: PersonaDialogueModel, examples: list[EncodedExample], batch_tokens: int) -> float:
    """Mean loss per token of the answers; its exponential is the validation perplexity."""
    total = weight = 0.0
    for batch in validation_batches(examples, batch_tokens):
        counted = float(batch.weights.sum())
        total += batch_loss(model, batch).item() * counted
        weight += counted
    return total / weight
