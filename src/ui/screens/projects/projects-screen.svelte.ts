// Owns what a person can do on the Projects screen.
import { toast } from 'svelte-sonner';
import type { Machine } from '../../../../workers/studio-api/models.ts';
import type { ImportReport } from '../../../../workers/studio-api/personas.ts';
import type { ProjectSummary } from '../../../../workers/studio-api/projects.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { address, type Route } from '../../route.svelte.ts';
import { handOver } from '../dialogues/pending-file.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { saveFile } from '../../save-file.ts';
import { projectsWords as words } from '../../words/en/projects.ts';

export type Door = 'generate' | 'judge' | 'example';

export class ProjectsState {
  readonly attempt = new Attempt();
  readonly machine = new Loaded<Machine>(
    () => studio.machine(),
    (event) => event.kind === 'changed',
  );
  /** What was read of a person's own dialogues, until they go on from it. */
  judged: { readonly projectId: string; readonly report: ImportReport } | null = $state.raw(null);
  renaming: string | null = $state(null);

  async generate(): Promise<void> {
    const project = await this.attempt.at('generate' satisfies Door, async () => {
      const taken = (await studio.projects()).map(({ name }) => name);
      return studio.createProject(words.untitled(taken), 'seed');
    });
    if (project) address.go({ screen: 'run', projectId: project.id });
  }

  async judge(file: File): Promise<void> {
    if (file.name.toLowerCase().endsWith('.zip')) return this.importFile(file);
    const format = await this.attempt.at('judge' satisfies Door, async () => [await studio.ownFormat(file)]);
    if (!format) return;
    if (format[0] === null) {
      handOver(file);
      return address.go({ screen: 'dialogues' });
    }
    await this.attempt.at('judge' satisfies Door, async () => {
      const { id: projectId } = await studio.createProject(
        file.name.replace(/\.\w+$/, '') || file.name,
        'empty',
      );
      try {
        this.judged = { projectId, report: await studio.importFile(projectId, file) };
      } catch (thrown) {
        // Nobody asked for a project without the file.
        await studio.deleteProject(projectId);
        throw thrown;
      }
    });
  }

  async openExample(): Promise<void> {
    await this.attempt.at('example' satisfies Door, async () => {
      const all = await studio.projects();
      const found = all.find((project) => project.kind === 'example');
      const project = found ?? (await studio.createProject(words.exampleName, 'example'));
      const [set] = await studio.sets(project.id);
      address.go({ screen: 'conversations', projectId: project.id, ...(set ? { setId: set.id } : {}) });
    });
  }

  async rename(project: ProjectSummary, name: string): Promise<void> {
    this.renaming = null;
    const trimmed = name.trim();
    if (trimmed === '' || trimmed === project.name) return;
    await this.attempt.at('rename', () => studio.renameProject(project.id, trimmed));
  }

  /** A project file of Parley; whatever else it is, is said and changes nothing. */
  async importFile(file: File): Promise<void> {
    const taken = await this.attempt.at('import', () => studio.importProject(file));
    if (taken) toast(words.imported(taken.map(({ name }) => name)));
  }

  async exportFile(project: ProjectSummary): Promise<void> {
    const made = await this.attempt.at('export', () => studio.exportProject(project.id));
    if (made) saveFile(made.name, made.file);
  }

  async duplicate(project: ProjectSummary): Promise<void> {
    await this.attempt.at('duplicate', () => studio.duplicateProject(project.id));
  }

  async remove(project: ProjectSummary): Promise<void> {
    await this.attempt.at('remove', async () => {
      const id = await studio.deleteProject(project.id);
      toastUndoable(this.attempt, words.removed(project.name), '', id);
    });
  }

  end(): void {
    this.machine.end();
  }
}

/** Where a project opens: at what it holds, else where something is made. */
export const homeOf = (project: ProjectSummary): Route => ({
  screen: project.conversationCount > 0 ? 'conversations' : 'run',
  projectId: project.id,
});

/** Where to go on from a file that was read. */
export const afterImport = (projectId: string, report: ImportReport): Route =>
  report.setId === null
    ? { screen: 'personas', projectId }
    : { screen: 'conversations', projectId, setId: report.setId };
