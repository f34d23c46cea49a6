// Owns what an expert's question is, whatever it asks.
import type { Message } from '../ports.ts';

export interface ExpertPrompt {
  readonly messages: readonly Message[];
  readonly grammar: string;
  readonly maxTokens: number;
}
