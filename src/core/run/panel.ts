// Owns which questions the panel puts, in which versions, and which of them are still open.
import type { Conversation } from '../conversation/conversation.ts';
import { builtIn, builtInVersions, canShareCall, scoreExpert } from '../critic/built-in-experts.ts';
import { filterGroup } from '../critic/expert-groups.ts';
import type { ExpertKind, ExpertVersion } from '../critic/expert-version.ts';
import { asksCritic, isApplicable } from '../critic/filters.ts';
import { groupedId } from '../critic/quality.ts';
import type { Verdict } from '../critic/verdict.ts';
import { verdictOn } from './pair-state.ts';
import type { Panel, WayToAsk } from './plan.ts';

/** The version in which the panel asks an expert. `weighs`: whether the critic's engine gives probabilities. */
export function versionIn(panel: Panel, expert: string, weighs = false): ExpertVersion {
  // Where the plan names both of the studio's own, the engine decides.
  const named = versionsOf(panel).filter((one) => one.expert === expert);
  const version = (weighs ? named.at(-1) : named[0]) ?? builtIn(expert, weighs);
  if (!version) throw new Error(`The plan has no version of the expert “${expert}”.`);
  return version;
}

/** Parley-mini can be asked in no other wording than its own. */
const versionsOf = ({ versions = [], form }: Panel): readonly ExpertVersion[] =>
  form === 'mini' ? [] : versions;

const ownExperts = (panel: Panel, kind: ExpertKind): readonly string[] =>
  versionsOf(panel)
    .filter(({ expert, text }) => text.kind === kind && !builtIn(expert))
    .map(({ expert }) => expert);

/** Every filter in force, a person's own last. */
export const filtersIn = (panel: Panel): readonly string[] => [
  ...panel.filters,
  ...ownExperts(panel, 'filter'),
];

/** The experts that choose among candidates: those that compare, or those that score. */
const qualityExperts = (panel: Panel): readonly string[] =>
  panel.selection === 'pointwise'
    ? [...panel.dimensions.map(scoreExpert), ...ownExperts(panel, 'pointwise')]
    : [...panel.dimensions, ...ownExperts(panel, 'pairwise')];

export const isGraded = ({ graded = [] }: Panel, expert: string): boolean =>
  (graded as readonly string[]).includes(expert);

export const scoresAreGraded = ({ selection, graded = [] }: Panel): boolean =>
  selection === 'pointwise' && graded.includes('scores');

/** One question for all that can share it, and one for each of the others. A group of one is no group. */
function grouped(panel: Panel, experts: readonly string[], asked: WayToAsk): readonly (readonly string[])[] {
  if (asked === 'apart') return experts.map((expert) => [expert]);
  // A graded filter is always asked by itself.
  const shares = (expert: string) => !isGraded(panel, expert) && canShareCall(versionIn(panel, expert));
  const together = experts.filter(shares);
  const apart = experts.filter((expert) => !shares(expert)).map((expert) => [expert]);
  return together.length > 0 ? [together, ...apart] : apart;
}

export const filterGroups = (panel: Panel): readonly (readonly string[])[] =>
  grouped(panel, filtersIn(panel), panel.filtersAsked);

/** The filters to ask about a candidate next; null when all have been asked that have something to ask or to say. */
export function nextFilter(
  panel: Panel,
  verdicts: readonly Verdict[],
  conversation: Conversation,
): readonly string[] | null {
  const speaks = (version: ExpertVersion) =>
    asksCritic(version, conversation) || !isApplicable(version, conversation);
  const open = filterGroups(panel).find(
    (experts) =>
      experts.some((expert) => speaks(versionIn(panel, expert))) &&
      !verdictOn(verdicts, groupedId(experts, filterGroup), conversation.id),
  );
  return open ?? null;
}

export const qualityGroups = (panel: Panel): readonly (readonly string[])[] =>
  grouped(panel, qualityExperts(panel), scoresAreGraded(panel) ? 'apart' : panel.dimensionsAsked);

/** The panel with the exact version of every expert in force, as a run keeps it. Parley-mini's form has one of each. */
export const pinned = (panel: Panel): Panel =>
  panel.form === 'mini'
    ? panel
    : {
        ...panel,
        versions: [...filtersIn(panel), ...qualityExperts(panel)].flatMap((expert) => {
          const named = (panel.versions ?? []).filter((version) => version.expert === expert);
          return named.length > 0 ? named : builtInVersions(expert);
        }),
      };
