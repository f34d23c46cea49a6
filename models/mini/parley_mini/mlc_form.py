"""Owns the MLC form (what web-llm loads): one bfloat16 shard, its index, the chat configuration, the tokenizer."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import TrainerError
from .shape import ModelShape
from .tokenizer import Tokenizer, read_tokenizer, tokenizer_json

SHARD_NAME = "params_shard_0.bin"
_PREFILL_CHUNK_TOKENS = 512


@dataclass(frozen=True)
class Weights:
    """A model as every export takes it: bfloat16 bytes by the tensor's name in the MLC form."""

    shape: ModelShape
    tokenizer: Tokenizer
    tensors: dict[str, bytes]


def write_mlc(weights: Weights, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shard = b"".join(weights.tensors[form.mlc_name] for form in weights.shape.tensors())
    (folder / SHARD_NAME).write_bytes(shard)
    (folder / "tensor-cache.json").write_text(json.dumps(_tensor_cache(weights.shape, shard)))
    (folder / "mlc-chat-config.json").write_text(json.dumps(_chat_config(weights), indent=1))
    (folder / "tokenizer.json").write_text(tokenizer_json(weights.tokenizer), encoding="utf-8")


def read_mlc(folder: Path) -> Weights:
    try:
        index = json.loads((folder / "tensor-cache.json").read_text())["records"][0]
        config = json.loads((folder / "mlc-chat-config.json").read_text())
        shard = (folder / index["dataPath"]).read_bytes()
    except (OSError, ValueError, KeyError, IndexError) as cause:
        raise TrainerError(
            f"The folder {folder} holds no model in MLC form ({cause}). "
            "Name the folder that holds tensor-cache.json, such as public/models/parley-mini/resolve/1."
        ) from cause
    records = {record["name"]: record for record in index["records"]}
    shape = _shape_of(records, config)
    if [form.mlc_name for form in shape.tensors()] != list(records):
        raise TrainerError(
            f"The tensors in {folder} are not those of Parley-mini. Name a folder that this trainer wrote."
        )
    tensors = {
        name: shard[record["byteOffset"] : record["byteOffset"] + record["nbytes"]] for name, record in records.items()
    }
    return Weights(shape, read_tokenizer(folder / "tokenizer.json"), tensors)


def _shape_of(records: dict[str, Any], config: dict[str, Any]) -> ModelShape:
    vocabulary, width = records["tok.weight"]["shape"]
    return ModelShape(
        vocabulary=vocabulary,
        width=width,
        layers=sum(name.endswith(".wq.weight") for name in records),
        feed_forward=records["layers.0.wg.weight"]["shape"][0],
        context_tokens=config["context_window_size"],
    )


def _tensor_cache(shape: ModelShape, shard: bytes) -> dict[str, Any]:
    records: list[dict[str, Any]] = []
    offset = 0
    for form in shape.tensors():
        size = 2 * form.element_count
        record = {"name": form.mlc_name, "shape": list(form.shape), "dtype": "float32", "format": "f32-to-bf16"}
        records.append(record | {"nbytes": size, "byteOffset": offset})
        offset += size
    file = {"dataPath": SHARD_NAME, "format": "raw-shard", "nbytes": len(shard), "records": records}
    # The engine counts parameters as it holds them, in float32; the file stores half of that.
    metadata = {"ParamSize": len(records), "ParamBytes": 2 * len(shard), "BitsPerParam": 16.0}
    return {"metadata": metadata, "records": [file | {"md5sum": hashlib.md5(shard).hexdigest()}]}


def _chat_config(weights: Weights) -> dict[str, Any]:
    tokenizer = weights.tokenizer
    stops = [tokenizer.end_of_text, tokenizer.end_of_message]
    return {
        "version": "0.1.0",
        "model_type": "tiny-llama",
        "quantization": "q0f32",
        "vocab_size": weights.shape.vocabulary,
        "context_window_size": weights.shape.context_tokens,
        "sliding_window_size": -1,
        "prefill_chunk_size": _PREFILL_CHUNK_TOKENS,
        "attention_sink_size": -1,
        "tensor_parallel_shards": 1,
        "temperature": 0.7,
        "presence_penalty": 0,
        "frequency_penalty": 0,
        "repetition_penalty": 1,
        "top_p": 0.95,
        "tokenizer_files": ["tokenizer.json"],
        "tokenizer_info": {
            "token_postproc_method": "byte_level",
            "prepend_space_in_encode": False,
            "strip_space_in_decode": False,
        },
        "conv_template": _conversation_template(stops),
        "pad_token_id": tokenizer.end_of_text,
        "bos_token_id": tokenizer.end_of_text,
        "eos_token_id": stops,
    }


def _conversation_template(stops: list[int]) -> dict[str, Any]:
    return {
        "name": "chatml",
        "system_template": "{system_message}",
        "system_message": "",
        "system_prefix_token_ids": None,
        "add_role_after_system_message": True,
        "roles": {"user": "<|im_start|>user", "assistant": "<|im_start|>assistant"},
        "role_templates": {"user": "{user_message}", "assistant": "{assistant_message}", "tool": "{tool_message}"},
        "messages": [],
        "seps": ["<|im_end|>\n"],
        "role_content_sep": "\n",
        "role_empty_sep": "\n",
        "stop_str": ["<|im_end|>"],
        "stop_token_ids": stops,
        "function_string": "",
        "use_function_calling": False,
    }
