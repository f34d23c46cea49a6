// Turns each pair of queries and keys by the angle of its position (rotary embedding, neighbours paired) and files keys
// and values in the cache of the layer; one invocation per pair.

struct Scalars {
  rows: u32,
  first_position: u32,
  layer_start: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> queries: array<vec2f>;
@group(0) @binding(1) var<storage, read> new_keys: array<vec2f>;
@group(0) @binding(2) var<storage, read> new_values: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> keys: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> values: array<vec2f>;
@group(0) @binding(5) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(6) var<uniform> scalars: Scalars;

const PAIRS = WIDTH / 2u;
const HEAD_PAIRS = HEAD_WIDTH / 2u;

fn turned(pair: vec2f, rotation: vec2f) -> vec2f {
  return vec2f(pair.x * rotation.x - pair.y * rotation.y, pair.x * rotation.y + pair.y * rotation.x);
}

@compute @workgroup_size(64)
fn rotate(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x / PAIRS;
  if (row >= scalars.rows) {
    return;
  }
  let pair = id.x % PAIRS;
  let position = scalars.first_position + row;
  let rotation = rotations[position * HEAD_PAIRS + pair % HEAD_PAIRS];
  let place = (scalars.layer_start + position) * PAIRS + pair;
  queries[id.x] = turned(queries[id.x], rotation);
  keys[place] = turned(new_keys[id.x], rotation);
  values[place] = new_values[id.x];
}
