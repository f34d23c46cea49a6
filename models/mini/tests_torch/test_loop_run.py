"""The loop as the trainer runs it: cut off and gone on with, and what it keeps."""

import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

TRAINER_FOLDER = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TRAINER_FOLDER), str(TRAINER_FOLDER / "tests")]

from conversations import dialogue  # noqa: E402

from parley_mini.generation import Answer  # noqa: E402
from parley_mini.loop_run import Loop  # noqa: E402
from parley_mini.model import PersonaDialogueModel  # noqa: E402
from parley_mini.shape import ModelShape  # noqa: E402
from parley_mini.tokenizer_training import train_tokenizer, training_texts  # noqa: E402

TINY = ModelShape(vocabulary=300, width=64, layers=2, feed_forward=96)
PAIR = (("I have two dogs.", "I work as a nurse."), ("I play the piano.", "I am a student."))
GOOD = "User 1: Hi!\nUser 2: Hello. How are you?\nUser 1: I am well.\nUser 2: Good to hear."
BROKEN = "User 1: Hi!\nHello."


class LoopRunTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.tokenizer = train_tokenizer([*training_texts([dialogue()] * 6)], TINY.vocabulary)
        self.model = PersonaDialogueModel(TINY).eval()
        self.model.initialise(3)

    def loop(self, name: str) -> Loop:
        return Loop(self.model, self.tokenizer, 2, self.folder / name)

    def test_a_run_that_was_cut_off_goes_on_to_the_same_end(self) -> None:
        answers = [Answer(text, True) for text in (GOOD, BROKEN, GOOD.replace("Hi", "Hello"))]

        def written(_model: object, _tokenizer: object, prompts: list[str], sampling: object) -> list[Answer]:
            return [answers[(len(prompt) + sampling.seed) % 3] for prompt in prompts]  # type: ignore[attr-defined]

        with patch("parley_mini.loop_run.generate", written):
            whole = self.loop("whole").over([PAIR, PAIR[::-1]], 3)
            self.loop("cut").over([PAIR, PAIR[::-1]], 1)
            self.assertEqual(self.loop("cut").over([PAIR, PAIR[::-1]], 3), whole)
        for place, id in whole.kept.items():
            kept = next(one for one in whole.candidates if one.id == id)
            self.assertEqual((kept.place, kept.hard_faults), (place, ()))
        self.assertTrue(any(one.exemplars for one in whole.candidates if one.place[0] > 0))

    def test_what_is_broken_is_written_again_and_never_kept(self) -> None:
        def written(_model: object, _tokenizer: object, prompts: list[str], _sampling: object) -> list[Answer]:
            return [Answer(BROKEN, True) for _ in prompts]

        with patch("parley_mini.loop_run.generate", written):
            run = self.loop("broken").over([PAIR], 1)
        self.assertEqual(run.kept, {})
        self.assertEqual([one.attempt for one in run.candidates], [0, 0, 1, 1, 2, 2])


if __name__ == "__main__":
    unittest.main()
