// Owns which facts are told about where a conversation comes from. Pure.
import type { Conversation, Measured, Origin } from '../../../core/conversation/conversation.ts';
import { oneConversation } from '../../words/en/conversations.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Ids, fingerprints and seeds are set in the mono face. */
  readonly exact?: true;
}

const { facts: words, decodingFields } = oneConversation;

export const factsOf = ({ origin, measured, id }: Conversation): readonly Fact[] => [
  ...factsOfOrigin(origin),
  ...(measured ? [factOfMeasured(measured)] : []),
  { name: words.id, value: id, exact: true },
];

function factsOfOrigin(origin: Origin): readonly Fact[] {
  switch (origin.kind) {
    case 'generated':
      return factsOfGenerated(origin);
    case 'imported':
      return [
        { name: words.file, value: origin.file },
        { name: words.row, value: String(origin.row), exact: true },
        { name: words.source, value: origin.source.name },
        { name: words.licence, value: origin.source.licence },
      ];
    case 'written':
      return [
        { name: words.note, value: origin.note },
        { name: words.source, value: origin.source.name },
        { name: words.licence, value: origin.source.licence },
      ];
  }
}

function factsOfGenerated({
  generator,
  prompt,
  place,
  decoding,
  planHash,
}: Origin & { kind: 'generated' }): readonly Fact[] {
  const { asked, ignored } = decoding;
  const { round, pair, candidate, attempt } = place;
  const names = ignored.map((field) => decodingFields[field]);
  return [
    { name: words.model, value: generator.model },
    { name: words.engine, value: generator.engine },
    { name: words.build, value: generator.build, exact: true },
    { name: words.prompt, value: words.promptVersion(prompt.id, prompt.version) },
    { name: words.place, value: words.placeValue(round + 1, pair + 1, candidate + 1, attempt + 1) },
    {
      name: words.decoding,
      value: words.decodingValue(asked),
    },
    { name: words.ignored, value: names.join(', ') || words.nothingIgnored },
    { name: words.seed, value: String(asked.seed), exact: true },
    { name: words.plan, value: planHash, exact: true },
  ];
}

const factOfMeasured = ({ seconds, answerTokens }: Measured): Fact => ({
  name: words.measured,
  value: words.measuredValue(seconds, answerTokens),
});
