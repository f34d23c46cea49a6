// Owns a conversation as a chat model is trained on it: two views, each speaker once as the assistant with its profile in the
// system message, in the forms of OpenAI (`messages`) and ShareGPT (`conversations`).
import type { Speaker } from '../conversation/conversation.ts';
import { labelText } from './label-text.ts';
import type { ConversationRecord } from './record.ts';

interface Said {
  readonly byAssistant: boolean;
  readonly text: string;
}

interface ChatView {
  readonly id: string;
  readonly system: string;
  readonly said: readonly Said[];
  /** What people said of the conversation; a field beside the turns where there is anything, for whoever filters by it. */
  readonly labels?: readonly string[];
}

const speakers: readonly Speaker[] = [1, 2];

/** A profile as a system message; whoever reads it back takes the lines that begin with a dash. */
export const systemMessage = (attributes: readonly string[]): string =>
  attributes.length === 0
    ? 'You are talking with another person.'
    : [
        'You are talking with another person. This is who you are:',
        ...attributes.map((text) => `- ${text}`),
      ].join('\n');

/** None of a conversation without turns. */
export function chatViews({
  id,
  conversation: { pair, turns },
  labels,
}: ConversationRecord): readonly ChatView[] {
  if (turns.length === 0) return [];
  return speakers.map((assistant) => ({
    id: `${id}#${assistant}`,
    system: systemMessage(pair.profiles[assistant === 1 ? 0 : 1].attributes.map(({ text }) => text)),
    said: turns.map(({ speaker, text }) => ({ byAssistant: speaker === assistant, text })),
    ...(labels.length > 0 ? { labels: labels.map(labelText) } : {}),
  }));
}

export const openAiLine = ({ id, system, said, labels }: ChatView): string =>
  JSON.stringify({
    id,
    messages: [
      { role: 'system', content: system },
      ...said.map(({ byAssistant, text }) => ({ role: byAssistant ? 'assistant' : 'user', content: text })),
    ],
    labels,
  });

export const shareGptLine = ({ id, system, said, labels }: ChatView): string =>
  JSON.stringify({
    id,
    conversations: [
      { from: 'system', value: system },
      ...said.map(({ byAssistant, text }) => ({ from: byAssistant ? 'gpt' : 'human', value: text })),
    ],
    labels,
  });
