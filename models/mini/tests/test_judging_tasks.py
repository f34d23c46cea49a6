import random
import unittest

from conversations import CELLIST, GARDENER, LINES, dialogue

from parley_mini.attribution_task import claimed_conversation
from parley_mini.comparison_task import comparison
from parley_mini.corruption import SPOILERS
from parley_mini.dialogues import Dialogue
from parley_mini.encoding import encode_task
from parley_mini.evidence import evidence_of, nearest_turn, places_of
from parley_mini.faithfulness_task import marked_conversation
from parley_mini.library import Library
from parley_mini.negation import is_negative, opposite
from parley_mini.prompts import DIMENSIONS
from parley_mini.rewording import exclusive_value, unclaimed
from parley_mini.substitution import Substitution
from parley_mini.tokenizer_training import train_tokenizer, training_texts
from parley_mini.wording import content_words, repair_attribute

PROFILES = (tuple(map(repair_attribute, GARDENER)), CELLIST)
OTHER = Dialogue((("I drive a red car.",), ("My favorite color is blue.",)), tuple(f"Turn {n}." for n in range(12)))
LIBRARY = Library([dialogue(), OTHER], Substitution({}))


class NegationTest(unittest.TestCase):
    def test_a_sentence_and_its_opposite_differ_in_what_they_deny(self) -> None:
        for sentence in ("I have two dogs.", "I love tea.", "I'm a nurse.", "My cat is old.", "I work at night.",
                         "I don't smoke.", "I never fly.", "I went to Paris."):
            for seed in range(6):
                with self.subTest(sentence, seed=seed):
                    denied = opposite(sentence, random.Random(seed))
                    self.assertIsNotNone(denied)
                    self.assertNotEqual(is_negative(sentence), is_negative(denied or ""))

    def test_a_sentence_of_several_clauses_has_none(self) -> None:
        for sentence in ("I love tea and I hate milk.", "I have a dog, but he sleeps.", "I run because it helps."):
            self.assertIsNone(opposite(sentence, random.Random(0)), sentence)


class EvidenceTest(unittest.TestCase):
    def test_what_is_said_is_found_in_its_owners_statement(self) -> None:
        found = evidence_of("I have two parrots.", ("Hi.", "My two parrots sing.", "Two parrots?"), range(1, 3, 2))
        self.assertEqual((found.kind, found.turn, found.sentence), ("said", 1, 0))

    def test_a_question_and_a_denial_are_no_evidence(self) -> None:
        for turn in ("Do I have two parrots?", "I have no two parrots."):
            self.assertEqual(evidence_of("I have two parrots.", (turn,), range(1)).kind, "unclear")

    def test_the_nearest_turn_shares_most_words(self) -> None:
        turns = ("I like parrots.", "x", "My two parrots play the cello.", "y")
        self.assertEqual(nearest_turn("I have two parrots.", turns, places_of(turns, 0)), 2)
        self.assertIsNone(nearest_turn("I have two parrots.", turns, places_of(turns, 1)))


class TasksTest(unittest.TestCase):
    def test_what_is_marked_is_in_the_turn_that_shows_it(self) -> None:
        seen = set()
        for seed in range(200):
            marked = marked_conversation(PROFILES, LINES, LIBRARY, random.Random(seed))
            for item, turn in marked.held_against() if marked else []:
                seen.add(item.mark)
                self.assertTrue(content_words(item.attribute) & content_words(marked.turns[turn]))
        self.assertLessEqual({"yes", "no"}, seen)

    def test_a_claim_is_yes_only_where_it_is_made(self) -> None:
        seen = set()
        for seed in range(100):
            claimed = claimed_conversation(PROFILES, LINES, LIBRARY, random.Random(seed))
            for claim in claimed.claims if claimed else ():
                seen.add(claim.claimed)
                self.assertTrue(content_words(claim.attribute) & content_words(claimed.turns[claim.turn]))
        self.assertEqual(seen, {True, False})

    def test_the_spoilt_one_loses_and_its_place_is_drawn(self) -> None:
        places = set()
        for seed in range(300):
            compared = comparison(LINES, LINES, OTHER.turns, random.Random(seed))
            if compared and len(compared.made_by) == 1:
                for better in compared.better.values():
                    self.assertEqual(compared.conversations[better], LINES)
                    places.add(better)
        self.assertEqual(places, {0, 1})

    def test_every_spoiler_names_known_dimensions_and_changes_the_conversation(self) -> None:
        for name, spoil, spoils in SPOILERS:
            self.assertLessEqual(set(spoils), set(DIMENSIONS))
            results = [spoil(LINES, OTHER.turns, random.Random(seed)) for seed in range(20)]
            self.assertTrue(any(result not in (None, LINES) for result in results), name)

    def test_an_answer_encodes_in_pieces_as_it_would_whole(self) -> None:
        tokenizer = train_tokenizer([*training_texts([dialogue()] * 6)], 300)
        for seed in range(20):
            marked = marked_conversation(PROFILES, LINES, LIBRARY, random.Random(seed))
            task = marked.task() if marked else None
            if task:
                encoded = encode_task(task, tokenizer)
                whole = [*tokenizer.chat_prompt(task.prompt), *tokenizer.encode(task.answer_text)]
                self.assertEqual(encoded.tokens[:-1], whole)
                self.assertEqual(len(encoded.tokens), len(encoded.weights))

    def test_values_that_exclude_each_other_and_words_without_a_claim(self) -> None:
        self.assertIsNotNone(exclusive_value("My favorite color is blue."))
        self.assertIsNone(exclusive_value("I like blue."))
        for seed in range(10):
            said = unclaimed("I have two dogs.", random.Random(seed))
            self.assertIn("two dogs", said or "")


if __name__ == "__main__":
    unittest.main()
