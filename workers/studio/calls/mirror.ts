// Owns the calls about the folder that a project mirrors itself to.
import type { MirrorCalls } from '../../studio-api/mirror.ts';
import type { Desk } from '../desk.ts';

export const mirrorCalls = ({ mirrors }: Desk): MirrorCalls => ({
  mirror: (projectId) => mirrors.state(projectId),
  setMirror: (projectId, folder) => mirrors.set(projectId, folder),
  mirrorFolder: (projectId) => mirrors.folder(projectId),
  writeMirror: (projectId) => mirrors.write(projectId),
  endMirror: (projectId) => mirrors.end(projectId),
});
