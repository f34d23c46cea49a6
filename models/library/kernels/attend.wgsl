// Causal attention of one head of one row: a group scores every earlier token, turns the scores into weights, and sums
// the values by them. The sum is split: a lane adds four numbers of every n-th token, then the parts are joined.

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

const LANES = 64u;
const QUADS = WIDTH / 4u;
const HEAD_QUADS = HEAD_WIDTH / 4u;
const PARTS = LANES / HEAD_QUADS;

var<workgroup> scores: array<f32, CONTEXT_TOKENS>;
var<workgroup> partial: array<f32, LANES>;
var<workgroup> partial_sums: array<vec4f, LANES>;

@compute @workgroup_size(LANES)
fn attend(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.y;
  let head = group.x * HEAD_QUADS;
  let tokens = scalars.first_position + row + 1u;
  let query = row * QUADS + head;
  let scale = inverseSqrt(f32(HEAD_WIDTH));

  var highest = -1e30;
  for (var token = lane; token < tokens; token += LANES) {
    let key = (scalars.layer_start + token) * QUADS + head;
    var score = 0.0;
    for (var quad = 0u; quad < HEAD_QUADS; quad++) {
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

  let quad = lane % HEAD_QUADS;
  var sums = vec4f();
  for (var token = lane / HEAD_QUADS; token < tokens; token += PARTS) {
    sums += scores[token] * values[(scalars.layer_start + token) * QUADS + head + quad];
  }
  partial_sums[lane] = sums;
  workgroupBarrier();
  if (lane >= HEAD_QUADS) {
    return;
  }
  total = 0.0;
  for (var other = 0u; other < LANES; other++) {
    total += partial[other];
  }
  sums = vec4f();
  for (var part = 0u; part < PARTS; part++) {
    sums += partial_sums[part * HEAD_QUADS + lane];
  }
  attended[query + lane] = sums / total;
}
