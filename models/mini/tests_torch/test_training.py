"""The parts that need torch. Run where it is installed: `python -m unittest discover -s models/mini/tests_torch`."""

import dataclasses
import itertools
import sys
import tempfile
import unittest
from pathlib import Path

TRAINER_FOLDER = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TRAINER_FOLDER), str(TRAINER_FOLDER / "tests")]

import torch  # noqa: E402
from conversations import dialogue  # noqa: E402

from parley_mini.batches import training_batches  # noqa: E402
from parley_mini.dialogues import Dialogue  # noqa: E402
from parley_mini.encoding import EncodedExample, ExampleSource  # noqa: E402
from parley_mini.errors import TrainerError  # noqa: E402
from parley_mini.generation import Sampling, generate  # noqa: E402
from parley_mini.model import PersonaDialogueModel  # noqa: E402
from parley_mini.numbers import float32_from_bfloat16  # noqa: E402
from parley_mini.optimisation import learning_rate_share  # noqa: E402
from parley_mini.recipe import FULL_RECIPE, SMOKE_RECIPE  # noqa: E402
from parley_mini.shape import PARLEY_MINI, SMOKE, ModelShape  # noqa: E402
from parley_mini.tokenizer import Tokenizer  # noqa: E402
from parley_mini.tokenizer_training import train_tokenizer, training_texts  # noqa: E402
from parley_mini.supply import batch_stream  # noqa: E402
from parley_mini.training import Machine, TrainingRun  # noqa: E402
from parley_mini.transfer import State, model_from_weights, weights_from_state  # noqa: E402

TINY = ModelShape(vocabulary=300, width=64, layers=2, feed_forward=96)
RECIPE = dataclasses.replace(
    SMOKE_RECIPE, shape=TINY, steps=8, warm_up_steps=2, validate_every_steps=2, batch_tokens=600
)


def dialogues() -> list[Dialogue]:
    return [dialogue()] * 6


def tokenizer() -> Tokenizer:
    return train_tokenizer([*training_texts(dialogues())], TINY.vocabulary)


def tiny_model(seed: int = 0) -> PersonaDialogueModel:
    model = PersonaDialogueModel(TINY)
    model.initialise(seed)
    return model.eval()


class ModelTest(unittest.TestCase):
    def test_its_parameters_are_the_tensors_of_its_shape(self) -> None:
        for shape in (PARLEY_MINI, SMOKE, TINY):
            model = PersonaDialogueModel(shape)
            found = {name: tuple(value.shape) for name, value in model.state_dict().items()}
            self.assertEqual(found, {form.trainer_name: form.shape for form in shape.tensors()})
            self.assertEqual(sum(p.numel() for p in model.parameters()), shape.parameter_count)

    @torch.no_grad()
    def test_reading_with_memory_gives_the_logits_of_reading_at_once(self) -> None:
        model = tiny_model()
        tokens = torch.randint(0, TINY.vocabulary, (3, 12), generator=torch.Generator().manual_seed(1))
        memory = model.empty_memory(3)
        parts = [model(tokens[:, :5], 0, memory)]
        parts += [model(tokens[:, position : position + 1], position, memory) for position in range(5, 12)]
        torch.testing.assert_close(torch.cat(parts, 1), model(tokens), rtol=1e-4, atol=1e-5)

    def test_a_batch_writes_what_each_prompt_would_get_alone(self) -> None:
        model, words = tiny_model(), tokenizer()
        greedy = Sampling(temperature=0, longest_answer_tokens=12)
        prompts = ["Hi", "User 1: I grow tomatoes.\nUser 2: I have two parrots.\nConversation:"]
        together = generate(model, words, prompts, greedy)
        alone = [generate(model, words, [prompt], greedy)[0] for prompt in prompts]
        self.assertEqual(together, alone)

    def test_export_rounds_as_torch_does_and_comes_back(self) -> None:
        model = tiny_model()
        weights = weights_from_state(TINY, tokenizer(), model.state_dict())
        for form in TINY.tensors():
            rounded = model.state_dict()[form.trainer_name].bfloat16().float().flatten().tolist()
            self.assertEqual(float32_from_bfloat16(weights.tensors[form.mlc_name]).tolist(), rounded)
        again = weights_from_state(TINY, weights.tokenizer, model_from_weights(weights).state_dict())
        self.assertEqual(again, weights)


class TrainingTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        torch.set_num_threads(1)

    def training_run(self, name: str, seed: int = 0, machine: Machine = Machine()) -> TrainingRun:
        work = self.folder / name
        work.mkdir(exist_ok=True)
        source = ExampleSource(dialogues(), tokenizer(), RECIPE, seed)
        return TrainingRun(RECIPE, seed, source, source.validation(), work, machine)

    def trained(self, name: str, *stops: int) -> State:
        for stop in stops:
            run = self.training_run(name)
            run.run(until_step=stop)
        return run.state.average

    def test_a_restarted_run_ends_with_the_very_weights_of_an_unbroken_one(self) -> None:
        unbroken, restarted = self.trained("unbroken", 8), self.trained("restarted", 3, 5, 8)
        for name, value in unbroken.items():
            self.assertTrue(torch.equal(value, restarted[name]), name)

    def test_training_lowers_the_validation_loss(self) -> None:
        run = self.training_run("learning")
        run.run(until_step=2)
        first = run.state.progress.best_validation_loss
        run.run()
        self.assertLess(run.state.progress.best_validation_loss, first)

    def test_a_checkpoint_of_another_run_is_refused(self) -> None:
        self.training_run("seeded").run(until_step=1)
        with self.assertRaisesRegex(TrainerError, "another recipe or seed"):
            self.training_run("seeded", seed=1)

    def test_a_batch_counts_each_token_as_its_example_says_and_padding_not(self) -> None:
        examples = [
            EncodedExample(list(range(10)), [0.25] * 4 + [1.0] * 6),
            EncodedExample(list(range(20, 25)), [0.0] * 2 + [3.0] * 3),
        ]
        (packed,) = training_batches(examples, 1_000, (0, 0))
        batch = packed.unpacked()
        for row in range(2):
            example = next(e for e in examples if e.tokens[0] == batch.inputs[row, 0])
            length = len(example.tokens) - 1
            self.assertEqual(batch.targets[row, :length].tolist(), example.tokens[1:])
            expected = [*example.weights[1:], *[0.0] * (batch.weights.shape[1] - length)]
            self.assertEqual(batch.weights[row].tolist(), expected)

    def test_workers_draw_the_same_batches_in_the_same_order(self) -> None:
        source = ExampleSource(dialogues(), tokenizer(), RECIPE, 0)
        for (number, alone), (other, drawn) in itertools.islice(
            zip(batch_stream(source, 0, 0), batch_stream(source, 0, 2), strict=False), 4
        ):
            self.assertEqual(number, other)
            for one, two in zip(alone, drawn, strict=True):
                self.assertTrue((one.tokens == two.tokens).all() and (one.weights == two.weights).all())

    def test_a_limit_of_time_ends_the_run_with_its_weights_saved(self) -> None:
        run = self.training_run("limited", machine=Machine(minutes=1e-9))
        run.run()
        self.assertEqual(run.state.progress.step, 0)
        self.assertTrue((self.folder / "limited" / "checkpoint.pt").is_file())

    def test_the_learning_rate_warms_up_holds_and_falls(self) -> None:
        shares = [learning_rate_share(step, FULL_RECIPE) for step in range(FULL_RECIPE.steps)]
        self.assertLess(shares[0], 0.02)
        held = int(FULL_RECIPE.steps * FULL_RECIPE.hold_share)
        self.assertEqual(shares[200:held], [1.0] * (held - 200))
        self.assertEqual(shares[held:], sorted(shares[held:], reverse=True))
        self.assertLess(learning_rate_share(500, FULL_RECIPE, time_used=1), 0.02)
        self.assertLess(shares[-1], 0.02)


if __name__ == "__main__":
    unittest.main()
