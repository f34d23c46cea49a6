// Owns the calls about projects.
import type { ProjectCalls } from '../../studio-api/projects.ts';
import type { Desk } from '../desk.ts';
import * as personas from '../personas.ts';
import * as projects from '../projects.ts';

export function projectCalls({ store, changed }: Desk): ProjectCalls {
  const change = async (projectId: string, how: Parameters<typeof projects.changeProject>[2]) => {
    await projects.changeProject(store, projectId, how);
    changed('projects');
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

    renameProject: (projectId, name) => change(projectId, (project) => ({ ...project, name })),

    async duplicateProject(projectId) {
      const copy = await projects.duplicateProject(store, projectId);
      changed('projects');
      return copy;
    },

    deleteProject: (projectId) => change(projectId, (project) => ({ ...project, deletedAt: Date.now() })),
    restoreProject: (projectId) => change(projectId, ({ deletedAt: _, ...project }) => project),
  };
}
