// Owns what the page may ask about projects.
import type { Project } from '../../src/core/items.ts';

export interface ProjectSummary extends Project {
  readonly attributeCount: number;
  readonly profileCount: number;
  readonly pairCount: number;
  readonly conversationCount: number;
  readonly runCount: number;
}

export interface ProjectCalls {
  projects(): Promise<readonly ProjectSummary[]>;
  /** `seed`: with the bundled personas · `example`: the tour, nothing in it made by a model. */
  createProject(name: string, from: 'empty' | 'seed' | 'example'): Promise<Project>;
  renameProject(projectId: string, name: string): Promise<string>;
  duplicateProject(projectId: string): Promise<Project>;
  /** All of a project in one file; the same project gives the same bytes. */
  exportProject(projectId: string): Promise<{ readonly name: string; readonly file: Blob }>;
  /** The project of a project file, or all those of a backup. Rejects with `bad-project-file`, and has changed nothing then. */
  importProject(file: Blob): Promise<readonly Project[]>;
  /** Gives the id by which `undo('', id)` takes it back. */
  deleteProject(projectId: string): Promise<string>;
}
