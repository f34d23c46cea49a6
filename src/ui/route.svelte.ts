// Owns the address: hash routes, each one deep-linkable. `parseRoute` and `formatRoute` undo each other.
import { formatAnswers, parseAnswers, type ShownAnswers } from './answers-address.ts';

export const criticsSections = ['expert', 'bench'] as const;
export type CriticsSection = (typeof criticsSections)[number];

/** What is measured beside the figures that cost nothing. */
const evaluationExtras = ['byRound', 'accuracy', 'meaning'] as const;
export type EvaluationExtra = (typeof evaluationExtras)[number];

export type Route =
  | { readonly screen: 'projects' }
  | { readonly screen: 'models' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'dialogues'; readonly projectId?: string }
  | { readonly screen: 'personas' | 'export'; readonly projectId: string }
  | {
      readonly screen: 'run';
      readonly projectId: string;
      readonly runId?: string;
      /** Its report instead of the run itself. */
      readonly report?: true;
    }
  | {
      readonly screen: 'tasks';
      readonly projectId: string;
      readonly taskId?: string;
      readonly answering?: true;
    }
  | {
      readonly screen: 'assess';
      readonly projectId: string;
      readonly assessmentId?: string;
      /** Its answers one by one, instead of its figures. */
      readonly answers?: ShownAnswers;
    }
  | { readonly screen: 'judge'; readonly projectId: string; readonly setId: string }
  | {
      readonly screen: 'evaluate';
      readonly projectId: string;
      /** The sets to compare; none: a person chooses first. */
      readonly setIds: readonly string[];
      readonly extras: readonly EvaluationExtra[];
    }
  | {
      readonly screen: 'conversations' | 'review';
      readonly projectId: string;
      readonly setId?: string;
      readonly conversationId?: string;
    }
  | {
      readonly screen: 'critics';
      readonly projectId: string;
      readonly section?: CriticsSection;
      /** An expert's name, or a bench's id. */
      readonly id?: string;
    }
  | { readonly screen: 'unknown'; readonly hash: string };

export function parseRoute(hash: string): Route {
  const [first, projectId, screen, ...more] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded);
  if (!first) return { screen: 'projects' };
  if (first === 'dialogues' && projectId === undefined) return { screen: first };
  if ((first === 'models' || first === 'settings') && projectId === undefined) return { screen: first };
  if (first !== 'p' || !projectId) return { screen: 'unknown', hash };
  return inProject(projectId, screen, more) ?? { screen: 'unknown', hash };
}

/** null where no screen of a project has such an address. */
function inProject(projectId: string, screen: string | undefined, more: readonly string[]): Route | null {
  const [id, conversationId] = more;
  switch (screen) {
    case 'personas':
    case 'export':
    case 'dialogues':
      return { screen, projectId };
    case 'run':
      return {
        ...{ screen, projectId },
        ...(id ? { runId: id } : {}),
        ...(id && conversationId === 'report' ? { report: true } : {}),
      };
    case 'tasks':
      return {
        ...{ screen, projectId },
        ...(id ? { taskId: id } : {}),
        ...(id && conversationId === 'answer' ? { answering: true } : {}),
      };
    case 'assess':
      return { screen, projectId, ...assessment(more) };
    case 'judge':
      return id ? { screen, projectId, setId: id } : null;
    case 'critics': {
      const section = criticsSections.find((known) => known === id);
      if (id && !section) return null;
      return {
        ...{ screen, projectId },
        ...(section ? { section } : {}),
        ...(section && conversationId ? { id: conversationId } : {}),
      };
    }
    case 'evaluate':
      return {
        ...{ screen, projectId },
        setIds: listed(id),
        extras: evaluationExtras.filter((extra) => listed(conversationId).includes(extra)),
      };
    case 'conversations':
    case 'review':
      return {
        ...{ screen, projectId },
        ...(id ? { setId: id } : {}),
        ...(conversationId ? { conversationId } : {}),
      };
    default:
      return null;
  }
}

function assessment([id, part, ...answers]: readonly string[]) {
  if (!id) return {};
  return { assessmentId: id, ...(part === 'answers' ? { answers: parseAnswers(...answers) } : {}) };
}

/** Ids may hold commas of their own, so that each is written apart. */
const listed = (part = ''): readonly string[] =>
  part
    .split(',')
    .filter((one) => one !== '')
    .map(decoded);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'projects':
      return '#/';
    case 'models':
    case 'settings':
      return `#/${route.screen}`;
    case 'dialogues':
      return route.projectId === undefined ? '#/dialogues' : path(route.projectId, route.screen);
    case 'unknown':
      return route.hash;
    case 'personas':
    case 'export':
      return path(route.projectId, route.screen);
    case 'critics':
      return path(route.projectId, route.screen, route.section, route.id);
    case 'run':
      return path(route.projectId, route.screen, route.runId, route.report && 'report');
    case 'tasks':
      return path(route.projectId, route.screen, route.taskId, route.answering && 'answer');
    case 'assess':
      return path(
        ...([route.projectId, route.screen, route.assessmentId] as const),
        ...(route.answers ? ['answers', ...formatAnswers(route.answers)] : []),
      );
    case 'judge':
      return path(route.projectId, route.screen, route.setId);
    case 'evaluate': {
      const parts = [route.setIds, route.extras]
        .map((list) => list.map(encodeURIComponent).join(','))
        .filter((part) => part !== '');
      return path(route.projectId, route.screen, ...(route.setIds.length > 0 ? parts : []));
    }
    case 'conversations':
    case 'review':
      return path(route.projectId, route.screen, route.setId, route.conversationId);
  }
}

const path = (projectId: string, ...parts: readonly (string | undefined)[]): string =>
  `#/p/${[projectId, ...parts.filter((part) => part !== undefined)].map(encodeURIComponent).join('/')}`;

class Address {
  route: Route = $state.raw(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      this.route = parseRoute(location.hash);
    });
  }

  /** The same, leaving no trace in the history. */
  replace(route: Route): void {
    history.replaceState(null, '', formatRoute(route));
    this.route = route;
  }

  go(route: Route): void {
    location.hash = formatRoute(route);
  }
}

export const address = new Address();
