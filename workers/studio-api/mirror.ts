// Owns what the page may ask about the folder that a project mirrors itself to.
import type { Trouble } from '../../src/core/trouble.ts';

export interface MirrorState {
  /** As the folder is called; a page is not told where it is. */
  readonly folder: string;
  /** prompt: the browser wants to be asked again, by something that the person does. */
  readonly permission: 'granted' | 'prompt' | 'denied';
  /** Milliseconds since 1970; null before the first time. */
  readonly writtenAt: number | null;
  /** Why the last time failed; the run goes on all the same. */
  readonly trouble: Trouble | null;
}

export interface MirrorCalls {
  /** null where the project has none. */
  mirror(projectId: string): Promise<MirrorState | null>;
  /** Remembers the folder and writes the project file there: now, and after every round of a run. */
  setMirror(projectId: string, folder: FileSystemDirectoryHandle): Promise<void>;
  /** For asking the person's permission again, which only the page can. */
  mirrorFolder(projectId: string): Promise<FileSystemDirectoryHandle | null>;
  writeMirror(projectId: string): Promise<void>;
  /** The file that was written stays. */
  endMirror(projectId: string): Promise<void>;
}
