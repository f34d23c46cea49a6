// Owns how the Universal Sentence Encoder lite cuts a text into the pieces of its vocabulary: SentencePiece, unigram.
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';

/**
 * Pieces with the logarithms of their shares, falling; the first six are reserved. The package has lost the numbers of seven
 * pieces with a colon: each stands between its neighbours', so it takes the one before.
 */
export const vocabularyShape = z
  .array(z.tuple([z.string(), z.number().nullable()]))
  .min(7)
  .transform((found) => {
    let before = 0;
    return found.map(([piece, logShare]): [string, number] => [piece, (before = logShare ?? before)]);
  });

/** What stands for a piece that is not in the vocabulary. */
const unknown = 0;

/** From a text to the numbers of its pieces, one at least. */
export function piecesFrom(
  vocabulary: z.output<typeof vocabularyShape>,
): (text: string) => readonly number[] {
  const tokenizer = new Tokenizer(
    {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [],
      normalizer: { type: 'NFKC' },
      pre_tokenizer: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: false },
      post_processor: null,
      decoder: null,
      model: { type: 'Unigram', unk_id: unknown, vocab: vocabulary },
    },
    {},
  );
  return (text) => {
    const { ids } = tokenizer.encode(text, { add_special_tokens: false });
    return ids.length > 0 ? ids : [unknown];
  };
}
