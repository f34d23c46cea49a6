// Owns how a running studio is recognised by a second start: a small JSON at a fixed path.
import { createHash } from 'node:crypto';

export const identityPath = '/parley.json';

/**
 * @typedef {{ readonly studio: 'parley', readonly root: string }} Identity
 * The root is hashed: enough to tell two checkouts apart, and no path of the machine is given away.
 */

/**
 * @param {string} root
 * @returns {Identity}
 */
export const identityOf = (root) => ({
  studio: 'parley',
  root: createHash('sha256').update(root).digest('hex').slice(0, 16),
});

/**
 * @param {string} origin
 * @param {string} root the folder that our own server would serve
 * @param {number} [patienceMs]
 * @returns {Promise<'nothing' | 'this studio' | 'another studio' | 'something else'>}
 */
export async function whoAnswers(origin, root, patienceMs = 2000) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(origin + identityPath, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    const cause = /** @type {{ cause?: { code?: string } }} */ (error).cause;
    return cause?.code === 'ECONNREFUSED' ? 'nothing' : 'something else';
  }
  const identity = /** @type {Partial<ReturnType<typeof identityOf>> | undefined} */ (
    await response.json().catch(() => undefined)
  );
  if (identity?.studio !== 'parley') return 'something else';
  return identity.root === identityOf(root).root ? 'this studio' : 'another studio';
}
