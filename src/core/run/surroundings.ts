// Owns what the loop is given to work with: everything that is not the method.
import type { Engine, Stop, Store } from '../ports.ts';
import type { Draft } from './draft.ts';
import type { Clock } from './measured.ts';
import type { Live } from './view.ts';

/** Asked for anew at each step: who holds the models may swap them when both do not fit. */
export interface Cast {
  generator(): Promise<Engine>;
  /** Never asked for in a run without a critic. */
  critic(): Promise<Engine>;
  /** How many calls the engines that are loaded just now take at once, together with those that wait their turn. */
  callsAtOnce(): number;
}

export interface Surroundings {
  readonly store: Pick<Store, 'read' | 'page'>;
  readonly cast: Cast;
  readonly clock: Clock;
  /** Hexadecimal. Core has no hash of its own that is fit for keys. */
  readonly sha256: (text: string) => Promise<string>;
  readonly stop: Stop;
  /** Keeps what is written so far of a conversation that is written turn by turn, before the next turn is asked for. */
  readonly keepDraft: (draft: Draft) => Promise<void>;
  /** Hears what a model is writing; nothing of it is kept. */
  readonly watch: (live: Live) => void;
}
