// Owns the page's one list of projects, shown by the top bar and by the Projects screen. Never ended: it lives as long
// as the page.
import type { ProjectSummary } from '../../../workers/studio-api/projects.ts';
import { Loaded } from '../loaded.svelte.ts';
import { studio } from '../studio.ts';

export const projects = new Loaded<readonly ProjectSummary[]>(
  () => studio.projects(),
  // Counts stand in the list, so every change of what is counted changes it.
  (event) => event.kind === 'changed' && event.what !== 'models',
);
