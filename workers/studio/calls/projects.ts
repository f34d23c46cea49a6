// Owns the calls about projects.
import type { Deed, Project } from '../../../src/core/items.ts';
import type { ProjectCalls } from '../../studio-api/projects.ts';
import type { Desk } from '../desk.ts';
import * as personas from '../personas.ts';
import * as projects from '../projects.ts';

export function projectCalls({ store, writeUndoably, changed }: Desk): ProjectCalls {
  const change = async (projectId: string, kind: Deed['kind'], how: (project: Project) => Project) => {
    const project = await projects.projectOf(store, projectId);
    const deed = { kind, name: project.name, count: 1 };
    const id = await writeUndoably('', deed, [{ put: 'project', item: how(project) }]);
    changed('projects');
    return id;
  };
  return {
    projects: () => projects.listProjects(store),

    async createProject(name, from) {
      const project = await projects.createProject(store, name, from === 'example' ? 'example' : 'own');
      if (from !== 'empty') await personas.addBundled(store, project.id);
      if (from === 'example') await projects.fillExample(store, project);
      changed('projects');
      return project;
    },

    async exportProject(projectId) {
      const { projectFile } = await import('../project-file/write.ts');
      return projectFile(store, projectId);
    },

    async importProject(file) {
      const { takeIn } = await import('../project-file/take-in.ts');
      const taken = await takeIn(store, file);
      changed('projects');
      return taken;
    },

    renameProject: (projectId, name) =>
      change(projectId, 'rename-project', (project) => ({ ...project, name })),

    async duplicateProject(projectId) {
      const { duplicateProject } = await import('../project-file/duplicate.ts');
      const copy = await duplicateProject(store, projectId);
      changed('projects');
      return copy;
    },

    deleteProject: (projectId) =>
      change(projectId, 'delete-project', (project) => ({ ...project, deletedAt: Date.now() })),
  };
}
