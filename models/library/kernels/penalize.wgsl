// Lowers tokens that have appeared: presence and frequency are subtracted, repetition scales towards less likely.

struct Scalars {
  appeared: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> logits: array<f32>;
@group(0) @binding(1) var<storage, read> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> counts: array<i32>;
@group(0) @binding(3) var<storage, read> penalties: array<f32>;
@group(0) @binding(4) var<uniform> scalars: Scalars;

@compute @workgroup_size(64)
fn penalize(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= scalars.appeared) {
    return;
  }
  let token = u32(tokens[id.x]);
  let logit = logits[token] - penalties[0] - f32(counts[id.x]) * penalties[1];
  logits[token] = select(logit / penalties[2], logit * penalties[2], logit < 0.0);
}
