// Sums the embeddings of a text's tokens, as far as its mask goes, into the place of its first token; one invocation per four
// numbers of a text.

struct Scalars {
  texts: u32,
  tokens_per_text: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> pooled: array<vec4f>;
@group(0) @binding(1) var<storage, read> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> mask: array<i32>;
@group(0) @binding(3) var<storage, read> embedding: array<vec4f>;
@group(0) @binding(4) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;

@compute @workgroup_size(64)
fn pool(@builtin(global_invocation_id) id: vec3u) {
  let text = id.x / QUADS;
  if (text >= scalars.texts) {
    return;
  }
  let column = id.x % QUADS;
  let first = text * scalars.tokens_per_text;
  var sum = vec4f(0.0);
  for (var token = first; token < first + scalars.tokens_per_text; token++) {
    sum += f32(mask[token]) * embedding[u32(tokens[token]) * QUADS + column];
  }
  pooled[first * QUADS + column] = sum;
}
