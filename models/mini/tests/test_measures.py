import unittest

from conversations import CELLIST, GARDENER, LINES, conversation

from parley_mini.measures import WrittenDialogue, distinct_2, measure

PROFILES = (GARDENER, CELLIST)


class MeasuresTest(unittest.TestCase):
    def test_a_good_dialogue_is_readable_alternating_and_ended(self) -> None:
        measures = measure([WrittenDialogue(PROFILES, conversation(), True)])
        self.assertEqual((measures.readable, measures.alternating, measures.ended), (1, 1, 1))
        self.assertEqual(measures.turns, len(LINES))
        self.assertEqual(measures.speaker_uses_own_profile, 1)
        # Tomatoes and balcony, bus and driving; two parrots, the cello, and the radios count as well.
        self.assertGreaterEqual(measures.own_attributes_used, 0.5)

    def test_faults_of_form_show_in_their_own_figure(self) -> None:
        cases = (
            ("Once upon a time\nUser 1: Hi.", 0, 0),
            ("User 1: Hi.\nUser 1: Hello?", 1, 0),
            ("", 0, 0),
        )
        for text, readable, alternating in cases:
            with self.subTest(text):
                measures = measure([WrittenDialogue(PROFILES, text, False)])
                self.assertEqual((measures.readable, measures.alternating, measures.ended), (readable, alternating, 0))

    def test_a_leak_and_a_repeated_line_are_counted(self) -> None:
        text = conversation(("I play the cello in an orchestra.", "Oh.", "oh."))
        measures = measure([WrittenDialogue(PROFILES, text, True)])
        self.assertEqual(measures.dialogues_with_leak, 1)
        self.assertAlmostEqual(measures.repeated_lines, 1 / 3)

    def test_distinct_2_is_the_share_of_different_bigrams_in_a_fixed_budget(self) -> None:
        cases = ((["a b a b a"], 0.5), (["a b c"], 1.0), ([], 0.0), (["a " * 5_000], 1 / 1_200))
        for turns, share in cases:
            with self.subTest(share=share):
                self.assertAlmostEqual(distinct_2(turns), share)


if __name__ == "__main__":
    unittest.main()
