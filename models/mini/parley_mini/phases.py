"""Owns the phases of a rebuild and the files that pass between them in the work folder.

torch is imported inside the phases that need it, so that the others run on bare Python.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .corpus import Part, clean_part, part_files
from .dialogues import read_dialogues, write_dialogues
from .encoding import ExampleSource
from .manifest import write_release
from .mlc_form import Weights, read_mlc
from .recipe import Recipe
from .tokenizer import Tokenizer, read_tokenizer, tokenizer_json
from .tokenizer_training import train_tokenizer, training_texts

if TYPE_CHECKING:
    from .studio_records import StudioRun
    from .training import Machine

PARTS: tuple[Part, ...] = ("train", "valid")


@dataclass(frozen=True)
class Rebuild:
    recipe: Recipe
    work: Path
    seed: int

    def prepare(self, data: Path) -> None:
        self.work.mkdir(parents=True, exist_ok=True)
        for part in PARTS:
            cleaned = clean_part(part_files(data, part), self.recipe.row_limit)
            write_dialogues(self._dialogues(part), cleaned.dialogues)
            refused = ", ".join(f"{reason} {count}" for reason, count in cleaned.refusals.most_common())
            print(f"{part}: kept {len(cleaned.dialogues)} of {cleaned.row_count} rows (refused: {refused or 'none'})")

    def learn_tokenizer(self) -> None:
        texts = training_texts(read_dialogues(self._dialogues("train")))
        tokenizer = train_tokenizer(texts, self.recipe.shape.vocabulary)
        self._tokenizer_path.write_text(tokenizer_json(tokenizer), encoding="utf-8")
        print(f"tokenizer: {tokenizer.size} tokens, the longest {max(tokenizer.pieces, key=len)!r}")

    def train(self, machine: "Machine", from_mlc: Path | None) -> None:
        """From scratch, or on from weights in MLC form with their tokenizer."""
        from .training import TrainingRun
        from .transfer import model_from_weights

        start = None
        if from_mlc is not None:
            weights = read_mlc(from_mlc)
            start = model_from_weights(weights).state_dict()
            self._tokenizer_path.write_text(tokenizer_json(weights.tokenizer), encoding="utf-8")
        tokenizer = read_tokenizer(self._tokenizer_path)
        validation = self._source("valid", tokenizer).validation()
        source = self._source("train", tokenizer)
        TrainingRun(self.recipe, self.seed, source, validation, self.work, machine, start).run()

    def export(self, out: Path, from_mlc: Path | None) -> None:
        weights = self._weights(from_mlc)
        write_release(weights, out)
        print(f"export: {weights.shape.parameter_count:,} parameters in both forms to {out}")

    def evaluate(self, count: int, judged: int, from_mlc: Path | None) -> None:
        from .evaluation import Evaluator
        from .transfer import model_from_weights

        weights = self._weights(from_mlc)
        dialogues = read_dialogues(self._dialogues("valid"))
        evaluator = Evaluator(model_from_weights(weights), weights.tokenizer, self.recipe, self.seed)
        examples = self._source("valid", weights.tokenizer).validation()["write"]
        result = evaluator.evaluate(dialogues, examples, count, judged)
        (self.work / "evaluation.json").write_text(result.as_json(), encoding="utf-8")
        print(result.as_table())

    def run_loop(self, pairs: int, rounds: int, candidates: int, from_mlc: Path | None) -> "StudioRun":
        """Goes on from what `loop.jsonl` in the work folder holds."""
        from .evaluation import choose_dialogues
        from .examples import repaired_profiles
        from .loop_run import Loop
        from .transfer import model_from_weights

        weights = self._weights(from_mlc)
        dialogues = choose_dialogues(read_dialogues(self._dialogues("valid")), pairs)
        loop = Loop(model_from_weights(weights), weights.tokenizer, candidates, self.work / "loop.jsonl")
        return loop.over([repaired_profiles(dialogue) for dialogue in dialogues], rounds)

    def _weights(self, from_mlc: Path | None) -> Weights:
        if from_mlc is not None:
            return read_mlc(from_mlc)
        from .training import read_best
        from .transfer import weights_from_state

        return weights_from_state(self.recipe.shape, read_tokenizer(self._tokenizer_path), read_best(self.work))

    def _source(self, part: Part, tokenizer: Tokenizer) -> ExampleSource:
        return ExampleSource(read_dialogues(self._dialogues(part)), tokenizer, self.recipe, self.seed)

    def _dialogues(self, part: Part) -> Path:
        return self.work / f"dialogues.{part}.jsonl"

    @property
    def _tokenizer_path(self) -> Path:
        return self.work / "tokenizer.json"
