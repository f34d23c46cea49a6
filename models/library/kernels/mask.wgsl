// Rules out every token whose bit of the grammar's mask is nought.

struct Scalars {
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> logits: array<f32>;
@group(0) @binding(1) var<storage, read> allowed: array<u32>;
@group(0) @binding(2) var<uniform> scalars: Scalars;

const RULED_OUT = -3e38;

@compute @workgroup_size(64)
fn mask(@builtin(global_invocation_id) id: vec3u) {
  let token = id.x;
  if (token >= VOCABULARY) {
    return;
  }
  if (((allowed[token / 32u] >> (token % 32u)) & 1u) == 0u) {
    logits[token] = RULED_OUT;
  }
}
