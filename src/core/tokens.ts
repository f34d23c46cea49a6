// Owns the estimate of tokens for budgets, where no tokenizer of the model is at hand.

/** English through byte-pair encodings takes about 4 characters a token; 3 leaves room for names and small vocabularies. */
const charactersPerToken = 3;

export const estimateTokens = (text: string): number => Math.ceil(text.length / charactersPerToken);
