// Owns the Vendi score (Friedman & Dieng 2023): how many different things a set amounts to, by the meaning of its parts.
import { eigenvalues } from './eigenvalues.ts';
import type { Estimate } from '../statistics/interval.ts';

/**
 * exp of the entropy of the eigenvalues of K ÷ n, K the cosines of all with all: 1 where all mean the same, n where nothing is
 * like anything. `vectors`: n × dimensions, each of unit length. Compare at one n only. Not defined on none. Time
 * O(min(n, dimensions)³).
 */
export function vendiScore(vectors: Float32Array, dimensions: number): Estimate {
  const n = vectors.length / dimensions;
  if (n === 0) return { value: null, n, interval: null };
  // The matrix of products between dimensions has the same eigenvalues but zero ones, and is smaller for a long list.
  const matrix =
    n <= dimensions ? productsOfRows(vectors, dimensions, n) : productsOfColumns(vectors, dimensions, n);
  const entropy = eigenvalues(matrix, Math.min(n, dimensions))
    .filter((value) => value > 0)
    .reduce((sum, value) => sum - value * Math.log(value), 0);
  return { value: Math.exp(entropy), n, interval: null };
}

function productsOfRows(vectors: Float32Array, dimensions: number, n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let at = 0; at < dimensions; at += 1)
        sum += (vectors[row * dimensions + at] ?? 0) * (vectors[column * dimensions + at] ?? 0);
      matrix[row * n + column] = sum / n;
      matrix[column * n + row] = sum / n;
    }
  return matrix;
}

function productsOfColumns(vectors: Float32Array, dimensions: number, n: number): Float64Array {
  const matrix = new Float64Array(dimensions * dimensions);
  for (let at = 0; at < n; at += 1) {
    const vector = vectors.subarray(at * dimensions, (at + 1) * dimensions);
    for (let row = 0; row < dimensions; row += 1) {
      const value = (vector[row] ?? 0) / n;
      for (let column = 0; column < dimensions; column += 1) {
        const place = row * dimensions + column;
        matrix[place] = (matrix[place] ?? 0) + value * (vector[column] ?? 0);
      }
    }
  }
  return matrix;
}
