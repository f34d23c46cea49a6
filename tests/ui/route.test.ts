import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';

// The address reads the page's as soon as it is imported, and there is no page here.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { formatRoute, parseRoute } = await import('../../src/ui/route.svelte.ts');
type Route = ReturnType<typeof parseRoute>;

const id = fc.string({ minLength: 1, unit: 'binary' });

const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>(
    { screen: 'projects' },
    { screen: 'dialogues' },
    { screen: 'models' },
    { screen: 'settings' },
  ),
  fc.record({
    screen: fc.constantFrom('personas' as const, 'export' as const, 'dialogues' as const),
    projectId: id,
  }),
  fc.record(
    { screen: fc.constant('run' as const), projectId: id, runId: id },
    { requiredKeys: ['screen', 'projectId'] },
  ),
  fc.record({
    screen: fc.constant('tasks' as const),
    projectId: id,
    taskId: id,
    answering: fc.constant(true as const),
  }),
  fc.record(
    { screen: fc.constant('tasks' as const), projectId: id, taskId: id },
    { requiredKeys: ['screen', 'projectId'] },
  ),
  fc.record(
    { screen: fc.constant('assess' as const), projectId: id, assessmentId: id },
    { requiredKeys: ['screen', 'projectId'] },
  ),
  fc.record({
    screen: fc.constant('assess' as const),
    projectId: id,
    assessmentId: id,
    answers: fc.record(
      {
        filter: fc.record(
          {
            set: fc.nat(),
            question: fc.constantFrom('g-eval', 'g-eval~coherence', 'swapped-groups~bias~as it is'),
            said: fc.constantFrom('yes', '0 to 24', 'unreadable'),
          },
          { requiredKeys: [] },
        ),
        answerId: id,
      },
      { requiredKeys: ['filter'] },
    ),
  }),
  fc.record({ screen: fc.constant('critics' as const), projectId: id }),
  fc.record(
    {
      screen: fc.constant('critics' as const),
      projectId: id,
      section: fc.constantFrom('expert' as const, 'bench' as const),
      id,
    },
    { requiredKeys: ['screen', 'projectId', 'section'] },
  ),
  fc.record({ screen: fc.constant('judge' as const), projectId: id, setId: id }),
  fc.record({
    screen: fc.constant('evaluate' as const),
    projectId: id,
    setIds: fc.array(id, { minLength: 1, maxLength: 4 }),
    extras: fc.subarray(['byRound', 'accuracy', 'meaning'] as const),
  }),
  fc.record({
    screen: fc.constant('evaluate' as const),
    projectId: id,
    setIds: fc.constant([]),
    extras: fc.constant([]),
  }),
  fc.record(
    {
      screen: fc.constantFrom('conversations' as const, 'review' as const),
      projectId: id,
      setId: id,
    },
    { requiredKeys: ['screen', 'projectId'] },
  ),
  fc.record({
    screen: fc.constantFrom('conversations' as const, 'review' as const),
    projectId: id,
    setId: id,
    conversationId: id,
  }),
);

describe('the address', () => {
  it('is read back as the route it was made from, whatever the ids hold', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        expect(parseRoute(formatRoute(route))).toEqual(route);
      }),
    );
  });

  it('keeps any text that is no route, so that it can be shown', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const route = parseRoute(`#${text}`);
        if (route.screen === 'unknown') expect(formatRoute(route)).toBe(`#${text}`);
      }),
    );
  });

  test.each([
    ['', 'projects'],
    ['#/', 'projects'],
    ['#/models', 'models'],
    ['#/models/more', 'unknown'],
    ['#/p/one/personas', 'personas'],
    ['#/p/one/run', 'run'],
    ['#/p/one/conversations/set/talk', 'conversations'],
    ['#/p/one/review', 'review'],
    ['#/p/one/critics', 'critics'],
    ['#/p/one/critics/bench', 'critics'],
    ['#/p/one/critics/expert/privacy', 'critics'],
    ['#/p/one/critics/nowhere', 'unknown'],
    ['#/p/one', 'unknown'],
    ['#/p/one/nowhere', 'unknown'],
    ['#/elsewhere', 'unknown'],
    ['#/p/%E0%A4%A/run', 'run'],
  ])('%s leads to %s', (hash, screen) => {
    expect(parseRoute(hash).screen).toBe(screen);
  });
});
