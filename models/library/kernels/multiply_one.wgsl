// The product of `multiply` for a single row, as each new token needs it; an invocation holds four columns.

struct Scalars {
  rows: u32,
  columns: u32,
  depth: u32,
  add: u32,
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> result: array<vec4f>;
@group(0) @binding(1) var<storage, read> input: array<vec4f>;
@group(0) @binding(2) var<storage, read> weight: array<vec4f>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

@compute @workgroup_size(16)
fn multiply_one(@builtin(global_invocation_id) id: vec3u) {
  let quads = scalars.depth / 4u;
  let weight0 = id.x * 4u * quads;
  let weight1 = weight0 + quads;
  let weight2 = weight1 + quads;
  let weight3 = weight2 + quads;
  var sums = vec4f();
  for (var quad = 0u; quad < quads; quad++) {
    let x = input[quad];
    let w0 = weight[weight0 + quad];
    let w1 = weight[weight1 + quad];
    let w2 = weight[weight2 + quad];
    let w3 = weight[weight3 + quad];
    sums += vec4f(dot(x, w0), dot(x, w1), dot(x, w2), dot(x, w3));
  }
  result[id.x] = select(sums, result[id.x] + sums, scalars.add == 1u);
}
