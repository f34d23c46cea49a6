import csv
import gzip
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from conversations import conversation, row
from package_path import TRAINER_FOLDER

from parley_mini.cleaning import COLUMNS
from parley_mini.dialogues import read_dialogues


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "PARLEY_TEST_DATA"}
    command = [sys.executable, "-m", "parley_mini", *arguments]
    return subprocess.run(command, cwd=TRAINER_FOLDER, env=environment, capture_output=True, text=True)


class PhasesTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.work = str(self.folder / "work")

    def write_data(self, columns: tuple[str, ...] = COLUMNS) -> None:
        with gzip.open(self.folder / "train.csv.gz", "wt", newline="") as file:
            self.write_rows(csv.DictWriter(file, columns, extrasaction="ignore"))
        with (self.folder / "valid.csv").open("w", newline="") as file:
            self.write_rows(csv.DictWriter(file, columns, extrasaction="ignore"))

    def write_rows(self, writer: "csv.DictWriter[str]") -> None:
        writer.writeheader()
        writer.writerows([row(conversation()), row(""), row(conversation())])

    def test_prepare_cleans_both_parts_and_tells_what_it_refused(self) -> None:
        self.write_data()
        done = run("prepare", "--data", str(self.folder), "--work", self.work)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("train: kept 2 of 3 rows (refused: no-conversation 1)", done.stdout)
        self.assertEqual(len(read_dialogues(Path(self.work) / "dialogues.valid.jsonl")), 2)

    def test_a_file_that_is_not_the_data_set_is_named(self) -> None:
        self.write_data(COLUMNS[:2])
        done = run("prepare", "--data", str(self.folder), "--work", self.work)
        self.assertEqual(done.returncode, 1)
        self.assertIn("train.csv.gz has no column “Best Generated Conversation”", done.stderr)

    def test_every_missing_input_ends_in_a_sentence_with_a_next_step(self) -> None:
        cases = {
            ("prepare",): "Give --data FOLDER or set PARLEY_TEST_DATA.",
            ("prepare", "--data", "nowhere"): "Give --data the folder",
            ("prepare", "--data", str(self.folder)): "Download the data set",
            ("tokenizer",): "Run `python -m parley_mini prepare` first.",
            ("export", "--from-mlc", str(self.folder)): "Name the folder that holds tensor-cache.json",
        }
        for arguments, sentence in cases.items():
            with self.subTest(arguments):
                done = run(*arguments, "--work", self.work)
                self.assertEqual(done.returncode, 1)
                self.assertIn(sentence, done.stderr)
                self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main()
