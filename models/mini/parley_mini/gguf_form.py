"""Owns the GGUF form (what wllama loads): version 3, q8_0 matrices, float32 norms."""

import struct
from pathlib import Path

from .mlc_form import Weights
from .numbers import float32_from_bfloat16, quantise_q8_0
from .shape import HEAD_WIDTH, NORM_EPSILON
from .tokenizer import SPECIAL_TOKENS

_VERSION = 3
_ALIGNMENT = 32
_FILE_TYPE_Q8_0 = 7
_TENSOR_F32, _TENSOR_Q8_0 = 0, 8
_UINT32, _INT32, _FLOAT32, _BOOL, _STRING, _ARRAY = 4, 5, 6, 7, 8, 9
_NORMAL_TOKEN, _CONTROL_TOKEN = 1, 3

# llama.cpp strips the last newline of a chat template, so the one after "assistant" is inside the expression.
_CHAT_TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{{ '<|im_start|>assistant\n' }}"
)


def write_gguf(weights: Weights, path: Path) -> None:
    entries = _metadata(weights)
    infos: list[bytes] = []
    blobs: list[bytes] = []
    offset = 0
    for form in weights.shape.tensors():
        kind, blob = _stored(weights.tensors[form.mlc_name], form.shape)
        sides = b"".join(struct.pack("<Q", side) for side in reversed(form.shape))
        head = _string(form.gguf_name) + struct.pack("<I", len(form.shape)) + sides
        infos.append(head + struct.pack("<IQ", kind, offset))
        blobs.append(_padded(blob))
        offset += len(blobs[-1])
    header = b"GGUF" + struct.pack("<IQQ", _VERSION, len(infos), len(entries))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_padded(header + b"".join(entries) + b"".join(infos)) + b"".join(blobs))


def _stored(bfloat16: bytes, shape: tuple[int, ...]) -> tuple[int, bytes]:
    values = float32_from_bfloat16(bfloat16)
    return (_TENSOR_F32, values.tobytes()) if len(shape) == 1 else (_TENSOR_Q8_0, quantise_q8_0(values))


def _metadata(weights: Weights) -> list[bytes]:
    shape = weights.shape
    sizes = {
        "context_length": shape.context_tokens,
        "embedding_length": shape.width,
        "block_count": shape.layers,
        "feed_forward_length": shape.feed_forward,
        "attention.head_count": shape.heads,
        "attention.head_count_kv": shape.heads,
        "rope.dimension_count": HEAD_WIDTH,
        "vocab_size": shape.vocabulary,
    }
    return [
        _text("general.architecture", "llama"),
        _text("general.name", "mini persona dialogue"),
        *(_count(f"llama.{name}", value) for name, value in sizes.items()),
        _key("llama.attention.layer_norm_rms_epsilon", _FLOAT32) + struct.pack("<f", NORM_EPSILON),
        _count("general.file_type", _FILE_TYPE_Q8_0),
        *_tokenizer_metadata(weights),
        _text("tokenizer.chat_template", _CHAT_TEMPLATE),
    ]


def _tokenizer_metadata(weights: Weights) -> list[bytes]:
    tokenizer = weights.tokenizer
    tokens = [*tokenizer.pieces, *SPECIAL_TOKENS]
    kinds = [_NORMAL_TOKEN] * len(tokenizer.pieces) + [_CONTROL_TOKEN] * len(SPECIAL_TOKENS)
    return [
        _text("tokenizer.ggml.model", "gpt2"),
        _text("tokenizer.ggml.pre", "gpt-2"),
        _array("tokenizer.ggml.tokens", _STRING, [_string(token) for token in tokens]),
        _array("tokenizer.ggml.token_type", _INT32, [struct.pack("<i", kind) for kind in kinds]),
        _array("tokenizer.ggml.merges", _STRING, [_string(" ".join(merge)) for merge in tokenizer.merges]),
        _count("tokenizer.ggml.bos_token_id", tokenizer.end_of_text),
        _count("tokenizer.ggml.eos_token_id", tokenizer.end_of_message),
        _key("tokenizer.ggml.add_bos_token", _BOOL) + b"\0",
    ]


def _text(name: str, value: str) -> bytes:
    return _key(name, _STRING) + _string(value)


def _count(name: str, value: int) -> bytes:
    return _key(name, _UINT32) + struct.pack("<I", value)


def _array(name: str, kind: int, items: list[bytes]) -> bytes:
    return _key(name, _ARRAY) + struct.pack("<IQ", kind, len(items)) + b"".join(items)


def _key(name: str, kind: int) -> bytes:
    return _string(name) + struct.pack("<I", kind)


def _string(text: str) -> bytes:
    stored = text.encode("utf-8")
    return struct.pack("<Q", len(stored)) + stored


def _padded(blob: bytes) -> bytes:
    return blob + b"\0" * (-len(blob) % _ALIGNMENT)
