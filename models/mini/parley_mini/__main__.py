"""Owns the command line: which phase to run, with which folders."""

import argparse
import os
import sys
from pathlib import Path

from .errors import TrainerError
from .phases import Rebuild
from .recipe import FULL_RECIPE, SMOKE_RECIPE

PHASES = {
    "prepare": "clean the data set's CSV files into dialogues",
    "tokenizer": "learn the byte-level BPE tokenizer",
    "train": "train, or go on from the checkpoint in the work folder",
    "export": "write both engine forms and model.json",
    "evaluate": "write dialogues and measure them beside real ones",
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
        phase.add_argument("--seed", type=int, default=0)
        if name in ("prepare", "all"):
            phase.add_argument("--data", type=Path, help="folder of the CSV files (default: $PARLEY_TEST_DATA)")
        if name in ("train", "evaluate", "all"):
            phase.add_argument("--threads", type=int, default=1, help="CPU threads (default: 1)")
        if name in ("export", "all"):
            phase.add_argument("--out", type=Path, help="folder of the release (default: WORK/release)")
        if name in ("export", "evaluate"):
            phase.add_argument("--from-mlc", type=Path, help="take the weights from a folder in MLC form")
        if name in ("evaluate", "all"):
            phase.add_argument("--count", type=int, default=20, help="dialogues to write (default: 20)")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> None:
    rebuild = Rebuild(SMOKE_RECIPE if options.smoke else FULL_RECIPE, options.work, options.seed)
    every = options.phase == "all"
    if "threads" in options:
        _use_threads(options.threads)
    if every or options.phase == "prepare":
        rebuild.prepare(_data_folder(options.data))
    if every or options.phase == "tokenizer":
        rebuild.learn_tokenizer()
    if every or options.phase == "train":
        rebuild.train()
    if every or options.phase == "export":
        rebuild.export(options.out or options.work / "release", getattr(options, "from_mlc", None))
    if every or options.phase == "evaluate":
        rebuild.evaluate(options.count, getattr(options, "from_mlc", None))


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
