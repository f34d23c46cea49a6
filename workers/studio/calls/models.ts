// Owns the calls about models and the machine they run on.
import { webLlmEmbedders } from '../../../src/engine/embedders.ts';
import { deleteLeftovers, leftovers } from '../../../src/engine/kept.ts';
import { studioRoot } from '../origin.ts';
import type { ModelCalls } from '../../studio-api/models.ts';
import type { Desk } from '../desk.ts';
import { knownHabits } from '../models/habits.ts';
import { machineOf, setMemory } from '../models/machine.ts';
import { planFor } from '../models/proposal.ts';

export function modelCalls({ store, models, changed }: Desk): ModelCalls {
  /** Every model that files may belong to. */
  const known = async () => [...(await models.all()), ...webLlmEmbedders];
  return {
    machine: () => machineOf(store),

    async setMemory(gigabytes) {
      await setMemory(store, gigabytes);
      changed('models');
    },

    async offerBrowserModel(state, lend) {
      models.browser.offer(state, async () => lend());
      changed('models');
    },

    models: () => models.rows(),
    proposal: () => models.proposal(),

    async costGrounds() {
      const { seedConversations } = await import('../bundled-conversations.ts');
      const [seeds, habits] = await Promise.all([seedConversations(), knownHabits(store)]);
      return { seeds, habits };
    },

    presetPlan: async (preset, generator, critic) =>
      planFor(preset, { generator, critic }, await models.promptForms()),

    endpoints: () => models.endpoints.rows(),
    probeEndpoint: (address, id, key) => models.endpoints.probe(address, id, key),
    tryEndpoint: (choice) => models.tryEndpoint(choice),

    async saveEndpoint(endpoint, key) {
      await models.endpoints.save(endpoint, key);
      await models.letGoOfEndpoint(endpoint.id);
      changed('models');
    },

    takeKey: (id, key) => Promise.resolve(models.endpoints.takeKey(id, key)),

    async forgetEndpoint(id) {
      await models.letGoOfEndpoint(id);
      await models.endpoints.forget(id);
      changed('models');
    },

    catalogueMirror: () => models.mirror.current(),
    lookAtCatalogueMirror: (base, libraries) => models.mirror.look(base, libraries),

    async useCatalogueMirror(mirror) {
      await models.mirror.use(mirror);
      changed('models');
    },

    measureModel: (choice) => models.measure(choice),
    leftovers: async () => leftovers(await known(), studioRoot),

    async deleteLeftovers() {
      await deleteLeftovers(await known(), studioRoot);
      changed('models');
    },

    async deleteAllModelFiles() {
      await models.deleteAllFiles();
      changed('models');
    },

    traffic: () => models.traffic.hosts(),

    loadModel: (choice) => models.load(choice),
    cancelLoad: (choice) => models.unload(choice),
    unloadModel: (choice) => models.unload(choice),
    deleteModelFiles: (choice) => models.deleteFiles(choice),
  };
}
