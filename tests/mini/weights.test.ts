// Owns the checks of the embedded model as it lies in the repository. Whether it talks well is measured by its trainer.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readGgufHeader } from './gguf-header.ts';

const folder = fileURLToPath(new URL('../../public/models/parley-mini/', import.meta.url));
const mostWeightBytes = 18_000_000;
const mlcFolder = 'resolve/1';
const ggufPath = 'parley-mini-q8_0.gguf';
const shardPath = `${mlcFolder}/params_shard_0.bin`;

const manifestForm = z.object({
  parameters: z.int().positive(),
  contextTokens: z.int().positive(),
  files: z
    .array(z.object({ path: z.string(), bytes: z.int().positive(), sha256: z.string().length(64) }))
    .min(1),
  licence: z.string().min(1),
  attribution: z.string().min(1),
  rebuild: z.string().min(1),
});

const tensorForm = z.object({
  name: z.string(),
  shape: z.array(z.int().positive()),
  nbytes: z.int(),
  byteOffset: z.int(),
});
const tensorCacheForm = z.object({
  records: z.tuple([
    z.object({ dataPath: z.string(), nbytes: z.int(), md5sum: z.string(), records: z.array(tensorForm) }),
  ]),
});

const read = (path: string): Buffer => readFileSync(join(folder, path));
const readJson = (path: string): unknown => JSON.parse(read(path).toString('utf8'));
const product = (sides: readonly number[]): number => sides.reduce((count, side) => count * side, 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const manifest = manifestForm.parse(readJson('model.json'));

describe('the manifest of Parley-mini', () => {
  it.each(manifest.files)('gives the size and the hash of $path', ({ path, bytes, sha256 }) => {
    const content = read(path);
    expect(content.byteLength).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  });

  it('lists every file of the folder but itself', () => {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .filter((path) => path !== 'model.json');
    expect(found.sort()).toEqual(manifest.files.map((file) => file.path).sort());
  });

  it('keeps the weights within what the repository may carry', () => {
    const weights = manifest.files.filter((file) => /\.(bin|gguf)$/.test(file.path));
    expect(weights.map((file) => file.path).sort()).toEqual([ggufPath, shardPath]);
    expect(sum(weights.map((file) => file.bytes))).toBeLessThanOrEqual(mostWeightBytes);
  });

  it('names the licence and the source of the data', () => {
    expect(manifest.licence).toBe('CC-BY-4.0');
    expect(manifest.attribution).toContain('Synthetic-Persona-Chat');
    expect(manifest.attribution).toContain('2312.10007');
  });
});

describe('the MLC form of Parley-mini', () => {
  const [index] = tensorCacheForm.parse(readJson(`${mlcFolder}/tensor-cache.json`)).records;
  const shard = read(shardPath);

  it('covers its shard exactly, without gap or overlap', () => {
    let end = 0;
    for (const tensor of index.records) {
      expect([tensor.name, tensor.byteOffset]).toEqual([tensor.name, end]);
      expect([tensor.name, tensor.nbytes]).toEqual([tensor.name, 2 * product(tensor.shape)]);
      end += tensor.nbytes;
    }
    expect(end).toBe(shard.byteLength);
    expect(index.nbytes).toBe(shard.byteLength);
  });

  it('gives the checksum that the engine verifies', () => {
    expect(createHash('md5').update(shard).digest('hex')).toBe(index.md5sum);
  });

  it('has as many parameters as the manifest says', () => {
    expect(sum(index.records.map((tensor) => product(tensor.shape)))).toBe(manifest.parameters);
  });
});

describe('the GGUF form of Parley-mini', () => {
  const bytes = read(ggufPath);
  const header = readGgufHeader(bytes);

  it('is GGUF of version 3 for the llama architecture', () => {
    expect(header.magic).toBe('GGUF');
    expect(header.version).toBe(3);
    expect(header.metadata.get('general.architecture')).toBe('llama');
  });

  it('has the parameters and the context of the manifest', () => {
    expect(manifest.parameters).toBe(5_803_264);
    expect(header.tensors).toHaveLength(57);
    expect(sum(header.tensors.map((tensor) => product(tensor.sides)))).toBe(manifest.parameters);
    expect(header.metadata.get('llama.context_length')).toBe(manifest.contextTokens);
  });

  it('holds every tensor within the file', () => {
    for (const { name, sides, kind, offset } of header.tensors) {
      const bytesPerElement = kind === 8 ? 34 / 32 : 4;
      const end = header.dataStart + offset + product(sides) * bytesPerElement;
      expect(end, name).toBeLessThanOrEqual(bytes.byteLength);
    }
  });

  it('has the same tokens as the tokenizer of the MLC form', () => {
    const vocabulary = z
      .object({
        model: z.object({ vocab: z.record(z.string(), z.int()) }),
        added_tokens: z.array(z.object({ content: z.string() })),
      })
      .parse(readJson(`${mlcFolder}/tokenizer.json`));
    const pieces = Object.entries(vocabulary.model.vocab).sort(([, one], [, other]) => one - other);
    const tokens = [
      ...pieces.map(([piece]) => piece),
      ...vocabulary.added_tokens.map((token) => token.content),
    ];
    expect(header.metadata.get('tokenizer.ggml.tokens')).toEqual(tokens);
  });

  it('ends its chat template so that llama.cpp, which strips the last newline, still opens the answer with one', () => {
    expect(header.metadata.get('tokenizer.chat_template')).toMatch(/\{\{ '<\|im_start\|>assistant\n' \}\}$/);
  });
});
