// Draws a token from the smallest group of likeliest tokens whose probabilities reach top-p. Serial on purpose: it stops
// at the edge of that group, which is after a few tokens, and adds in one order, so that a seed repeats.

struct Scalars {
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> drawn: array<i32>;
@group(0) @binding(1) var<storage, read> sorted: array<f32>;
@group(0) @binding(2) var<storage, read> tokens: array<i32>;
@group(0) @binding(3) var<storage, read> uniform_draw: array<f32>;
@group(0) @binding(4) var<storage, read> top_p: array<f32>;
@group(0) @binding(5) var<uniform> scalars: Scalars;

@compute @workgroup_size(1)
fn draw() {
  var total = 0.0;
  var size = 0u;
  while (size < VOCABULARY && total < top_p[0] && sorted[size] > 0.0) {
    total += sorted[size];
    size++;
  }
  let limit = uniform_draw[0] * total;
  var reached = sorted[0];
  var place = 0u;
  while (place + 1u < size && reached <= limit) {
    place++;
    reached += sorted[place];
  }
  drawn[0] = tokens[place];
}
