// Causal attention of one head of one row. A group has a lane per four numbers of the head: together they score every
// earlier token, turn the scores into weights, and then each sums its numbers of the values by them.

struct Scalars {
  first_position: u32,
  layer_start: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> attended: array<vec4f>;
@group(0) @binding(1) var<storage, read> queries: array<vec4f>;
@group(0) @binding(2) var<storage, read> keys: array<vec4f>;
@group(0) @binding(3) var<storage, read> values: array<vec4f>;
@group(0) @binding(4) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;
const LANES = HEAD_WIDTH / 4u;

var<workgroup> scores: array<f32, CONTEXT_TOKENS>;
var<workgroup> partial: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn attend(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.y;
  let head = group.x * LANES;
  let tokens = scalars.first_position + row + 1u;
  let query = row * QUADS + head;
  let scale = inverseSqrt(f32(HEAD_WIDTH));

  var highest = -1e30;
  for (var token = lane; token < tokens; token += LANES) {
    let key = (scalars.layer_start + token) * QUADS + head;
    var score = 0.0;
    for (var quad = 0u; quad < LANES; quad++) {
      score += dot(queries[query + quad], keys[key + quad]);
    }
    scores[token] = score * scale;
    highest = max(highest, score * scale);
  }
  partial[lane] = highest;
  workgroupBarrier();
  for (var other = 0u; other < LANES; other++) {
    highest = max(highest, partial[other]);
  }
  workgroupBarrier();

  var total = 0.0;
  for (var token = lane; token < tokens; token += LANES) {
    let weight = exp(scores[token] - highest);
    scores[token] = weight;
    total += weight;
  }
  partial[lane] = total;
  workgroupBarrier();
  total = 0.0;
  for (var other = 0u; other < LANES; other++) {
    total += partial[other];
  }

  var sums = vec4f();
  for (var token = 0u; token < tokens; token++) {
    sums += scores[token] * values[(scalars.layer_start + token) * QUADS + head + lane];
  }
  attended[query + lane] = sums / total;
}
