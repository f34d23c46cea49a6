import unittest

from conversations import GARDENER, LINES, conversation, row

from parley_mini.cleaning import clean_row, normalise
from parley_mini.dialogues import Dialogue


def with_line(index: int, line: str) -> str:
    return conversation((*LINES[:index], line, *LINES[index + 1 :]))


class CleaningTest(unittest.TestCase):
    def test_a_clean_row_keeps_all_its_turns_and_attributes(self) -> None:
        cleaned = clean_row(row(conversation()))
        assert isinstance(cleaned, Dialogue)
        self.assertEqual(cleaned.turns, LINES)
        self.assertEqual(cleaned.profiles[0], GARDENER)

    def test_a_row_with_an_early_fault_is_refused_with_its_reason(self) -> None:
        cases = {
            "no-conversation": "  ",
            "unlabelled-line": conversation() + "\n(They laugh.)",
            "empty-turn": with_line(3, ""),
            "too-short": conversation(LINES[:5]),
            "same-speaker-twice": conversation(LINES[:7]) + "\nUser 1: And another thing.",
            "placeholder": with_line(1, "I am [user 2's name]."),
            "speaker-label-in-text": with_line(2, "Tell me, user 2."),
            "odd-text": with_line(0, "x" * 321),
            "repeats": conversation(("Hi.", "Hi.", "Hi.", *LINES[3:])),
        }
        for reason, text in cases.items():
            with self.subTest(reason):
                self.assertEqual(clean_row(row(text)), reason)

    def test_a_late_fault_costs_only_the_turns_from_it_on(self) -> None:
        for index, kept in ((6, 6), (7, 6), (8, 8), (9, 8)):
            with self.subTest(index=index):
                cleaned = clean_row(row(with_line(index, "See https://example.org for it.")))
                assert isinstance(cleaned, Dialogue)
                self.assertEqual(cleaned.turns, LINES[:kept])

    def test_one_repeated_line_is_ordinary_talk(self) -> None:
        self.assertIsInstance(clean_row(row(with_line(5, LINES[3]))), Dialogue)

    def test_typography_and_spacing_become_plain(self) -> None:
        self.assertEqual(normalise(" “It’s\u00a0 fine…” "), '"It\'s fine..."')


if __name__ == "__main__":
    unittest.main()
