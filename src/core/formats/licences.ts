// Owns what is known of licences that seeds, imports and models come with: what they ask of whoever passes the data on, and what
// they forbid. No legal advice: the names of what to read. An unknown licence is said to be unknown, never taken as free.

export interface Terms {
  /** As Hugging Face calls it. */
  readonly id: string;
  /** What has to be done when the data are passed on. */
  readonly duties: readonly string[];
  /** What may not be done with them. */
  readonly forbids: readonly string[];
}

const naming = 'Name the source, link to the licence, and say that the data were changed.';

const known: readonly (readonly [pattern: RegExp, terms: Terms])[] = [
  [/^cc0/, { id: 'cc0-1.0', duties: [], forbids: [] }],
  [
    /^ccbyncsa/,
    {
      id: 'cc-by-nc-sa-4.0',
      duties: [naming, 'Pass what you make of it on under the same licence.'],
      forbids: ['Commercial use.'],
    },
  ],
  [/^ccbync/, { id: 'cc-by-nc-4.0', duties: [naming], forbids: ['Commercial use.'] }],
  [
    /^ccbysa/,
    {
      id: 'cc-by-sa-4.0',
      duties: [naming, 'Pass what you make of it on under the same licence.'],
      forbids: [],
    },
  ],
  [/^ccby/, { id: 'cc-by-4.0', duties: [naming], forbids: [] }],
  [
    /^apache/,
    { id: 'apache-2.0', duties: ['Keep the licence and its notices with what you pass on.'], forbids: [] },
  ],
  [/^mit/, { id: 'mit', duties: ['Keep the licence and its notice with what you pass on.'], forbids: [] }],
  [
    /^llama/,
    {
      id: 'other',
      duties: [
        'Show “Built with Llama” with what you pass on.',
        'Begin the name of a model trained on what it wrote with “Llama”.',
      ],
      forbids: ['What its Acceptable Use Policy lists; use by those it excludes by number of users.'],
    },
  ],
  [
    /^gemma/,
    {
      id: 'gemma',
      duties: ['Pass the Gemma Terms of Use on with a model trained on what it wrote.'],
      forbids: ['What its Prohibited Use Policy lists.'],
    },
  ],
];

/** null where nothing is known of it. */
export function termsOf(licence: string): Terms | null {
  const bare = licence
    .toLowerCase()
    .replace(/creative ?commons/g, 'cc')
    .replace(/[^a-z0-9]/g, '');
  return known.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** The licence that a dataset made of all of these can carry, as Hugging Face calls it; `other` where it takes thought. */
export function licenceOfAll(licences: readonly string[]): string {
  const ids = new Set(licences.map((licence) => termsOf(licence)?.id ?? 'other'));
  // Nothing is asked by the one, no more than by the others by permissive ones.
  ids.delete('cc0-1.0');
  const [only] = ids;
  if (ids.size === 0) return licences.length === 0 ? 'other' : 'cc0-1.0';
  if (ids.size === 1 && only !== undefined) return only;
  const permissive = ['apache-2.0', 'mit', 'cc-by-4.0'];
  return [...ids].every((id) => permissive.includes(id)) ? 'cc-by-4.0' : 'other';
}
