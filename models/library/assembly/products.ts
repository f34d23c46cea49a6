// Owns the products of rows with weights, which are nearly all of the arithmetic: tiled kernels for many rows, others for
// one. Weights are stored with a row per column of the result.
import { Status, TensorObject } from './abi';
import { groupsFor, launch, withBuffer, withScalar, withTensor } from './kernels';
import {
  FEED_FORWARD,
  KERNEL_GATE,
  KERNEL_GATE_ONE,
  KERNEL_MULTIPLY,
  KERNEL_MULTIPLY_ONE,
} from '../.build/configuration';

/** Rows and columns that a group of the kernels for many rows covers; the kernels' files say the same. */
const TILE_ROWS: i32 = 16;
const TILE_COLUMNS: i32 = 64;
/** Columns that a group of the kernels for one row covers. */
export const ONE_ROW_COLUMNS: i32 = 64;

/** Whether a product is written over its target or added to it. */
export const REPLACE: i32 = 0;
export const ADD: i32 = 1;

/** target[rows, columns] = input[rows, depth] · weight[columns, depth] transposed. */
export function multiply(
  target: usize,
  input: usize,
  weight: TensorObject,
  rows: i32,
  columns: i32,
  depth: i32,
  mode: i32 = REPLACE,
): Status {
  withBuffer(target);
  withBuffer(input);
  withTensor(weight);
  withScalar(rows);
  withScalar(columns);
  withScalar(depth);
  withScalar(mode);
  if (rows == 1) return launch(KERNEL_MULTIPLY_ONE, groupsFor(columns, ONE_ROW_COLUMNS));
  return launch(KERNEL_MULTIPLY, groupsFor(columns, TILE_COLUMNS), groupsFor(rows, TILE_ROWS));
}

/** target[rows, feed-forward] = silu(input · gate) times (input · up). */
export function multiplyGated(
  target: usize,
  input: usize,
  gate: TensorObject,
  up: TensorObject,
  rows: i32,
): Status {
  withBuffer(target);
  withBuffer(input);
  withTensor(gate);
  withTensor(up);
  withScalar(rows);
  if (rows == 1) return launch(KERNEL_GATE_ONE, groupsFor(FEED_FORWARD, ONE_ROW_COLUMNS));
  return launch(KERNEL_GATE, groupsFor(FEED_FORWARD, TILE_COLUMNS), groupsFor(rows, TILE_ROWS));
}
