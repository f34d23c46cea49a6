// Owns what a person must know of a model before choosing it, each kind by a name; the page has the sentence for it.

/** What holds of a model wherever it runs. */
export type StandingCaveat =
  | 'shows the loop'
  | 'too small to judge'
  | 'small'
  | 'no model'
  | 'to be named after Llama'
  | 'terms reach its output'
  | 'not instructed'
  | 'reasons at length'
  | 'mathematics'
  | 'program code'
  | 'pictures'
  | 'not repeatable';

/** `passesThrough`: the host that all texts go to. */
export type Caveat = StandingCaveat | { readonly passesThrough: string };
