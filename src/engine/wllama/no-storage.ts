// Owns what wllama gets in place of a store of models: nothing. The studio fetches and keeps models itself, and wllama can't be
// made in a browser whose own storage it does not find.
import { CacheManager } from '@wllama/wllama';

const refuse = (): Promise<never> => Promise.reject(new Error('wllama keeps no models in the studio.'));

export const noStorage = (): CacheManager =>
  new CacheManager([
    {
      isSupported: () => true,
      read: refuse,
      write: refuse,
      getSize: refuse,
      list: refuse,
      delete: refuse,
    },
  ]);
