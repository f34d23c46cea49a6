// Owns the source that is named when a conversation is made from another.
import type { Source } from '../persona/profile.ts';
import type { Origin } from './conversation.ts';

/** What a model wrote here has no licence of its own. */
export const sourceOf = (origin: Origin): Source =>
  origin.kind === 'generated' ? { name: origin.generator.model, licence: '' } : origin.source;
