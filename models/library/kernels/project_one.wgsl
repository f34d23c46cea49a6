// Queries, keys and values of a single row in one go: the three products, the turn by the row's position, and the filing
// of keys and values that `multiply` and `rotate` do apart for many rows. An invocation holds four columns of each.

struct Scalars {
  first_position: u32,
  layer_start: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> queries: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> keys: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> values: array<vec4f>;
@group(0) @binding(3) var<storage, read> input: array<vec4f>;
@group(0) @binding(4) var<storage, read> query_weight: array<vec4f>;
@group(0) @binding(5) var<storage, read> key_weight: array<vec4f>;
@group(0) @binding(6) var<storage, read> value_weight: array<vec4f>;
@group(0) @binding(7) var<storage, read> rotations: array<vec4f>;
@group(0) @binding(8) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;
const HEAD_QUADS = HEAD_WIDTH / 4u;

// Two pairs, each turned by its own (cosine, sine).
fn turned(pairs: vec4f, rotation: vec4f) -> vec4f {
  return pairs * rotation.xxzz + pairs.yxwz * rotation.yyww * vec4f(-1.0, 1.0, -1.0, 1.0);
}

@compute @workgroup_size(16)
fn project_one(@builtin(global_invocation_id) id: vec3u) {
  let weight0 = id.x * 4u * QUADS;
  let weight1 = weight0 + QUADS;
  let weight2 = weight1 + QUADS;
  let weight3 = weight2 + QUADS;
  var query = vec4f();
  var key = vec4f();
  var value = vec4f();
  for (var quad = 0u; quad < QUADS; quad++) {
    let x = input[quad];
    let q0 = query_weight[weight0 + quad];
    let q1 = query_weight[weight1 + quad];
    let q2 = query_weight[weight2 + quad];
    let q3 = query_weight[weight3 + quad];
    query += vec4f(dot(x, q0), dot(x, q1), dot(x, q2), dot(x, q3));
    let k0 = key_weight[weight0 + quad];
    let k1 = key_weight[weight1 + quad];
    let k2 = key_weight[weight2 + quad];
    let k3 = key_weight[weight3 + quad];
    key += vec4f(dot(x, k0), dot(x, k1), dot(x, k2), dot(x, k3));
    let v0 = value_weight[weight0 + quad];
    let v1 = value_weight[weight1 + quad];
    let v2 = value_weight[weight2 + quad];
    let v3 = value_weight[weight3 + quad];
    value += vec4f(dot(x, v0), dot(x, v1), dot(x, v2), dot(x, v3));
  }
  let rotation = rotations[scalars.first_position * HEAD_QUADS + id.x % HEAD_QUADS];
  let place = (scalars.layer_start + scalars.first_position) * QUADS + id.x;
  queries[id.x] = turned(query, rotation);
  keys[place] = turned(key, rotation);
  values[place] = value;
}
