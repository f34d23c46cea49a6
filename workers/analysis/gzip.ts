// Owns packing a text as the compression ratio counts it: with the browser's own gzip.

/** Bytes of a text, plain and packed. */
export async function gzip(text: string): Promise<{ plainBytes: number; packedBytes: number }> {
  const plain = new Blob([text]);
  const packed = plain.stream().pipeThrough(new CompressionStream('gzip'));
  return { plainBytes: plain.size, packedBytes: (await new Response(packed).arrayBuffer()).byteLength };
}
