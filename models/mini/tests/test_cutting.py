import random
import unittest

from conversations import LINES

from parley_mini.cutting import closing_strength, condensed_forms, long_cut, short_cut


class CuttingTest(unittest.TestCase):
    def test_turns_are_ranked_by_how_much_they_sound_like_the_last(self) -> None:
        cases = {"Do you like tea?": 0, "I have a dog.": 1, "Sounds good, let us do that.": 2, "Bye, take care!": 3}
        for turn, strength in cases.items():
            with self.subTest(turn):
                self.assertEqual(closing_strength(turn), strength)

    def test_every_form_alternates_and_never_ends_on_a_question(self) -> None:
        chance = random.Random(1)
        for _ in range(300):
            turns = tuple(
                f"{chance.choice(['I', 'So do you', 'My bye'])} {i}{chance.choice('.?')}"
                for i in range(chance.randint(6, 30))
            )
            position = {turn: index for index, turn in enumerate(turns)}
            for form in condensed_forms(turns):
                self.assertNotIn("?", form[-1])
                self.assertLessEqual(5, len(form))
                self.assertLessEqual(len(form), 10)
                for index, turn in enumerate(form):
                    self.assertEqual(position[turn] % 2, index % 2, "a turn changed its speaker")

    def test_a_greeting_is_spliced_to_a_later_topic_and_the_farewell(self) -> None:
        turns = (
            "Hi!",
            "Hello.",
            *LINES[1:],
            "Well, I paint.",
            "Lovely.",
            "I paint boats.",
            "Nice.",
            "Bye!",
            "See you!",
        )
        forms = condensed_forms(turns)
        self.assertTrue(any(form[:2] == turns[:2] and form[-2:] == turns[-2:] for form in forms))

    def test_cuts_have_the_asked_length(self) -> None:
        turns = tuple(f"I said {index}." for index in range(20))
        for seed in range(30):
            short, long = short_cut(turns, random.Random(seed)), long_cut(turns, random.Random(seed))
            assert short is not None and long is not None
            self.assertIn(len(short), range(6, 11))
            self.assertIn(len(long), range(10, 17))

    def test_a_dialogue_of_questions_has_no_cut(self) -> None:
        self.assertIsNone(short_cut(("Why?",) * 12, random.Random(0)))


if __name__ == "__main__":
    unittest.main()
