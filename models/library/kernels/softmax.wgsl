// Probabilities of one row of logits at a temperature; one group for the whole vocabulary.

struct Scalars {
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> probabilities: array<f32>;
@group(0) @binding(1) var<storage, read> logits: array<f32>;
@group(0) @binding(2) var<storage, read> temperature: array<f32>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

const LANES = 64u;
// Further below the best than this many temperatures, a token's probability is nought: a token that a grammar ruled out
// must never be drawn, and no difference may overflow on division by a temperature near nought.
const NEGLIGIBLE = -80.0;

var<workgroup> partial: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn softmax(@builtin(local_invocation_index) lane: u32) {
  let heat = temperature[0];
  var highest = logits[0];
  for (var token = lane; token < VOCABULARY; token += LANES) {
    highest = max(highest, logits[token]);
  }
  partial[lane] = highest;
  workgroupBarrier();
  for (var other = 0u; other < LANES; other++) {
    highest = max(highest, partial[other]);
  }
  workgroupBarrier();

  var total = 0.0;
  for (var token = lane; token < VOCABULARY; token += LANES) {
    let distance = logits[token] - highest;
    var weight = 0.0;
    if (distance > NEGLIGIBLE * heat) {
      weight = exp(distance / heat);
    }
    probabilities[token] = weight;
    total += weight;
  }
  partial[lane] = total;
  workgroupBarrier();
  total = 0.0;
  for (var other = 0u; other < LANES; other++) {
    total += partial[other];
  }
  for (var token = lane; token < VOCABULARY; token += LANES) {
    probabilities[token] /= total;
  }
}
