"""Owns model.json: what a release of the model consists of, so that the studio can check each file it serves."""

import hashlib
import json
from pathlib import Path

from .gguf_form import write_gguf
from .mlc_form import Weights, write_mlc

MODEL_ID = "parley-mini"
VERSION = "2"
GGUF_NAME = f"{MODEL_ID}-q8_0.gguf"
# web-llm wants such an address; it says nothing of the version.
MLC_FOLDER = "resolve/1"
_LICENCE = "CC-BY-4.0"
_ATTRIBUTION = (
    "Trained from scratch on Synthetic-Persona-Chat (train and new-persona parts) by Google Research, CC BY 4.0: "
    "Jandaghi, Sheng, Bai, Pujara, Sidahmed, “Faithful Persona-based Conversational Dataset Generation with Large "
    "Language Models”, arXiv 2312.10007. The dialogues were cleaned, cut, their profile words substituted, and for the "
    "critic's tasks spoilt on purpose."
)
_REBUILD = 'cd models/mini && python -m parley_mini all --data "$PARLEY_TEST_DATA" --work work'


def write_release(weights: Weights, folder: Path) -> None:
    """Both engine forms and the manifest over them."""
    write_mlc(weights, folder / MLC_FOLDER)
    write_gguf(weights, folder / GGUF_NAME)
    names = [GGUF_NAME, *sorted(f"{MLC_FOLDER}/{path.name}" for path in (folder / MLC_FOLDER).iterdir())]
    manifest = {
        "id": MODEL_ID,
        "name": "Parley-mini",
        "version": VERSION,
        "parameters": weights.shape.parameter_count,
        "contextTokens": weights.shape.context_tokens,
        "files": [_file_entry(folder, name) for name in names],
        "licence": _LICENCE,
        "attribution": _ATTRIBUTION,
        "rebuild": _REBUILD,
    }
    (folder / "model.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _file_entry(folder: Path, name: str) -> dict[str, str | int]:
    content = (folder / name).read_bytes()
    return {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
