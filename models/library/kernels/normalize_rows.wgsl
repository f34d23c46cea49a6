// Root-mean-square norm; one invocation per row, from a first row of the stream on. No lanes share a row: on software
// WebGPU a barrier costs more than the row.

struct Scalars {
  rows: u32,
  first_row: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> normalized: array<vec4f>;
@group(0) @binding(1) var<storage, read> stream: array<vec4f>;
@group(0) @binding(2) var<storage, read> weight: array<vec4f>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;
const EPSILON = 1e-5;

@compute @workgroup_size(16)
fn normalize_rows(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= scalars.rows) {
    return;
  }
  let source = (scalars.first_row + row) * QUADS;
  var squares = 0.0;
  for (var quad = 0u; quad < QUADS; quad++) {
    let value = stream[source + quad];
    squares += dot(value, value);
  }
  let scale = inverseSqrt(squares / f32(WIDTH) + EPSILON);
  for (var quad = 0u; quad < QUADS; quad++) {
    normalized[row * QUADS + quad] = stream[source + quad] * scale * weight[quad];
  }
}
