// Looks up the embedding of each token; one invocation per four numbers.

struct Scalars {
  rows: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> embedded: array<vec4f>;
@group(0) @binding(1) var<storage, read> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> embedding: array<vec4f>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;

@compute @workgroup_size(64)
fn embed(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x / QUADS;
  if (row >= scalars.rows) {
    return;
  }
  embedded[id.x] = embedding[u32(tokens[row]) * QUADS + id.x % QUADS];
}
