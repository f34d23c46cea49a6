// Owns how large the tensors are that a list of weights names. Pure.
import { z } from 'zod';

const tensorsShape = z.object({
  records: z.array(
    z.object({ records: z.array(z.object({ shape: z.array(z.number()), dtype: z.string() })).optional() }),
  ),
});

/** Bytes of the largest tensor that a list of weights names, as it lies in the GPU's memory; 0 where it names none. */
export function largestTensorOf(list: unknown): number {
  const { data } = tensorsShape.safeParse(list);
  const tensors = data?.records.flatMap(({ records = [] }) => records) ?? [];
  return Math.max(0, ...tensors.map(bytesOf));
}

/** `dtype` ends in the bits of an element: float16, uint32. */
function bytesOf({ shape, dtype }: { readonly shape: readonly number[]; readonly dtype: string }): number {
  const bits = Number(/\d+$/.exec(dtype)?.[0] ?? 0);
  return (shape.reduce((product, length) => product * length, 1) * bits) / 8;
}
