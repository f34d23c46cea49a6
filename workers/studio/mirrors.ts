// Owns the folder that a project mirrors itself to: its project file, written anew after every round of a run. What fails is
// said and tried again after the next round; it never stops a run.
import type { Store } from '../../src/core/ports.ts';
import { troubleOf, type Trouble } from '../../src/core/trouble.ts';
import type { StudioEvent } from '../studio-api.ts';
import type { MirrorState } from '../studio-api/mirror.ts';

const prefix = 'mirror ';

interface Mirror {
  readonly folder: Folder;
  /** The name of the project's file there, once it has one: no other project's, and the same whatever the project is called by then. */
  readonly file?: string;
  readonly writtenAt: number | null;
}

/** With the question for permission, which TypeScript's own description of the browser lacks. */
type Folder = FileSystemDirectoryHandle & {
  queryPermission?(options: { mode: 'readwrite' }): Promise<MirrorState['permission']>;
};

export class Mirrors {
  readonly #store: Store;
  readonly #changed: (projectId: string) => void;
  readonly #troubles = new Map<string, Trouble>();
  /** The writing under way of each project, and whether it has to be done once more. */
  readonly #underWay = new Map<string, { again: boolean; done: Promise<void> }>();
  readonly #rounds = new Map<string, number>();

  constructor(store: Store, changed: (projectId: string) => void) {
    this.#store = store;
    this.#changed = changed;
  }

  /** A round is over with the first outcome of the next, or with the run. */
  hear(event: StudioEvent): void {
    if (event.kind !== 'run') return;
    if (event.event.kind === 'state' && event.event.run.state !== 'running') {
      this.#rounds.delete(event.runId);
      void this.write(event.event.run.owner);
    }
    if (event.event.kind !== 'outcome') return;
    const { round } = event.event.item;
    const last = this.#rounds.get(event.runId) ?? round;
    this.#rounds.set(event.runId, round);
    if (round > last) void this.#writeOfRun(event.runId);
  }

  async #writeOfRun(runId: string): Promise<void> {
    try {
      const { findRun } = await import('./find.ts');
      await this.write((await findRun(this.#store, runId)).owner);
    } catch (thrown) {
      console.warn(thrown);
    }
  }

  async state(projectId: string): Promise<MirrorState | null> {
    const mirror = await this.#read(projectId);
    if (!mirror) return null;
    const { folder, writtenAt } = mirror;
    const trouble = this.#troubles.get(projectId) ?? null;
    return { folder: folder.name, permission: await permissionOf(folder), writtenAt, trouble };
  }

  async folder(projectId: string): Promise<FileSystemDirectoryHandle | null> {
    return (await this.#read(projectId))?.folder ?? null;
  }

  async set(projectId: string, folder: FileSystemDirectoryHandle): Promise<void> {
    const former = await this.#read(projectId);
    const isSame = former?.file !== undefined && (await folder.isSameEntry(former.folder));
    await this.#keep(projectId, { folder, writtenAt: null, ...(isSame ? { file: former.file } : {}) });
    await this.write(projectId);
  }

  async end(projectId: string): Promise<void> {
    await this.#store.write([{ remove: 'setting', owner: '', id: prefix + projectId }]);
    this.#troubles.delete(projectId);
    this.#changed(projectId);
  }

  /** Once more behind one that is under way, however often it is asked meanwhile. Never throws. */
  write(projectId: string): Promise<void> {
    const known = this.#underWay.get(projectId);
    if (known) {
      known.again = true;
      return known.done;
    }
    const underWay = { again: false, done: Promise.resolve() };
    underWay.done = (async () => {
      do {
        underWay.again = false;
        await this.#writeOnce(projectId);
      } while (underWay.again);
      this.#underWay.delete(projectId);
    })();
    this.#underWay.set(projectId, underWay);
    return underWay.done;
  }

  async #writeOnce(projectId: string): Promise<void> {
    try {
      const mirror = await this.#read(projectId);
      if (!mirror) return;
      const { folder } = mirror;
      // Where it has to be asked for again, the screen says so.
      if ((await permissionOf(folder)) === 'granted') {
        const { projectFile } = await import('./project-file/write.ts');
        const { name, file } = await projectFile(this.#store, projectId);
        const own = mirror.file ?? (mirror.writtenAt === null ? await freeName(folder, name) : name);
        await writeWhole(folder, own, file);
        await this.#keep(projectId, { folder, file: own, writtenAt: Date.now() });
      }
      this.#troubles.delete(projectId);
    } catch (thrown) {
      console.warn('A project was not mirrored:', thrown);
      this.#troubles.set(projectId, asTrouble(thrown));
    }
    this.#changed(projectId);
  }

  async #read(projectId: string): Promise<Mirror | undefined> {
    return (await this.#store.read('setting', '', prefix + projectId))?.value as Mirror | undefined;
  }

  #keep(projectId: string, value: Mirror): Promise<void> {
    return this.#store.write([{ put: 'setting', item: { owner: '', id: prefix + projectId, value } }]);
  }
}

const permissionOf = async (folder: Folder): Promise<MirrorState['permission']> =>
  (await folder.queryPermission?.({ mode: 'readwrite' })) ?? 'granted';

/** `name`, or the first with a number that no file there has. */
async function freeName(folder: Folder, name: string): Promise<string> {
  const taken = (candidate: string) =>
    folder.getFileHandle(candidate).then(
      () => true,
      (thrown: unknown) => {
        if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return false;
        throw thrown;
      },
    );
  let free = name;
  for (let number = 2; await taken(free); number += 1) free = name.replace(/(?=\.)/, `-${number}`);
  return free;
}

/**
 * The browser writes beside the file and puts it in its place at the end: what breaks off leaves the last one whole, and where
 * there was none, none: an empty file would be in the way of the next time.
 */
async function writeWhole(folder: Folder, name: string, file: Blob): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  try {
    const writable = await handle.createWritable();
    // A pipe that breaks off ends the writing itself.
    await file.stream().pipeTo(writable);
  } catch (thrown) {
    await removeEmpty(folder, handle).catch(() => undefined);
    throw thrown;
  }
}

async function removeEmpty(folder: Folder, handle: FileSystemFileHandle): Promise<void> {
  if ((await handle.getFile()).size === 0) await folder.removeEntry(handle.name);
}

function asTrouble(thrown: unknown): Trouble {
  if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return { kind: 'mirror-gone' };
  if (thrown instanceof DOMException && thrown.name === 'NotAllowedError') return { kind: 'mirror-refused' };
  if (thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError')
    return { kind: 'mirror-unwritable' };
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') return { kind: 'mirror-full' };
  return troubleOf(thrown);
}
