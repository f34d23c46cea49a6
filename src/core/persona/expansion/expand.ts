// Owns the loop of an expansion: what to do next is decided by nextStep; this only does it and yields what landed. Whoever
// consumes the events writes each to the store before asking for the next, so that a stop anywhere loses nothing but the
// answer being written.
import { bareTextOf } from '../../conversation/words.ts';
import type { Store } from '../../ports.ts';
import { derive, sample } from '../../random.ts';
import type { Attribute } from '../profile.ts';
import { call, type ExpansionSurroundings } from './call.ts';
import { Meanings } from './meanings.ts';
import {
  afterStep,
  attributesSoFar,
  inForce,
  nextStep,
  type ExpansionState,
  type NextStep,
} from './next-step.ts';
import { categoriesToAsk, type Expansion } from './plan.ts';
import { attributePrompt, bootstrappingPrompt, hasAttributeForm, inductionPrompt } from './prompts.ts';
import {
  questionId,
  type ExpansionStep,
  type Question,
  type Rejection,
  type WrittenQuestion,
} from './step.ts';
import type { ExpansionEvent } from './view.ts';

export async function* expand(
  the: Expansion,
  around: ExpansionSurroundings,
): AsyncGenerator<ExpansionEvent & { kind: 'step' | 'waits' }> {
  let state = await restoredState(the, around.store);
  const meanings = new Meanings(around);
  while (!around.stop.stopped) {
    const next = nextStep(the, state);
    if (next.kind === 'end') return;
    if (next.kind === 'wait') {
      yield { kind: 'waits' };
      return;
    }
    const landed = await perform(next, the, state, meanings, around);
    if (!landed) return;
    yield { kind: 'step', ...landed };
    state = afterStep(state, landed.step, landed.questions);
  }
}

async function restoredState(the: Expansion, store: Pick<Store, 'page'>): Promise<ExpansionState> {
  const [attributes, questions, steps] = await Promise.all([
    store.page('attribute', the.id),
    store.page('question', the.id),
    store.page('expansionStep', the.id),
  ]);
  return { attributes, categories: categoriesToAsk(attributes, the.plan), questions, steps };
}

interface Landed {
  readonly step: ExpansionStep;
  readonly questions: readonly Question[];
}

/** null when it was stopped before anything landed. */
function perform(
  next: NextStep & { kind: 'induce' | 'bootstrap' | 'ask' },
  the: Expansion,
  state: ExpansionState,
  meanings: Meanings,
  around: ExpansionSurroundings,
): Promise<Landed | null> {
  switch (next.kind) {
    case 'induce':
      return induce(next, the, state, around);
    case 'bootstrap':
      return bootstrap(next.id, the, state, around);
    case 'ask':
      return ask(next, the, state, meanings, around);
  }
}

const idOf = ({ id }: { readonly id: string }): string => id;

async function induce(
  { id, category }: NextStep & { kind: 'induce' },
  the: Expansion,
  state: ExpansionState,
  around: ExpansionSurroundings,
): Promise<Landed | null> {
  const { seed, attributesPerQuestion } = the.plan;
  const shown = sample(category.attributes, attributesPerQuestion, derive(seed, 'induction', category.name));
  const prompt = inductionPrompt(shown.map(({ text }) => text));
  const called = await call(the, id, prompt, { phase: 'induction', about: category.name }, around);
  if (!called) return null;
  const written = sorted(called.read === null ? [] : [called.read], state.questions);
  const questions = newQuestions(the, id, written, category.name);
  const step = { kind: 'induction' as const, category: category.name, written };
  return { step: { ...called.record, shown: shown.map(idOf), ...step }, questions };
}

async function bootstrap(
  id: string,
  the: Expansion,
  state: ExpansionState,
  around: ExpansionSurroundings,
): Promise<Landed | null> {
  const { seed, questionsShown, questionsPerStep } = the.plan;
  const shown = sample(inForce(state.questions), questionsShown, derive(seed, 'bootstrapping', id));
  const prompt = bootstrappingPrompt(
    shown.map(({ text }) => text),
    questionsPerStep,
  );
  const called = await call(the, id, prompt, { phase: 'bootstrapping', about: '' }, around);
  if (!called) return null;
  const written = sorted((called.read ?? []).slice(0, questionsPerStep), state.questions);
  const questions = newQuestions(the, id, written);
  return { step: { ...called.record, shown: shown.map(idOf), kind: 'bootstrapping', written }, questions };
}

/** Which of the questions are new: those that a person took out still count, or they would come back. */
function sorted(texts: readonly string[], questions: readonly Question[]): readonly WrittenQuestion[] {
  const known = new Map(
    questions.flatMap(({ text, written = text }) => [
      [bareTextOf(written), text],
      [bareTextOf(text), text],
    ]),
  );
  return texts.map((text) => {
    const duplicateOf = known.get(bareTextOf(text)) ?? null;
    if (duplicateOf === null) known.set(bareTextOf(text), text);
    return { text, duplicateOf };
  });
}

const newQuestions = (
  the: Expansion,
  stepId: string,
  written: readonly WrittenQuestion[],
  category?: string,
): readonly Question[] =>
  written.flatMap(({ text, duplicateOf }, place) =>
    duplicateOf === null
      ? [
          {
            owner: the.id,
            id: questionId(stepId, place),
            text,
            ...(category === undefined ? {} : { category }),
          },
        ]
      : [],
  );

async function ask(
  { id, question }: NextStep & { kind: 'ask' },
  the: Expansion,
  state: ExpansionState,
  meanings: Meanings,
  around: ExpansionSurroundings,
): Promise<Landed | null> {
  const { plan, writer } = the;
  const known = attributesSoFar(state);
  const shown = sample(known, plan.attributesShown, derive(plan.seed, 'who', id));
  const prompt = attributePrompt(
    shown.map(({ text }) => text),
    question.text,
    plan.form,
  );
  const called = await call(the, id, prompt, { phase: 'attribute', about: question.text }, around);
  if (!called) return null;
  const record = { ...called.record, shown: shown.map(idOf), kind: 'attribute' as const };
  const asked = { questionId: question.id, question: question.text };
  if (called.read === null)
    return { step: { ...record, ...asked, attribute: null, rejection: null }, questions: [] };
  const attribute: Attribute = {
    id: `${the.id}-${id}`,
    text: called.read,
    ...(question.category === undefined ? {} : { category: question.category }),
    source: {
      name: `Persona expansion by ${writer.name}`,
      licence: [...new Set([...shown.map(({ source }) => source.licence), writer.licence])].join(', '),
    },
  };
  const rejection = await rejectionOf(attribute.text, known, plan.nearAbove, meanings);
  if (rejection === 'stopped') return null;
  return { step: { ...record, ...asked, attribute, rejection }, questions: [] };
}

async function rejectionOf(
  text: string,
  known: readonly Attribute[],
  nearAbove: number,
  meanings: Meanings,
): Promise<Rejection | null | 'stopped'> {
  if (!hasAttributeForm(text)) return { kind: 'form' };
  const same = known.find((attribute) => bareTextOf(attribute.text) === bareTextOf(text));
  if (same) return { kind: 'repeats', like: same.text };
  const nearest = await meanings.nearestTo(text, known);
  if (nearest === 'stopped') return nearest;
  return nearest && nearest.cosine > nearAbove
    ? { kind: 'near', like: nearest.text, cosine: nearest.cosine }
    : null;
}
