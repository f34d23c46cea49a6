// Sorts probabilities in falling order together with their tokens; of equal ones the lower token comes first. A bitonic
// network run by one group in storage, in the form in which every exchange points the same way, so that places beyond
// the vocabulary need no padding: they would stay where they are.

struct Scalars {
  grid: u32,
}

@group(0) @binding(0) var<storage, read_write> sorted: array<f32>;
@group(0) @binding(1) var<storage, read_write> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> probabilities: array<f32>;
@group(0) @binding(3) var<uniform> scalars: Scalars;

const LANES = 64u;

fn exchange_if_out_of_order(left: u32, right: u32) {
  if (right >= VOCABULARY) {
    return;
  }
  let left_value = sorted[left];
  let right_value = sorted[right];
  let left_token = tokens[left];
  let right_token = tokens[right];
  if (right_value > left_value || (right_value == left_value && right_token < left_token)) {
    sorted[left] = right_value;
    sorted[right] = left_value;
    tokens[left] = right_token;
    tokens[right] = left_token;
  }
}

@compute @workgroup_size(LANES)
fn sort(@builtin(local_invocation_index) lane: u32) {
  for (var token = lane; token < VOCABULARY; token += LANES) {
    sorted[token] = probabilities[token];
    tokens[token] = i32(token);
  }
  storageBarrier();
  for (var block = 2u; block < 2u * VOCABULARY; block *= 2u) {
    // First compare the two halves of a block mirrored, then ever nearer neighbours.
    let half = block / 2u;
    for (var pair = lane; pair < SORT_PAIRS; pair += LANES) {
      let start = pair / half * block;
      let offset = pair % half;
      exchange_if_out_of_order(start + offset, start + block - 1u - offset);
    }
    storageBarrier();
    for (var stride = half / 2u; stride > 0u; stride /= 2u) {
      for (var pair = lane; pair < SORT_PAIRS; pair += LANES) {
        let left = pair / stride * stride * 2u + pair % stride;
        exchange_if_out_of_order(left, left + stride);
      }
      storageBarrier();
    }
  }
}
