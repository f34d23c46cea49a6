import json
import random
import tempfile
import unittest
from pathlib import Path

from package_path import RELEASE_FOLDER, SHIPPED_MLC

from parley_mini.errors import TrainerError
from parley_mini.manifest import write_release
from parley_mini.mlc_form import Weights, read_mlc
from parley_mini.shape import PARLEY_MINI
from parley_mini.tokenizer import read_tokenizer


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class ReleaseTest(unittest.TestCase):
    def test_the_shipped_release_is_exactly_what_its_weights_give(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_release(read_mlc(SHIPPED_MLC), Path(folder))
            written, shipped = files_below(Path(folder)), files_below(RELEASE_FOLDER)
            self.assertEqual(written.keys(), shipped.keys())
            for name, content in shipped.items():
                self.assertTrue(written[name] == content, f"{name} is not what the shipped weights give")

    def test_other_weights_of_the_full_size_take_the_same_form(self) -> None:
        chance = random.Random(5)
        pattern = bytes(chance.choice((0x3C, 0xBC, 0x11, 0x80)) for _ in range(2 * 64))
        tensors = {f.mlc_name: pattern * (f.element_count // 64) for f in PARLEY_MINI.tensors()}
        weights = Weights(PARLEY_MINI, read_tokenizer(SHIPPED_MLC / "tokenizer.json"), tensors)
        with tempfile.TemporaryDirectory() as folder:
            write_release(weights, Path(folder))
            written, shipped = files_below(Path(folder)), files_below(RELEASE_FOLDER)
            self.assertEqual({n: len(c) for n, c in written.items()}, {n: len(c) for n, c in shipped.items()})
            self.assertEqual(read_mlc(Path(folder) / "resolve/1"), weights)
            self.assertEqual(tensor_index(written), tensor_index(shipped))
            config = "resolve/1/mlc-chat-config.json"
            self.assertEqual(written[config], shipped[config])
            gguf = "parley-mini-q8_0.gguf"
            header_size = len(shipped[gguf]) - gguf_data_size()
            self.assertEqual(written[gguf][:header_size], shipped[gguf][:header_size])
            self.assertNotEqual(written[gguf], shipped[gguf])

    def test_the_full_size_has_the_parameters_of_the_model_card(self) -> None:
        self.assertEqual(PARLEY_MINI.parameter_count, 5_803_264)

    def test_a_folder_without_a_model_is_refused_with_a_next_step(self) -> None:
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(TrainerError, "tensor-cache.json"):
            read_mlc(Path(folder))


def tensor_index(files: dict[str, bytes]) -> list[dict[str, object]]:
    (record,) = json.loads(files["resolve/1/tensor-cache.json"])["records"]
    tensors: list[dict[str, object]] = record["records"]
    return tensors


def gguf_data_size() -> int:
    """q8_0 takes 34 bytes for 32 values, norms 4 for each; every tensor here is a multiple of the alignment."""
    return sum(f.element_count * 4 if len(f.shape) == 1 else f.element_count // 32 * 34 for f in PARLEY_MINI.tensors())


if __name__ == "__main__":
    unittest.main()
