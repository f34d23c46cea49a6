import random
import unittest

from conversations import CELLIST, dialogue

from parley_mini.dialogues import Dialogue
from parley_mini.examples import Example, condensed_example, repaired_profiles
from parley_mini.prompts import answer_text, prompt_text
from parley_mini.substitution import Substitution, learn_substitution
from parley_mini.wording import attribution_leaks, grounded_attributes, repair_attribute


class ExamplesTest(unittest.TestCase):
    def test_the_prompt_form_is_the_one_that_the_studio_sends(self) -> None:
        profiles = (("I have two dogs.", "I work as a nurse."), ("I play the piano.", "I am a student."))
        expected = (
            "User 1: I have two dogs. I work as a nurse.\nUser 2: I play the piano. I am a student.\nConversation"
        )
        self.assertEqual(prompt_text(profiles, 8), expected + " (8 turns):")
        self.assertEqual(prompt_text(profiles, None), expected + ":")
        self.assertEqual(answer_text(("Hi!", "Hello.")), "User 1: Hi!\nUser 2: Hello.")

    def test_attributes_are_repaired_to_sentences(self) -> None:
        cases = {
            "i m a nurse": "I'm a nurse.",
            "i don t smoke .": "I don't smoke.",
            "my cat s name is Bo!": "My cat s name is Bo!",
            "it s what i ve seen": "It's what I've seen.",
            "": "",
        }
        for attribute, repaired in cases.items():
            with self.subTest(attribute):
                self.assertEqual(repair_attribute(attribute), repaired)

    def test_an_example_shows_at_least_three_attributes_and_every_used_one(self) -> None:
        profiles = repaired_profiles(dialogue())
        examples = [condensed_example(dialogue(), random.Random(seed)) for seed in range(50)]
        drawn = [example for example in examples if example is not None]
        self.assertTrue(drawn)
        for example in drawn:
            for speaker in (0, 1):
                shown = example.profiles[speaker]
                used = grounded_attributes(profiles[speaker], example.turns, speaker)
                needed = {a for a, is_used in zip(profiles[speaker], used, strict=True) if is_used}
                self.assertEqual(len(shown), 3)
                self.assertLessEqual(needed, set(shown))
                self.assertLessEqual(set(shown), set(profiles[speaker]))

    def test_a_leak_is_the_other_ones_attribute_claimed_first(self) -> None:
        profiles = (("I keep bees.",), ("I collect stamps.",))
        cases = (
            (("I collect stamps.", "Good for you."), 2),
            (("Hello.", "I collect stamps.", "Stamps, collect them!"), 0),
            (("I keep bees.", "I collect stamps."), 0),
        )
        for turns, leaks in cases:
            with self.subTest(turns):
                self.assertEqual(attribution_leaks(profiles, turns), leaks)


class SubstitutionTest(unittest.TestCase):
    animals = ("dogs", "cats", "horses", "goats", "parrots", "snakes", "frogs", "rabbits", "hens", "geckos")

    def test_a_word_is_swapped_alike_in_profile_and_dialogue(self) -> None:
        substitution = Substitution({("two", "s"): ("llamas",)})
        example = Example((("I have two parrots.",), CELLIST), ("Hi!", "Parrots! I love parrots."), True)
        results = [substitution.apply(example, random.Random(seed)) for seed in range(40)]
        swapped = [result for result in results if result != example]
        self.assertTrue(swapped)
        self.assertLess(len(swapped), len(results), "some examples stay as they are")
        for result in swapped:
            self.assertEqual(result.profiles[0], ("I have two llamas.",))
            self.assertEqual(result.turns, ("Hi!", "Llamas! I love llamas."))

    def test_words_are_learnt_by_what_precedes_them_and_their_ending(self) -> None:
        dialogues = [Dialogue(((f"I have {animal}",), ("I have tea",)), ()) for animal in self.animals]
        learnt = learn_substitution(dialogues).words_by_slot
        self.assertEqual(learnt, {("have", "s"): tuple(sorted(self.animals))})

    def test_a_word_that_the_dialogue_does_not_use_stays(self) -> None:
        substitution = Substitution({("have", "s"): self.animals})
        example = Example((("I have parrots.",), CELLIST), ("Hi!", "Hello."), False)
        for seed in range(20):
            self.assertEqual(substitution.apply(example, random.Random(seed)), example)


if __name__ == "__main__":
    unittest.main()
