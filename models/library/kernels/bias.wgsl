// Adds a bias to the logits of named tokens.

struct Scalars {
  biased: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> logits: array<f32>;
@group(0) @binding(1) var<storage, read> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> biases: array<f32>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

@compute @workgroup_size(64)
fn bias(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= scalars.biased) {
    return;
  }
  logits[u32(tokens[id.x])] += biases[id.x];
}
