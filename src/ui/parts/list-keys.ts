// Owns the keys that move through a list: how many rows each goes, and when a key is meant for something else.
const steps: Readonly<Record<string, number>> = {
  j: 1,
  k: -1,
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

export const isPlain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey;

/** Rows down, or up where negative; undefined for any other key. */
export const stepOf = (event: KeyboardEvent): number | undefined =>
  isPlain(event) ? steps[event.key] : undefined;

/** j and k work from anywhere on a screen, but where a person types. */
export const isStepFromAnywhere = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'j' || key === 'k') &&
  !(
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null
  );
