// Owns why a conversation stands where it stands, in sentences: kept, not chosen, dropped, imported, written. Pure.
import type { ConversationView } from '../../../../workers/studio-api/sets.ts';
import { currentVerdicts } from '../../../core/critic/current-verdicts.ts';
import { faultClass } from '../../../core/conversation/fault.ts';
import { oneConversation as words } from '../../words/en/conversations.ts';
import { faultWords } from '../../words/en/faults.ts';
import { expertName, reasonText } from '../../words/en/verdicts.ts';

export function whyItStands(view: ConversationView): readonly string[] {
  return [...whyOfOrigin(view), ...whyOfOutcome(view)];
}

function whyOfOrigin({ conversation: { origin } }: ConversationView): readonly string[] {
  if (origin.kind === 'imported') return [words.whyImported(origin.file)];
  return origin.kind === 'written' ? [words.whyWritten(origin.note)] : [];
}

function whyOfOutcome(view: ConversationView): readonly string[] {
  const { outcome } = view.record;
  switch (view.status) {
    case 'kept':
      return outcome?.kind === 'kept' ? [reasonText(outcome.because)] : [];
    case 'not chosen':
      return [outcome?.kind === 'kept' ? words.whyNotChosen(outcome.because) : words.whyNotChosenUnknown];
    case 'dropped':
      return whyDropped(view);
    case 'unjudged':
      return [words.whyUnjudged];
    case 'in progress':
      return [words.whyInProgress];
    case 'imported':
    case 'written':
      return [];
  }
}

function whyDropped({ conversation, verdicts }: ConversationView): readonly string[] {
  const kinds = conversation.faults.map(({ kind }) => kind).filter((kind) => faultClass[kind] === 'hard');
  const byRules = [...new Set(kinds)].map((kind) => words.whyRule(faultWords[kind].name));
  const byExperts = currentVerdicts(verdicts, conversation).flatMap(({ about, expert, finding, reason }) =>
    about.length === 1 && about[0] === conversation.id && dropsOrUnreadable(finding)
      ? [words.whyExpert(expertName(expert), reason)]
      : [],
  );
  const all = [...byRules, ...byExperts];
  return all.length > 0 ? all : [words.whyDropped];
}

const dropsOrUnreadable = (finding: ConversationView['verdicts'][number]['finding']): boolean =>
  finding.kind === 'unreadable' || ('decision' in finding && finding.decision === 'drop');
