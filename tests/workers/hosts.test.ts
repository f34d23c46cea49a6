import { describe, expect, it } from 'vitest';
import { addedOriginOf, isAllowed } from '../../workers/gate/hosts.ts';

const origin = 'http://127.0.0.1:4750';

describe('a server that the person added', () => {
  const added = new Set(['http://127.0.0.1:8000', 'https://api.example.com']);

  it.each(['http://127.0.0.1:8000/v1/models', 'https://api.example.com/v1/chat/completions'])(
    'is let through: %s',
    (address) => {
      expect(isAllowed(new URL(address), origin, added)).toBe(true);
      expect(isAllowed(new URL(address), origin)).toBe(false);
    },
  );

  it('is the same server by any name below localhost, and counted under the one it was added by', () => {
    const url = new URL('http://parley-1a2b-3.localhost:8000/v1/models');
    expect(isAllowed(url, origin, added)).toBe(true);
    expect(addedOriginOf(url, added)).toBe('http://127.0.0.1:8000');
  });

  it.each([
    'http://parley-1.localhost:8001/v1/models',
    'https://parley-1.localhost:8000/v1/models',
    'http://parley-1.localhost.example.com:8000/v1/models',
    'http://api.example.com/v1/models',
    'http://127.0.0.1:8001/v1/models',
    'https://other.example.com/v1',
  ])('lets through nothing else: %s', (address) => {
    expect(isAllowed(new URL(address), origin, added)).toBe(false);
  });
});

describe('the list of hosts', () => {
  it.each([
    'http://127.0.0.1:4750/seed/attributes.json',
    'blob:http://127.0.0.1:4750/2b1c',
    'data:application/wasm;base64,AAAA',
    'https://huggingface.co/mlc-ai/x/resolve/main/params_shard_0.bin',
    'https://cdn-lfs-us-1.huggingface.co/repos/x',
    'https://cas-bridge.xethub.hf.co/x',
    'https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/x.wasm',
  ])('lets through %s', (address) => {
    expect(isAllowed(new URL(address), origin)).toBe(true);
  });

  it.each([
    'https://example.com/',
    'http://huggingface.co/not-encrypted',
    'https://huggingface.co:8443/other-port',
    'https://evilhuggingface.co/',
    'https://huggingface.co.example.com/',
    'https://hf.co.example.com/',
    'http://127.0.0.1:9999/another-origin',
    'http://localhost:4750/another-name',
    'ws://127.0.0.1:4750/',
    'file:///etc/passwd',
  ])('refuses %s', (address) => {
    expect(isAllowed(new URL(address), origin)).toBe(false);
  });
});
