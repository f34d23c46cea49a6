// Owns how Parley-mini is asked for an attribute, in the words that it was trained on (its model card): nothing here can be
// edited. It was shown one attribute at least of who is asked, and five at most.
const mostShown = 5;

export const miniAttributeRequest = (attributes: readonly string[], question: string): string =>
  `Profile: ${attributes.slice(0, mostShown).join(' ')}\nQuestion: ${question}\nAnswer:`;
