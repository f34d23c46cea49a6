// target[rows, columns] = input[rows, depth] · weight[columns, depth] transposed, or added to what is there.
// A group covers 16 rows by 64 columns; an invocation holds 4 by 4 of them in registers, so that each load serves four
// products.

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

fn write_row(row: u32, column: u32, sums: vec4f) {
  if (row >= scalars.rows) {
    return;
  }
  let place = (row * scalars.columns + column) / 4u;
  result[place] = select(sums, result[place] + sums, scalars.add == 1u);
}

@compute @workgroup_size(16, 4)
fn multiply(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x * 4u;
  let row = id.y * 4u;
  let last = scalars.rows - 1u;
  let quads = scalars.depth / 4u;
  // Rows beyond the last repeat it and are not written.
  let input0 = min(row, last) * quads;
  let input1 = min(row + 1u, last) * quads;
  let input2 = min(row + 2u, last) * quads;
  let input3 = min(row + 3u, last) * quads;
  let weight0 = column * quads;
  let weight1 = weight0 + quads;
  let weight2 = weight1 + quads;
  let weight3 = weight2 + quads;
  var sums0 = vec4f();
  var sums1 = vec4f();
  var sums2 = vec4f();
  var sums3 = vec4f();
  for (var quad = 0u; quad < quads; quad++) {
    let w0 = weight[weight0 + quad];
    let w1 = weight[weight1 + quad];
    let w2 = weight[weight2 + quad];
    let w3 = weight[weight3 + quad];
    let x0 = input[input0 + quad];
    let x1 = input[input1 + quad];
    let x2 = input[input2 + quad];
    let x3 = input[input3 + quad];
    sums0 += vec4f(dot(x0, w0), dot(x0, w1), dot(x0, w2), dot(x0, w3));
    sums1 += vec4f(dot(x1, w0), dot(x1, w1), dot(x1, w2), dot(x1, w3));
    sums2 += vec4f(dot(x2, w0), dot(x2, w1), dot(x2, w2), dot(x2, w3));
    sums3 += vec4f(dot(x3, w0), dot(x3, w1), dot(x3, w2), dot(x3, w3));
  }
  write_row(row, column, sums0);
  write_row(row + 1u, column, sums1);
  write_row(row + 2u, column, sums2);
  write_row(row + 3u, column, sums3);
}
