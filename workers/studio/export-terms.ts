// Owns under which terms a set may leave: those of its sources, and those of the models that wrote it.
import { termsOf } from '../../src/core/formats/licences.ts';
import { catalogue } from '../../src/engine/catalogue.ts';
import type { ExportTerms } from '../studio-api/exports.ts';
import type { ExportTask } from './export-task.ts';

/** Models that the studio does not list, such as those of an endpoint, have terms that nobody here knows. */
const unknown = 'not known here';

/** The models that wrote these conversations, with their licences. */
export const modelTerms = ({ exportable: { models } }: Pick<ExportTask, 'exportable'>) =>
  models.map((model): [string, string] => [
    model,
    catalogue.find((listed) => listed.choice.model === model)?.licence ?? unknown,
  ]);

export async function termsAround(task: ExportTask): Promise<ExportTerms> {
  const models = modelTerms(task);
  const licences = [...new Set([...task.exportable.terms, ...models].map(([, licence]) => licence))];
  return {
    sources: task.exportable.terms,
    models,
    duties: licences.flatMap((licence) =>
      (termsOf(licence)?.duties ?? []).map((text): [string, string] => [licence, text]),
    ),
    forbids: licences.flatMap((licence) =>
      (termsOf(licence)?.forbids ?? []).map((text): [string, string] => [licence, text]),
    ),
    unknown: licences.filter((licence) => termsOf(licence) === null),
  };
}
