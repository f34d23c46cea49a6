// Owns how files are called: after a person's own name for the thing, in letters and digits that every system takes.

export const fileNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'parley';
