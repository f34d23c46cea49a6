// Owns the shapes of the files that come with the studio, and reads them as they are served. Refuses unknown fields, so
// that a misspelt one fails here and is not silently ignored on a first visit.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { marks } from '../../src/core/critic/verdict.ts';

const speaker = z.union([z.literal(1), z.literal(2)]);
const turn = z.strictObject({ speaker, text: z.string() });
const profileIds = z.tuple([z.string(), z.string()]);

const attributesFile = z.strictObject({
  licence: z.literal('CC0-1.0'),
  source: z.string(),
  attributes: z.array(z.strictObject({ id: z.string(), category: z.string(), text: z.string() })),
});

const profilesFile = z.strictObject({
  profiles: z.array(z.strictObject({ id: z.string(), attributes: z.array(z.string()) })),
  pairs: z.array(profileIds),
});

const conversation = z.strictObject({ id: z.string(), profiles: profileIds, turns: z.array(turn) });
const conversationsFile = z.strictObject({ conversations: z.array(conversation) });

const verdict = z.strictObject({
  expert: z.literal('faithfulness'),
  answer: z.enum(['pass', 'drop']),
  reason: z.string(),
  attributes: z.array(
    z.strictObject({
      speaker,
      attribute: z.string(),
      mark: z.enum(marks),
      turn: z.number().int().nullable(),
    }),
  ),
});

const exampleFile = z.strictObject({
  note: z.string(),
  conversations: z.array(
    conversation.extend({
      kept: z.boolean(),
      verdicts: z.tuple([verdict]),
      label: z
        .strictObject({
          decision: z.enum(['accept', 'reject']),
          score: z.number().int().min(1).max(5).optional(),
          note: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

export type WrittenConversation = z.infer<typeof conversation>;

function read<Shape extends z.ZodType>(path: string, shape: Shape): z.infer<Shape> {
  const text = readFileSync(new URL(`../../public/${path}`, import.meta.url), 'utf8');
  return shape.parse(JSON.parse(text));
}

export const { attributes } = read('seed/attributes.json', attributesFile);
export const { profiles, pairs } = read('seed/profiles.json', profilesFile);
export const { conversations: seeds } = read('seed/conversations.json', conversationsFile);
export const { note, conversations: examples } = read('example/example.json', exampleFile);

const attributeById = new Map(attributes.map((attribute) => [attribute.id, attribute]));
const profileById = new Map(profiles.map((profile) => [profile.id, profile]));

/** Throws on an id that is not there: every reference has to resolve. */
export function attributesOf(profileId: string): readonly (typeof attributes)[number][] {
  const profile = profileById.get(profileId);
  if (!profile) throw new Error(`There is no profile ${profileId}.`);
  return profile.attributes.map((id) => {
    const attribute = attributeById.get(id);
    if (!attribute) throw new Error(`Profile ${profileId} names the attribute ${id}, which is not there.`);
    return attribute;
  });
}

export function ownAttributes({ profiles: [first, second] }: WrittenConversation) {
  return [
    { speaker: 1, texts: attributesOf(first).map(({ text }) => text) },
    { speaker: 2, texts: attributesOf(second).map(({ text }) => text) },
  ] as const;
}
