// Owns the eigenvalues of a symmetric matrix: Householder's reduction to three diagonals, then QL with implicit shifts (Wilkinson
// & Reinsch 1971, tred1 and tql1). Vectors are not sought, which a library would spend most of its time on.

/** `matrix`: size × size, row by row, symmetric; it is overwritten. In no order. */
export function eigenvalues(matrix: Float64Array, size: number): Float64Array {
  const { diagonal, beside } = threeDiagonals(matrix, size);
  const largest = diagonal.reduce(
    (most, value, at) => Math.max(most, Math.abs(value) + Math.abs(beside[at] ?? 0)),
    0,
  );
  for (let at = 0; at < size; at += 1) settle(diagonal, beside, at, Number.EPSILON * largest);
  return diagonal;
}

/** Squares below this have lost their digits; what they are squares of is nothing beside any entry that matters. */
const nearlyNothing = 1e-290;

/** The diagonal and what stands beside it (from place 0) of a matrix with the same eigenvalues. */
function threeDiagonals(matrix: Float64Array, size: number) {
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  for (let row = size - 1; row > 0; row -= 1) {
    const reflector = matrix.subarray(row * size, row * size + row);
    const squares = reflector.reduce((sum, value) => sum + value * value, 0);
    const last = reflector[row - 1] ?? 0;
    const norm = last >= 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    diagonal[row] = matrix[row * size + row] ?? 0;
    beside[row - 1] = norm;
    const half = squares - last * norm;
    if (half < nearlyNothing) {
      beside[row - 1] = last;
      continue;
    }
    reflector[row - 1] = last - norm;
    reflect(matrix, size, row, reflector, half);
  }
  diagonal[0] = matrix[0] ?? 0;
  return { diagonal, beside };
}

/** A ← A − u qᵀ − q uᵀ on the rows above, with u the reflector. */
function reflect(
  matrix: Float64Array,
  size: number,
  row: number,
  reflector: Float64Array,
  half: number,
): void {
  const product = new Float64Array(row);
  let along = 0;
  for (let one = 0; one < row; one += 1) {
    let sum = 0;
    for (let other = 0; other < row; other += 1)
      sum += (matrix[one * size + other] ?? 0) * (reflector[other] ?? 0);
    product[one] = sum / half;
    along += (product[one] ?? 0) * (reflector[one] ?? 0);
  }
  const share = along / (2 * half);
  for (let one = 0; one < row; one += 1) product[one] = (product[one] ?? 0) - share * (reflector[one] ?? 0);
  for (let one = 0; one < row; one += 1) {
    const [u, q] = [reflector[one] ?? 0, product[one] ?? 0];
    for (let other = 0; other < row; other += 1) {
      const place = one * size + other;
      matrix[place] = (matrix[place] ?? 0) - u * (product[other] ?? 0) - q * (reflector[other] ?? 0);
    }
  }
}

const mostSweeps = 60;

/**
 * Turns until what stands beside place `at` is nothing: then its diagonal is an eigenvalue. Nothing is what is lost beside the
 * largest entry of all: measured against its own neighbours, a block of tiny ones would never come to rest.
 */
function settle(diagonal: Float64Array, beside: Float64Array, at: number, nothing: number): void {
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    let end = at;
    while (end < diagonal.length - 1 && Math.abs(beside[end] ?? 0) > nothing) end += 1;
    if (end === at) return;
    turn(diagonal, beside, at, end);
  }
}

/** One QL step with the implicit shift of Wilkinson, from `end` up to `at`. */
function turn(diagonal: Float64Array, beside: Float64Array, at: number, end: number): void {
  const d = (place: number) => diagonal[place] ?? 0;
  const e = (place: number) => beside[place] ?? 0;
  const half = (d(at + 1) - d(at)) / (2 * e(at));
  const root = Math.hypot(half, 1);
  let g = d(end) - d(at) + e(at) / (half + (half >= 0 ? root : -root));
  let [sine, cosine, carried] = [1, 1, 0];
  for (let place = end - 1; place >= at; place -= 1) {
    const f = sine * e(place);
    const b = cosine * e(place);
    const length = Math.hypot(f, g);
    beside[place + 1] = length;
    if (length === 0) {
      diagonal[place + 1] = d(place + 1) - carried;
      beside[end] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    const rest = d(place + 1) - carried;
    const r = (d(place) - rest) * sine + 2 * cosine * b;
    carried = sine * r;
    diagonal[place + 1] = rest + carried;
    g = cosine * r - b;
  }
  diagonal[at] = d(at) - carried;
  beside[at] = g;
  beside[end] = 0;
}
