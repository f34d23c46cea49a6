// Owns which tone a conversation's status is shown in; the word always stands beside it.
import type { ConversationStatus } from '../../../core/listing/row.ts';

export const statusTone: Readonly<
  Record<ConversationStatus, 'kept' | 'dropped' | 'tie' | 'unreadable' | 'working'>
> = {
  kept: 'kept',
  'not chosen': 'tie',
  dropped: 'dropped',
  'in progress': 'working',
  imported: 'tie',
  written: 'tie',
  unjudged: 'unreadable',
};
