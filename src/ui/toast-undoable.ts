// Owns confirming a deed with a way to take back that very one, whatever was done after it.
import { toast } from 'svelte-sonner';
import type { Attempt } from './attempt.svelte.ts';
import { studio } from './studio.ts';
import { frameWords } from './words/en/frame.ts';

/** `projectId` is '' for what was done to a project itself; `id` is what the call gave. A failure to undo is the attempt's. */
export function toastUndoable(attempt: Attempt, text: string, projectId: string, id: string): void {
  const onClick = (): void => void attempt.at('undo', () => studio.undo(projectId, id));
  toast(text, { action: { label: frameWords.undo, onClick } });
}
