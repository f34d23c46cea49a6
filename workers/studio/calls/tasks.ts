// Owns the calls about tasks for people.
import type { TaskCalls } from '../../studio-api/tasks.ts';
import type { Desk } from '../desk.ts';

export function taskCalls({ store, writeUndoably, changed }: Desk): TaskCalls {
  const tasks = () => import('../tasks.ts');
  const told = async <T>(projectId: string, act: Promise<T>): Promise<T> => {
    const result = await act;
    changed('tasks', projectId);
    return result;
  };
  return {
    tasks: async (projectId) => (await tasks()).taskList(store, projectId),
    taskPools: async (projectId) => (await tasks()).taskPools(store, projectId),
    task: async (projectId, taskId) => (await tasks()).taskView(store, projectId, taskId),
    taskPage: async (projectId, taskId, words) => (await tasks()).taskPage(store, projectId, taskId, words),

    async createTask(projectId, wish) {
      const { createTask } = await tasks();
      return told(projectId, createTask(store, projectId, wish));
    },

    async answerTask(projectId, taskId, given) {
      const { answerTask } = await tasks();
      await answerTask(store, { projectId, taskId }, given, Date.now());
    },

    async removeTask(projectId, taskId) {
      const { removalOf } = await tasks();
      const { name, changes } = await removalOf(store, projectId, taskId);
      return told(projectId, writeUndoably(projectId, { kind: 'remove-task', name, count: 1 }, changes));
    },

    async importAnswers(projectId, taskId, file) {
      const { importAnswers } = await tasks();
      return told(projectId, importAnswers(store, projectId, taskId, file));
    },
  };
}
