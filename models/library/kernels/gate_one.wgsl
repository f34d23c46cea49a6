// The gate of `gate.wgsl` for a single row; an invocation holds four columns.

struct Scalars {
  rows: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> gated: array<vec4f>;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read> gate_weight: array<vec4f>;
@group(0) @binding(3) var<storage, read> up_weight: array<vec4f>;
@group(0) @binding(4) var<uniform> scalars: Scalars;

const QUADS = WIDTH / 4u;

@compute @workgroup_size(16)
fn gate_one(@builtin(global_invocation_id) id: vec3u) {
  let weight0 = id.x * 4u * QUADS;
  let weight1 = weight0 + QUADS;
  let weight2 = weight1 + QUADS;
  let weight3 = weight2 + QUADS;
  var gates = vec4f();
  var ups = vec4f();
  for (var quad = 0u; quad < QUADS; quad++) {
    let x = input[quad];
    let g0 = gate_weight[weight0 + quad];
    let g1 = gate_weight[weight1 + quad];
    let g2 = gate_weight[weight2 + quad];
    let g3 = gate_weight[weight3 + quad];
    gates += vec4f(dot(x, g0), dot(x, g1), dot(x, g2), dot(x, g3));
    let u0 = up_weight[weight0 + quad];
    let u1 = up_weight[weight1 + quad];
    let u2 = up_weight[weight2 + quad];
    let u3 = up_weight[weight3 + quad];
    ups += vec4f(dot(x, u0), dot(x, u1), dot(x, u2), dot(x, u3));
  }
  gated[id.x] = gates / (1.0 + exp(-gates)) * ups;
}
