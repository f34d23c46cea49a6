// Owns which embedders a person can choose here: the one that is part of the studio, and web-llm's where there is a GPU for them.
import type { Store } from '../../src/core/ports.ts';
import { usualEmbedder, webLlmEmbedders } from '../../src/engine/embedders.ts';
import { isKept } from '../../src/engine/kept.ts';
import type { EmbedderRow } from '../studio-api/personas.ts';
import { machineOf } from './models/machine.ts';
import { fitOf } from './models/rows.ts';
import { studioRoot } from './origin.ts';

const usual: EmbedderRow = { id: usualEmbedder, name: 'Universal Sentence Encoder lite', downloadBytes: 0 };

export async function embeddersHere(store: Store): Promise<readonly EmbedderRow[]> {
  const machine = await machineOf(store);
  const able = webLlmEmbedders.filter((model) => fitOf(model, machine).kind !== 'no');
  const rows = able.map(async (model): Promise<EmbedderRow> => {
    const downloadBytes = (await isKept(model, studioRoot)) ? 0 : model.downloadBytes;
    return { id: model.choice.model, name: model.name, downloadBytes };
  });
  return [usual, ...(await Promise.all(rows))];
}
