import json
import random
import tempfile
import unittest
from pathlib import Path

from conversations import dialogue
from package_path import SHIPPED_MLC

from parley_mini.errors import TrainerError
from parley_mini.tokenizer import Tokenizer, read_tokenizer, tokenizer_json
from parley_mini.tokenizer_training import train_tokenizer, training_texts


def random_text(chance: random.Random) -> str:
    """Any code points but surrogates, often the ones that the split treats apart."""
    special = "  \n\t'sé日本🙂½²_-.,!?'ll0123I'm\u0301\u200b\x00<|im_end|>"
    ranges = ((0, 0x7F), (0x80, 0x2FF), (0x300, 0xD7FF), (0xE000, 0x10FFFF))
    return "".join(
        chance.choice(special) if chance.random() < 0.6 else chr(chance.randint(*chance.choice(ranges)))
        for _ in range(chance.randint(0, 40))
    )


def trained() -> Tokenizer:
    return train_tokenizer([*training_texts([dialogue()] * 2)], 300)


class TokenizerTest(unittest.TestCase):
    def test_any_text_comes_back_from_its_tokens(self) -> None:
        for name, tokenizer in (("shipped", read_tokenizer(SHIPPED_MLC / "tokenizer.json")), ("trained", trained())):
            chance = random.Random(7)
            for _ in range(1_500):
                text = random_text(chance)
                with self.subTest(name, text=text):
                    tokens = tokenizer.encode(text)
                    self.assertEqual(tokenizer.decode(tokens), text)
                    self.assertTrue(all(token < tokenizer.end_of_text for token in tokens), "text made a special token")

    def test_merging_saves_tokens_on_the_text_it_was_learnt_from(self) -> None:
        text = next(iter(training_texts([dialogue()])))
        self.assertLess(len(trained().encode(text)), 0.75 * len(text))

    def test_training_twice_gives_the_same_tokenizer(self) -> None:
        self.assertEqual(trained(), trained())

    def test_the_file_form_is_that_of_the_shipped_file(self) -> None:
        shipped = (SHIPPED_MLC / "tokenizer.json").read_text(encoding="utf-8")
        self.assertEqual(tokenizer_json(read_tokenizer(SHIPPED_MLC / "tokenizer.json")), shipped)

    def test_a_trained_tokenizer_survives_its_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tokenizer.json"
            path.write_text(tokenizer_json(trained()), encoding="utf-8")
            self.assertEqual(read_tokenizer(path), trained())
            self.assertEqual(len(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]), 297)

    def test_a_prompt_is_one_chatml_message_and_an_opened_answer(self) -> None:
        tokenizer = trained()
        start, end = tokenizer.special_id("<|im_start|>"), tokenizer.end_of_message
        tokens = tokenizer.chat_prompt("Hi")
        expected = [start, *tokenizer.encode("user\nHi"), end, *tokenizer.encode("\n"), start]
        self.assertEqual(tokens, expected + tokenizer.encode("assistant\n"))

    def test_too_few_words_are_refused_with_a_next_step(self) -> None:
        with self.assertRaisesRegex(TrainerError, "--smoke"):
            train_tokenizer(["aa aa"], 3_000)


if __name__ == "__main__":
    unittest.main()
