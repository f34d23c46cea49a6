import json
import unittest

from package_path import TRAINER_FOLDER

from parley_mini.prompts import (
    answer_text,
    attribute_prompt,
    attribution_prompt,
    comparison_prompt,
    faithfulness_prompt,
    prompt_text,
    prompt_text_with_exemplar,
)

FORMS = json.loads((TRAINER_FOLDER / "prompt_forms.json").read_text(encoding="utf-8"))


def texts(turns: list[dict[str, object]]) -> tuple[str, ...]:
    return tuple(str(turn["text"]) for turn in turns)


def profiles(form: dict[str, list[list[str]]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = (tuple(profile) for profile in form["profiles"])
    return first, second


def held(asked: list[dict[str, object]]) -> list[tuple[int, str]]:
    return [(int(str(one["turn"])), str(one["text"])) for one in asked]


class PromptsTest(unittest.TestCase):
    """What the studio sends is held to the same file."""

    def test_the_writing_form_is_the_one_that_the_studio_sends(self) -> None:
        form = FORMS["writing"]
        self.assertEqual(prompt_text(profiles(form), form["turns"]), form["prompt"])

    def test_the_form_with_an_exemplar_is_the_one_that_the_studio_sends(self) -> None:
        form = FORMS["exemplar"]
        turns = texts(form["shown"]["turns"])
        exemplar = f"{prompt_text(profiles(form['shown']), len(turns))}\n{answer_text(turns)}"
        request = prompt_text(profiles(form), form["turns"])
        self.assertEqual(prompt_text_with_exemplar(exemplar, request), form["prompt"])

    def test_the_attribute_form_is_the_one_that_the_studio_sends(self) -> None:
        form = FORMS["attribute"]
        self.assertEqual(attribute_prompt(tuple(form["known"]), form["question"]), form["prompt"])

    def test_the_faithfulness_form_is_the_one_that_the_studio_sends(self) -> None:
        form = FORMS["faithfulness"]
        shown = [(turn["speaker"] - 1, turn["text"]) for turn in form["shown"]]
        self.assertEqual(faithfulness_prompt(shown, held(form["held"])), form["prompt"])

    def test_the_attribution_form_is_the_one_that_the_studio_sends(self) -> None:
        form = FORMS["attribution"]
        self.assertEqual(attribution_prompt(texts(form["turns"]), 0, held(form["claims"])), form["prompt"])

    def test_the_comparison_form_is_the_one_that_the_studio_sends(self) -> None:
        form = FORMS["comparison"]
        prompt = comparison_prompt(texts(form["first"]), texts(form["second"]), form["dimensions"])
        self.assertEqual(prompt, form["prompt"])


if __name__ == "__main__":
    unittest.main()
