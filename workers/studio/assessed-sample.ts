// Owns which conversations an assessment is about: so many of each set, drawn by seed, as copies that stay as they were.
import { assessedRowId, type Assessment, type AssessmentPlan } from '../../src/core/assess/assessment.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Store } from '../../src/core/ports.ts';
import { derive, sample } from '../../src/core/random.ts';
import type { AssessmentWish } from '../studio-api/assessments.ts';
import { findSet } from './find.ts';
import { allOf } from './pages.ts';

type Drawn = Pick<Assessment, 'plan' | 'rows'> & { readonly conversations: readonly Conversation[] };

/** Copies of what is drawn, under the id of the assessment. Runs give what they kept. */
export async function draw(
  store: Store,
  projectId: string,
  id: string,
  wish: AssessmentWish,
): Promise<Drawn> {
  const { setIds, ...decided } = wish;
  const { versionsInUse } = await import('./experts.ts');
  const { versionsToAsk } = await import('../../src/core/assess/versions.ts');
  const rows: Assessment['rows'][number][] = [];
  const conversations: Conversation[] = [];
  const sets: { setId: string; name: string }[] = [];
  for (const [set, setId] of setIds.entries()) {
    const { name, run } = await findSet(store, setId);
    sets.push({ setId, name });
    const given = await givenBy(store, setId, run !== null);
    const drawn = sample(given, wish.sample, derive(wish.seed, 'assessed', set));
    for (const [place, conversationId] of drawn.entries()) {
      const one = await store.read('conversation', setId, conversationId);
      if (!one) continue;
      const rowId = assessedRowId(set, place);
      rows.push({ id: rowId, set, from: { setId, conversationId } });
      conversations.push({ ...one, owner: id, id: rowId });
    }
  }
  const versions = versionsToAsk(await versionsInUse(store, projectId));
  const plan: AssessmentPlan = { ...decided, sets, versions };
  return { plan, rows, conversations };
}

/** Ids of what the set gives; without a turn there is nothing to ask about. */
async function givenBy(store: Store, setId: string, isRun: boolean): Promise<string[]> {
  const kept = new Set<string>();
  if (isRun)
    for await (const outcome of allOf(store, 'outcome', setId))
      if (outcome.kind === 'kept') kept.add(outcome.conversationId);
  const given: string[] = [];
  for await (const { id, turns } of allOf(store, 'conversation', setId))
    if (turns.length > 0 && (!isRun || kept.has(id))) given.push(id);
  return given;
}
