import json
import tempfile
import unittest
import zipfile
from pathlib import Path

import package_path  # noqa: F401

from parley_mini.errors import TrainerError
from parley_mini.loop_study import study
from parley_mini.studio_records import read_run

PROFILES = [["I have two dogs.", "I work as a nurse."], ["I play the piano.", "I am a student."]]
TRUE = ["Hi! I have two dogs.", "Nice. I play the piano."]
DENYING = ["Hi! I do not have two dogs.", "Nice. I play the piano."]
LEAKING = ["Hi! I play the piano.", "Nice. I have two dogs."]


def conversation(id: str, candidate: int, turns: list[str], faults: tuple[str, ...] = ()) -> dict:
    return {
        "id": id,
        "pair": {"profiles": [{"attributes": [{"text": text} for text in profile]} for profile in PROFILES]},
        "turns": [{"speaker": index % 2 + 1, "text": text} for index, text in enumerate(turns)],
        "faults": [{"kind": kind} for kind in faults],
        "raw": "\n".join(f"User {index % 2 + 1}: {text}" for index, text in enumerate(turns)),
        "origin": {
            "kind": "generated",
            "place": {"round": 0, "pair": 0, "attempt": 0, "candidate": candidate},
            "exemplarIds": [],
        },
    }


class LoopTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = Path(temporary.name) / "study.parley.zip"

    def write(self, conversations: list[dict], kept: str) -> None:
        outcome = {"kind": "kept", "round": 0, "pair": 0, "conversationId": kept}
        verdicts = [{"finding": {"kind": "unreadable"}}, {"finding": {"kind": "faithfulness"}}]
        with zipfile.ZipFile(self.path, "w") as archive:
            for name, items in (("conversations", conversations), ("outcomes", [outcome]), ("verdicts", verdicts)):
                archive.writestr(f"sets/run/{name}.jsonl", "".join(f"{json.dumps(item)}\n" for item in items))

    def test_what_was_kept_is_compared_with_the_first_candidate_of_its_place(self) -> None:
        self.write([conversation("b", 1, TRUE), conversation("a", 0, DENYING, ("cut-off", "length"))], "b")
        result = study(read_run(self.path))
        compared = {one.name: (one.first, one.kept) for one in result.compared}
        self.assertEqual(compared["faithful"], (0, 1))
        self.assertEqual(compared["no contradiction"], (0, 1))
        self.assertEqual(compared["no leak"], (1, 1))
        self.assertEqual(compared["no hard fault"], (0, 1))
        self.assertEqual((result.changed, result.verdicts, result.unreadable), (1, 2, 1))

    def test_a_leak_makes_a_conversation_unfaithful(self) -> None:
        self.write([conversation("a", 0, LEAKING)], "a")
        compared = {one.name: one.kept for one in study(read_run(self.path)).compared}
        self.assertEqual((compared["faithful"], compared["no leak"]), (0, 0))

    def test_a_project_without_a_run_is_refused_in_a_sentence(self) -> None:
        with zipfile.ZipFile(self.path, "w") as archive:
            archive.writestr("project.json", "{}")
        with self.assertRaisesRegex(TrainerError, "holds no run"):
            read_run(self.path)


if __name__ == "__main__":
    unittest.main()
