// Root-mean-square norm; one group per row, which may begin at a later row of the stream.

struct Scalars {
  first_row: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> normalized: array<vec4f>;
@group(0) @binding(1) var<storage, read> stream: array<vec4f>;
@group(0) @binding(2) var<storage, read> weight: array<vec4f>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;
const LANES = 32u;
const EPSILON = 1e-5;

var<workgroup> partial: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn normalize_rows(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let source = (scalars.first_row + group.x) * QUADS;
  var squares = 0.0;
  for (var quad = lane; quad < QUADS; quad += LANES) {
    let value = stream[source + quad];
    squares += dot(value, value);
  }
  partial[lane] = squares;
  workgroupBarrier();
  var total = 0.0;
  for (var other = 0u; other < LANES; other++) {
    total += partial[other];
  }
  let scale = inverseSqrt(total / f32(WIDTH) + EPSILON);
  for (var quad = lane; quad < QUADS; quad += LANES) {
    normalized[group.x * QUADS + quad] = stream[source + quad] * scale * weight[quad];
  }
}
