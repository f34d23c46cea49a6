import random
import struct
import unittest

import package_path  # noqa: F401

from parley_mini.numbers import (
    Q8_0_BLOCK,
    bfloat16_from_float32,
    dequantise_q8_0,
    float32_from_bfloat16,
    quantise_q8_0,
)


def floats(*values: float) -> bytes:
    return struct.pack(f"<{len(values)}f", *values)


class Bfloat16Test(unittest.TestCase):
    def test_every_finite_bfloat16_survives_the_way_to_float32_and_back(self) -> None:
        finite = [half for half in range(0x10000) if half & 0x7F80 != 0x7F80]
        stored = struct.pack(f"<{len(finite)}H", *finite)
        self.assertEqual(bfloat16_from_float32(float32_from_bfloat16(stored).tobytes()), stored)

    def test_halfway_values_go_to_the_even_neighbour(self) -> None:
        one, step = 1.0, 2.0**-7
        cases = ((one + step / 2, one), (one + 1.5 * step, one + 2 * step), (one + 0.51 * step, one + step))
        for value, rounded in cases:
            with self.subTest(value=value):
                self.assertEqual(list(float32_from_bfloat16(bfloat16_from_float32(floats(value)))), [rounded])


class Q80Test(unittest.TestCase):
    def test_a_value_moves_by_no_more_than_half_a_step_and_the_scales_rounding(self) -> None:
        chance = random.Random(3)
        for _ in range(400):
            size = 10 ** chance.uniform(-1.5, 3)  # below, the scale falls out of half precision's normal range
            block = [chance.gauss(0, size) for _ in range(Q8_0_BLOCK)]
            largest = max(map(abs, block))
            for value, back in zip(block, dequantise_q8_0(quantise_q8_0(block)), strict=True):
                self.assertLessEqual(abs(value - back), largest / 127 * 0.5 + largest * 2**-10)

    def test_a_block_is_a_half_precision_scale_and_32_signed_bytes(self) -> None:
        block = [127.0, -127.0, 1.0, *[0.0] * 29]
        self.assertEqual(quantise_q8_0(block), struct.pack("<e32b", 1.0, 127, -127, 1, *[0] * 29))

    def test_quantising_again_changes_nothing(self) -> None:
        chance = random.Random(4)
        for _ in range(100):
            # The largest value makes the scale a power of two, so that nothing is left to round.
            block = [127.0 * 2.0 ** chance.randint(-6, 6), *(float(chance.randint(-1, 1)) for _ in range(31))]
            stored = quantise_q8_0(block)
            self.assertEqual(quantise_q8_0(dequantise_q8_0(stored)), stored)

    def test_extremes_stay_in_range(self) -> None:
        for block in ([0.0] * 32, [1e-9] * 32, [-1e-7, *[0.0] * 31], [8.0e6] * 32):
            with self.subTest(first=block[0]):
                self.assertEqual(len(dequantise_q8_0(quantise_q8_0(block))), 32)
        self.assertEqual(dequantise_q8_0(quantise_q8_0([0.0] * 32)), [0.0] * 32)

    def test_a_broken_block_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            quantise_q8_0([1.0] * 33)


if __name__ == "__main__":
    unittest.main()
