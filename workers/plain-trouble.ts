// Owns the edge of a worker: what is thrown inside leaves as a plain `Trouble`, since comlink drops class, code and cause.
import { Broken, troubleOf, type Trouble } from '../src/core/trouble.ts';

/** The same object for comlink to expose, each call's rejection a plain `Trouble`. */
export function withPlainTrouble<Api extends object>(api: Api): Api {
  return new Proxy(api, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        try {
          return (await Reflect.apply(member, target, given)) as unknown;
        } catch (thrown) {
          const trouble = troubleOf(thrown);
          // The page shows a sentence; whoever opens the console finds the whole.
          if (trouble.kind === 'unexpected') console.warn(thrown);
          throw trouble;
        }
      };
    },
  });
}

/** The way back: what a call across an edge was rejected with, as the error it was. */
export const brokenFrom = (rejected: unknown): Broken =>
  typeof rejected === 'object' && rejected !== null && 'kind' in rejected
    ? new Broken(rejected as Trouble)
    : new Broken(troubleOf(rejected));
