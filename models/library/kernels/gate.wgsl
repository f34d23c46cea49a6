// The gated half of the feed-forward: silu(input · gate) times (input · up). Tiled as `multiply` is.

struct Scalars {
  rows: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> gated: array<vec4f>;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read> gate_weight: array<vec4f>;
@group(0) @binding(3) var<storage, read> up_weight: array<vec4f>;
@group(0) @binding(4) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;

fn write_row(row: u32, column: u32, gates: vec4f, ups: vec4f) {
  if (row >= scalars.rows) {
    return;
  }
  gated[(row * FEED_FORWARD + column) / 4u] = gates / (1.0 + exp(-gates)) * ups;
}

@compute @workgroup_size(16, 4)
fn gate(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x * 4u;
  let row = id.y * 4u;
  let last = scalars.rows - 1u;
  // Rows beyond the last repeat it and are not written.
  let input0 = min(row, last) * QUADS;
  let input1 = min(row + 1u, last) * QUADS;
  let input2 = min(row + 2u, last) * QUADS;
  let input3 = min(row + 3u, last) * QUADS;
  let weight0 = column * QUADS;
  let weight1 = weight0 + QUADS;
  let weight2 = weight1 + QUADS;
  let weight3 = weight2 + QUADS;
  var gates0 = vec4f();
  var gates1 = vec4f();
  var gates2 = vec4f();
  var gates3 = vec4f();
  var ups0 = vec4f();
  var ups1 = vec4f();
  var ups2 = vec4f();
  var ups3 = vec4f();
  for (var quad = 0u; quad < QUADS; quad++) {
    let x0 = input[input0 + quad];
    let x1 = input[input1 + quad];
    let x2 = input[input2 + quad];
    let x3 = input[input3 + quad];
    let g0 = gate_weight[weight0 + quad];
    let g1 = gate_weight[weight1 + quad];
    let g2 = gate_weight[weight2 + quad];
    let g3 = gate_weight[weight3 + quad];
    gates0 += vec4f(dot(x0, g0), dot(x0, g1), dot(x0, g2), dot(x0, g3));
    gates1 += vec4f(dot(x1, g0), dot(x1, g1), dot(x1, g2), dot(x1, g3));
    gates2 += vec4f(dot(x2, g0), dot(x2, g1), dot(x2, g2), dot(x2, g3));
    gates3 += vec4f(dot(x3, g0), dot(x3, g1), dot(x3, g2), dot(x3, g3));
    let u0 = up_weight[weight0 + quad];
    let u1 = up_weight[weight1 + quad];
    let u2 = up_weight[weight2 + quad];
    let u3 = up_weight[weight3 + quad];
    ups0 += vec4f(dot(x0, u0), dot(x0, u1), dot(x0, u2), dot(x0, u3));
    ups1 += vec4f(dot(x1, u0), dot(x1, u1), dot(x1, u2), dot(x1, u3));
    ups2 += vec4f(dot(x2, u0), dot(x2, u1), dot(x2, u2), dot(x2, u3));
    ups3 += vec4f(dot(x3, u0), dot(x3, u1), dot(x3, u2), dot(x3, u3));
  }
  write_row(row, column, gates0, ups0);
  write_row(row + 1u, column, gates1, ups1);
  write_row(row + 2u, column, gates2, ups2);
  write_row(row + 3u, column, gates3, ups3);
}
