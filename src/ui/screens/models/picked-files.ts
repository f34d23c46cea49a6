// Owns what a person picks for a model: files, a folder of them, or what was dropped, as a list of files with their paths.

export interface Picked {
  readonly path: string;
  readonly file: File;
}

/** A folder with more is none of a model's; the first are enough to say so. */
const mostFiles = 2000;

export const fromInput = (files: FileList | null): readonly Picked[] =>
  [...(files ?? [])]
    .slice(0, mostFiles)
    .map((file) => ({ path: file.webkitRelativePath || file.name, file }));

interface FolderPicking {
  showDirectoryPicker?: (options: { id: string }) => Promise<FileSystemDirectoryHandle>;
}

export const canPickFolders = (): boolean => 'showDirectoryPicker' in window;

/** null where the person thought better of it. */
export async function fromPickedFolder(): Promise<readonly Picked[] | null> {
  try {
    const folder = await (window as FolderPicking).showDirectoryPicker?.({ id: 'parley-model' });
    return folder ? await filesOf(folder, `${folder.name}/`) : null;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return null;
    throw thrown;
  }
}

async function filesOf(folder: FileSystemDirectoryHandle, path: string): Promise<Picked[]> {
  const found: Picked[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (found.length >= mostFiles) break;
    if (handle.kind === 'file') {
      found.push({ path: path + name, file: await (handle as FileSystemFileHandle).getFile() });
    } else found.push(...(await filesOf(handle as FileSystemDirectoryHandle, `${path}${name}/`)));
  }
  return found;
}

/** Folders that were dropped are gone through; the browser lets go of them once the event is over, so they are asked for at once. */
export async function fromDrop(items: DataTransferItemList | undefined): Promise<readonly Picked[]> {
  const entries = [...(items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found = await Promise.all(entries.map((entry) => inEntry(entry, entry.name)));
  return found.flat().slice(0, mostFiles);
}

async function inEntry(entry: FileSystemEntry, path: string): Promise<Picked[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail));
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Picked[] = [];
  for (;;) {
    // A hundred at most are given at a time, until none is.
    const some = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0 || found.length >= mostFiles) return found;
    for (const one of some) found.push(...(await inEntry(one, `${path}/${one.name}`)));
  }
}
