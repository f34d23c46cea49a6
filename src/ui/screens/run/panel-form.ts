// Owns what becomes of a panel when its models change: a critic that knows its own form of prompt only has another panel. Pure.
import type { ExpertVersion } from '../../../core/critic/expert-version.ts';
import type { Panel, Plan } from '../../../core/run/plan.ts';

/** With what Critics says of the next run; Parley-mini can be asked in no other words than its own. */
export const withVersions = (plan: Plan, versions: readonly ExpertVersion[]): Plan =>
  plan.panel.form === 'mini' ? plan : { ...plan, panel: { ...plan.panel, versions } };

/** What was changed of it stays, unless the new critic is asked in another form. */
export const panelFor = (plan: Plan, fresh: Plan, versions: readonly ExpertVersion[]): Panel =>
  (plan.panel.form ?? 'instruct') === (fresh.panel.form ?? 'instruct')
    ? plan.panel
    : withVersions(fresh, versions).panel;
