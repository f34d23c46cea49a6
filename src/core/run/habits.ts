// Owns what is known of a model's ways before it is asked: how long its answers are, and how fast it gives them.

/** What a model was measured to do, or what models of its kind usually do. */
export interface Habits {
  readonly charactersPerToken: number;
  readonly charactersPerTurn: number;
  /** Of a critic's answers, however many lines they have. */
  readonly charactersPerReason: number;
  /** Tokens per second; null where it was never measured. */
  readonly prefill: number | null;
  readonly decode: number | null;
}

/** English in byte-pair tokens; turns as in Synthetic-Persona-Chat, of some ten words. */
export const usualHabits: Habits = {
  charactersPerToken: 4,
  charactersPerTurn: 50,
  charactersPerReason: 60,
  prefill: null,
  decode: null,
};
