import { describe, expect, it } from 'vitest';
import { hostOf, idFor } from '../../src/ui/screens/models/endpoint-names.ts';

describe('the id of a server', () => {
  it.each([
    ['My vLLM', [], 'my-vllm'],
    ['127.0.0.1:8000', [], '127-0-0-1-8000'],
    ['  Größe ', [], 'gr-e'],
    ['…', [], 'server'],
    ['My vLLM', ['my-vllm'], 'my-vllm-2'],
    ['My vLLM', ['my-vllm', 'my-vllm-2'], 'my-vllm-3'],
  ])('of “%s” beside %j is %s', (name, taken, id) => {
    const others = taken.map((one) => ({ id: one }));
    expect(idFor(name, others)).toBe(id);
  });

  it('comes from the host, where a person names it no other way', () => {
    expect(hostOf('http://127.0.0.1:8000/v1')).toBe('127.0.0.1:8000');
  });
});
