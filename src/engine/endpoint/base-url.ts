// Owns reading the address of an OpenAI-compatible server as a person types or pastes it. Pure.
import { failure, success, type Result } from '../../core/result.ts';

export type AddressProblem = 'no-address' | 'no-web-address' | 'not-encrypted';

/**
 * The address up to and with the version (`…/v1`), without a slash at the end. What is pasted may name a call of the server.
 * Plain http is for this machine alone: the studio's policy lets no page send what was written across a network in the open.
 */
export function readBaseUrl(typed: string): Result<string, AddressProblem> {
  const text = typed.trim();
  if (text === '') return failure('no-address');
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `${isHere(text) ? 'http' : 'https'}://${text}`);
  if (!url || !/^https?:$/.test(url.protocol)) return failure('no-web-address');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return failure('not-encrypted');
  const path = url.pathname.replace(/\/(?:chat\/completions|completions|models)\/?$/, '').replace(/\/+$/, '');
  return success(`${url.origin}${path === '' ? '/v1' : path}`);
}

const isHere = (text: string): boolean => isLoopback(text.split(/[:/]/, 1)[0] ?? '');

const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1';
