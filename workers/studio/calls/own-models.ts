// Owns the calls about models that the person adds.
import type { OwnModelCalls } from '../../studio-api/own-models.ts';
import type { Desk } from '../desk.ts';
import { studioRoot } from '../origin.ts';

export function ownModelCalls({ models, changed }: Desk): OwnModelCalls {
  const { own } = models;
  return {
    ownModels: () => own.list(),

    async knownLibraries() {
      return (await models.all())
        .filter(({ files }) => files.kind === 'mlc' && !files.own)
        .map(({ name, quantisation, files }) => ({
          ...{ name, quantisation },
          address: files.kind === 'mlc' ? new URL(files.library, studioRoot).href : '',
        }));
    },

    lookAtFiles: (picked) => own.lookAtFiles(picked),
    lookAtAddress: (typed) => own.lookAtAddress(typed),

    async addOwnModel(model, picked, onProgress) {
      await own.add(model, picked, onProgress);
      changed('models');
    },

    cancelAddingModel: () => Promise.resolve(own.cancel()),
    forgetOwnModel: (choice) => models.forgetOwn(choice),
  };
}
