"""Owns the training run: steps, validation of the averaged weights, early stop, restart, a limit of time, and its log."""

import copy
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from .batches import Batch, validation_batches
from .checkpoint import Progress, TrainingState, load_checkpoint, save_checkpoint, save_whole
from .encoding import EncodedExample, ExampleSource
from .errors import TrainerError
from .model import PersonaDialogueModel
from .optimisation import apply_gradients, learning_rate_share, make_optimisers, update_average
from .recipe import Recipe
from .supply import batch_stream
from .tasks import TaskKind
from .transfer import State

CHECKPOINT_NAME = "checkpoint.pt"
BEST_NAME = "best.pt"
LOG_NAME = "training.jsonl"

Validation = dict[TaskKind, list[EncodedExample]]


@dataclass(frozen=True)
class Machine:
    """Where it trains. `minutes`: by then the learning rate has fallen, and it validates, saves and ends."""

    device: torch.device = torch.device("cpu")
    workers: int = 0
    compiled: bool = False
    minutes: float = float("inf")


class TrainingRun:
    def __init__(
        self,
        recipe: Recipe,
        seed: int,
        source: ExampleSource,
        validation: Validation,
        work: Path,
        machine: Machine = Machine(),
        start: State | None = None,
    ):
        if not all(validation.values()):
            raise TrainerError("No validation dialogue gives an example. Give more rows with --data.")
        self.recipe, self.seed, self.source, self.validation, self.work = recipe, seed, source, validation, work
        self.machine, self._begun = machine, time.monotonic()
        model = PersonaDialogueModel(recipe.shape, recipe.dropout)
        model.initialise(seed)
        if start is not None:
            model.load_state_dict(start)
        model.to(machine.device)
        average = {name: value.clone() for name, value in model.state_dict().items()}
        self.state = TrainingState(model, make_optimisers(model, recipe), average, Progress())
        if (work / CHECKPOINT_NAME).is_file():
            load_checkpoint(work / CHECKPOINT_NAME, self.state, recipe, seed)
        self._forward = torch.compile(model, dynamic=True) if machine.compiled else model

    def run(self, until_step: int | None = None) -> None:
        """Trains to the recipe's end, the early stop, the machine's limit or `until_step`; a checkpoint is left at each."""
        last_step = min(self.recipe.steps, until_step or self.recipe.steps)
        losses: list[torch.Tensor] = []
        tokens, started = 0, time.monotonic()
        for batch in self._batches():
            if self.state.progress.step >= last_step or self._has_stopped() or self._time_used() >= 1:
                break
            losses.append(self._step(batch))
            tokens += batch.token_count
            if self.state.progress.step % self.recipe.validate_every_steps == 0:
                mean_loss = torch.stack(losses).mean().item()
                self._validate(mean_loss, tokens / (time.monotonic() - started))
                losses, tokens, started = [], 0, time.monotonic()
        if losses:
            self._validate(torch.stack(losses).mean().item(), tokens / (time.monotonic() - started))
        else:
            self._save()

    def _batches(self) -> Iterator[Batch]:
        """Endless, from where the progress stands."""
        progress = self.state.progress
        for number, batches in batch_stream(self.source, progress.chunk, self.machine.workers):
            for index, packed in enumerate(batches):
                if number > progress.chunk or index >= progress.next_batch:
                    yield packed.unpacked().to(self.machine.device)
                    progress.chunk, progress.next_batch = number, index + 1
            progress.chunk, progress.next_batch = number + 1, 0

    def _step(self, batch: Batch) -> torch.Tensor:
        state, recipe = self.state, self.recipe
        # What is dropped depends on the step alone, so that a restart drops the same.
        torch.manual_seed(self.seed * 1_000_003 + state.progress.step)
        loss = batch_loss(self._forward, batch)
        torch.autograd.backward(loss)
        apply_gradients(state.optimisers, learning_rate_share(state.progress.step, recipe, self._time_used()))
        update_average(state.average, state.model, state.progress.step, recipe.average_decay)
        state.progress.step += 1
        return loss.detach()

    def _time_used(self) -> float:
        return (time.monotonic() - self._begun) / (60 * self.machine.minutes)

    def _has_stopped(self) -> bool:
        return self.state.progress.validations_without_improvement >= self.recipe.patience

    def _validate(self, training_loss: float, tokens_per_second: float) -> None:
        progress = self.state.progress
        losses = self._averaged_losses()
        loss = sum(losses.values())
        if loss < progress.best_validation_loss:
            progress.best_validation_loss, progress.validations_without_improvement = loss, 0
            save_whole(self.work / BEST_NAME, on_cpu(self.state.average))
        else:
            progress.validations_without_improvement += 1
        entry = {
            "step": progress.step,
            "chunk": progress.chunk,
            "training_loss": round(training_loss, 4),
            "validation_loss": round(loss, 4),
            **{kind: round(value, 4) for kind, value in losses.items()},
            "tokens_per_second": round(tokens_per_second),
        }
        print("  ".join(f"{name} {value}" for name, value in entry.items()), flush=True)
        with (self.work / LOG_NAME).open("a") as log:
            log.write(json.dumps(entry) + "\n")
        self._save()

    def _averaged_losses(self) -> dict[TaskKind, float]:
        model = copy.deepcopy(self.state.model).eval()
        model.load_state_dict(self.state.average)
        return {kind: answer_loss(model, examples, _VALIDATION_TOKENS) for kind, examples in self.validation.items()}

    def _save(self) -> None:
        save_checkpoint(self.work / CHECKPOINT_NAME, self.state, self.recipe, self.seed)


_VALIDATION_TOKENS = 16_384


def on_cpu(state: State) -> State:
    return {name: value.cpu() for name, value in state.items()}


def read_best(work: Path) -> State:
    path = work / BEST_NAME
    if not path.is_file():
        raise TrainerError(f"There are no trained weights at {path}. Run `python -m parley_mini train` first.")
    state: State = torch.load(path, weights_only=True, map_location="cpu")
    return state


def batch_loss(model: torch.nn.Module, batch: Batch) -> torch.Tensor:
    """Weighted mean over the tokens; in bfloat16 while training."""
    with torch.autocast(batch.inputs.device.type, torch.bfloat16, enabled=torch.is_grad_enabled()):
        logits = model(batch.inputs)
    losses = functional.cross_entropy(logits.float().flatten(0, 1), batch.targets.flatten(), reduction="none")
    weights = batch.weights.flatten()
    return (losses * weights).sum() / weights.sum()


@torch.no_grad()
def answer_loss(model: PersonaDialogueModel, examples: list[EncodedExample], batch_tokens: int) -> float:
    """Mean loss per token of the answers, by their weights; of writing, its exponential is the validation perplexity."""
    device = model.output.weight.device
    total = weight = 0.0
    for batch in validation_batches(examples, batch_tokens):
        counted = float(batch.weights.sum())
        total += batch_loss(model, batch.to(device)).item() * counted
        weight += counted
    return total / weight
