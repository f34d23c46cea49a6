"""Answers in a fixed form, held to a plain greedy search over whole texts."""

import sys
import unittest
from pathlib import Path

TRAINER_FOLDER = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TRAINER_FOLDER), str(TRAINER_FOLDER / "tests")]

import torch  # noqa: E402
from conversations import dialogue  # noqa: E402

from parley_mini.choosing import Line, choose  # noqa: E402
from parley_mini.model import PersonaDialogueModel  # noqa: E402
from parley_mini.shape import ModelShape  # noqa: E402
from parley_mini.tokenizer_training import train_tokenizer, training_texts  # noqa: E402

TINY = ModelShape(vocabulary=300, width=64, layers=2, feed_forward=96)
LINES = [Line("1:", (" yes", " no", " -")), Line("2:", (" 1 yes", " 12 yes", " 1 no")), Line("3:", (" A", " B"))]


class ChoosingTest(unittest.TestCase):
    @torch.no_grad()
    def test_what_is_chosen_is_what_greedy_decoding_under_the_form_gives(self) -> None:
        tokenizer = train_tokenizer([*training_texts([dialogue()] * 6)], TINY.vocabulary)
        for seed in range(5):
            model = PersonaDialogueModel(TINY).eval()
            model.initialise(seed)
            chosen = choose(model, tokenizer, "Faithful?", LINES)
            read = tokenizer.chat_prompt("Faithful?")
            for index, (line, said) in enumerate(zip(LINES, chosen, strict=True)):
                read = read + tokenizer.encode(("\n" if index else "") + line.given)
                left = {option: tokenizer.encode(option) for option in line.options}
                place = 0
                while len(left) > 1:
                    logits = model(torch.tensor([read]))[0, -1]
                    allowed = {tokens[place] for tokens in left.values()}
                    best = max(sorted(allowed), key=lambda token: float(logits[token]))
                    left = {option: tokens for option, tokens in left.items() if tokens[place] == best}
                    read, place = [*read, best], place + 1
                ((option, tokens),) = left.items()
                read = read + tokens[place:]
                self.assertEqual(said, option)


if __name__ == "__main__":
    unittest.main()
