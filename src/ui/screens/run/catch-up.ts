// Owns the joining of a view with the events that came while it was being fetched: what the view holds already is not
// counted twice. Pure.
import { reduce, type RunEvent, type RunView } from '../../../core/run/view.ts';

export function caughtUp(view: RunView, since: readonly RunEvent[]): RunView {
  // All that came before the view's pair began is in the view.
  const begun = since.findLastIndex(
    (event) =>
      event.kind === 'pair-begun' && event.round === view.current?.round && event.pair === view.current.pair,
  );
  return since.slice(begun + 1).reduce((so, event) => (holds(so, event) ? so : reduce(so, event)), view);
}

function holds({ current, recent }: RunView, event: RunEvent): boolean {
  switch (event.kind) {
    case 'conversation':
      return current?.conversations.some(({ id }) => id === event.item.id) ?? false;
    case 'verdict':
      return current?.verdicts.some(({ id }) => id === event.item.id) ?? false;
    case 'outcome':
      return recent.some(({ id, kind }) => id === event.item.id && kind === event.item.kind);
    default:
      return false;
  }
}
