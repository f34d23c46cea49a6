// Owns the calls about building profiles.
import type { BuildingCalls } from '../../studio-api/buildings.ts';
import type { Desk } from '../desk.ts';
import { listOf } from '../pages.ts';

export function buildingCalls({ store, buildings }: Desk): BuildingCalls {
  return {
    async buildings(projectId) {
      const list = await listOf(store, 'building', projectId);
      return list.map((one) => buildings.standing(one)).sort((a, b) => b.createdAt - a.createdAt);
    },

    startBuilding: (projectId, plan) => buildings.start(projectId, plan),
    pauseBuilding: (projectId, id) => buildings.halt(projectId, id, 'paused'),
    resumeBuilding: (projectId, id) => buildings.resume(projectId, id),
    stopBuilding: (projectId, id) => buildings.halt(projectId, id, 'stopped'),
  };
}
