// Owns the joining of a view with the events that came while it was being fetched. Pure.
import { reduce, type RunEvent, type RunView } from '../../../core/run/view.ts';

export function caughtUp(view: RunView, since: readonly RunEvent[]): RunView {
  // All that came before the view's pair began is in the view.
  const begun = since.findLastIndex(
    (event) =>
      event.kind === 'pair-begun' && event.round === view.current?.round && event.pair === view.current.pair,
  );
  return since.slice(begun + 1).reduce(reduce, view);
}
