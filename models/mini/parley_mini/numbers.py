"""Owns the number forms of the weight files: bfloat16 and GGUF's q8_0. Standard library only, so export needs no torch.

All of it is exact and machine-independent: a bfloat16 has 8 significant bits, so no quotient below can fall close
enough to a rounding border for double and single precision to disagree.
"""

import struct
from array import array
from collections.abc import Sequence

Q8_0_BLOCK = 32
Q8_0_BLOCK_BYTES = 2 + Q8_0_BLOCK
_q8_0_block = struct.Struct(f"<e{Q8_0_BLOCK}b")
_SMALLEST_SCALE = 1e-12  # stands in for 0 in a block of zeros


def float32_from_bfloat16(stored: bytes) -> "array[float]":
    """A bfloat16 is the upper half of a float32."""
    widened = bytearray(2 * len(stored))
    widened[2::4] = stored[0::2]
    widened[3::4] = stored[1::2]
    return _floats(bytes(widened))


def bfloat16_from_float32(stored: bytes) -> bytes:
    """Rounds to nearest, ties to even, as torch does. Takes little-endian float32, gives little-endian bfloat16."""
    bits = array("I")
    bits.frombytes(stored)
    halves = array("H", (((b + 0x7FFF + ((b >> 16) & 1)) >> 16) & 0xFFFF for b in bits))
    return halves.tobytes()


def quantise_q8_0(values: Sequence[float]) -> bytes:
    """Blocks of 32 bytes with one half-precision scale each: scale = largest magnitude / 127."""
    if len(values) % Q8_0_BLOCK:
        raise ValueError(f"q8_0 stores blocks of {Q8_0_BLOCK} values, not {len(values)}.")
    starts = range(0, len(values), Q8_0_BLOCK)
    return b"".join(_quantised_block(values[start : start + Q8_0_BLOCK]) for start in starts)


def dequantise_q8_0(stored: bytes) -> list[float]:
    values: list[float] = []
    for scale, *steps in _q8_0_block.iter_unpack(stored):
        values.extend(scale * step for step in steps)
    return values


def _quantised_block(values: Sequence[float]) -> bytes:
    scale = max(max(values), -min(values)) / 127
    (stored_scale,) = struct.unpack("<e", struct.pack("<e", scale))
    divisor = max(stored_scale, _SMALLEST_SCALE)
    # A scale too small for half precision would ask for more than 127 steps.
    steps = [max(-127, min(127, round(value / divisor))) for value in values]
    return _q8_0_block.pack(stored_scale, *steps)


def _floats(stored: bytes) -> "array[float]":
    values = array("f")
    values.frombytes(stored)
    return values
