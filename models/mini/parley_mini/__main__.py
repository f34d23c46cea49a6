"""Owns the command line: which phase to run, with which folders."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import TrainerError
from .loop_study import study
from .phases import Rebuild
from .recipe import FINISH_RECIPE, FULL_RECIPE, SMOKE_RECIPE
from .studio_records import read_run

if TYPE_CHECKING:
    from .training import Machine

PHASES = {
    "prepare": "clean the data set's CSV files into dialogues",
    "tokenizer": "learn the byte-level BPE tokenizer",
    "train": "train, or go on from the checkpoint in the work folder",
    "export": "write both engine forms and model.json",
    "evaluate": "write dialogues beside real ones, judge spoilt ones, and measure both",
    "loop": "did a run keep truer conversations than the first candidates? (not part of all)",
    "all": "every phase in this order",
}


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="parley_mini", description="Rebuilds the embedded model Parley-mini.")
    phases = parser.add_subparsers(dest="phase", required=True, metavar="PHASE")
    for name, help_text in PHASES.items():
        phase = phases.add_parser(name, help=help_text, description=help_text)
        phase.add_argument("--work", type=Path, default=Path("work"), help="folder of the rebuild (default: work)")
        phase.add_argument(
            "--smoke", action="store_true", help="tiny size: proves that everything runs, learns nothing"
        )
        phase.add_argument("--finish", action="store_true", help="a short last phase on trained weights, mostly judging")
        phase.add_argument("--seed", type=int, default=0)
        if name in ("prepare", "all"):
            phase.add_argument("--data", type=Path, help="folder of the CSV files (default: $PARLEY_TEST_DATA)")
        if name in ("train", "evaluate", "loop", "all"):
            phase.add_argument("--threads", type=int, default=1, help="CPU threads (default: 1)")
        if name in ("train", "all"):
            _add_machine(phase)
        if name in ("export", "all"):
            phase.add_argument("--out", type=Path, help="folder of the release (default: WORK/release)")
        if name == "loop":
            phase.add_argument("--project", type=Path, help="the project file of a run in the studio; else one is run here")
            phase.add_argument("--pairs", type=int, default=100)
            phase.add_argument("--rounds", type=int, default=3)
            phase.add_argument("--candidates", type=int, default=2)
        if name in ("export", "evaluate", "loop"):
            phase.add_argument("--from-mlc", type=Path, help="take the weights from a folder in MLC form")
        if name in ("train", "all"):
            phase.add_argument("--start-from", type=Path, help="begin with the weights and tokenizer of an MLC folder")
        if name in ("evaluate", "all"):
            phase.add_argument("--count", type=int, default=20, help="dialogues to write (default: 20)")
            phase.add_argument("--judged", type=int, default=20, help="conversations for each critic (default: 20)")
    return parser.parse_args(arguments)


def _add_machine(phase: argparse.ArgumentParser) -> None:
    phase.add_argument("--device", default="cpu", help="cpu or cuda (default: cpu)")
    phase.add_argument("--workers", type=int, default=0, help="processes that draw examples (default: none)")
    phase.add_argument("--compile", action="store_true", help="compile the network first: a minute, then faster")
    phase.add_argument("--minutes", type=float, default=float("inf"), help="stop, and save, after so long")
    phase.add_argument("--steps", type=int, help="steps of the whole run, over which the learning rate falls")


def run(options: argparse.Namespace) -> None:
    recipe = SMOKE_RECIPE if options.smoke else FINISH_RECIPE if options.finish else FULL_RECIPE
    if getattr(options, "steps", None):
        recipe = replace(recipe, steps=options.steps)
    rebuild = Rebuild(recipe, options.work, options.seed)
    every = options.phase == "all"
    if "threads" in options and not getattr(options, "project", None):
        _use_threads(options.threads)
    if every or options.phase == "prepare":
        rebuild.prepare(_data_folder(options.data))
    if options.phase == "tokenizer" or (every and options.start_from is None):
        rebuild.learn_tokenizer()
    if every or options.phase == "train":
        rebuild.train(_machine(options), options.start_from)
    if every or options.phase == "export":
        rebuild.export(options.out or options.work / "release", getattr(options, "from_mlc", None))
    if every or options.phase == "evaluate":
        rebuild.evaluate(options.count, options.judged, getattr(options, "from_mlc", None))
    if options.phase == "loop":
        studied = (
            read_run(options.project)
            if options.project
            else rebuild.run_loop(options.pairs, options.rounds, options.candidates, options.from_mlc)
        )
        print(study(studied).as_table())


def _machine(options: argparse.Namespace) -> "Machine":
    import torch

    from .training import Machine

    return Machine(torch.device(options.device), options.workers, options.compile, options.minutes)


def _use_threads(count: int) -> None:
    try:
        import torch
    except ModuleNotFoundError as cause:
        raise TrainerError(
            "PyTorch is not installed, and this phase needs it. Run `pip install .` in models/mini first."
        ) from cause
    torch.set_num_threads(count)


def _data_folder(given: Path | None) -> Path:
    folder = given or (Path(os.environ["PARLEY_TEST_DATA"]) if os.environ.get("PARLEY_TEST_DATA") else None)
    if folder is None:
        raise TrainerError("No data folder is named. Give --data FOLDER or set PARLEY_TEST_DATA.")
    if not folder.is_dir():
        raise TrainerError(f"The data folder {folder} does not exist. Give --data the folder of the CSV files.")
    return folder


def main() -> int:
    try:
        run(parse_arguments(sys.argv[1:]))
    except TrainerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
