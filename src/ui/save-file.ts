// Owns the handing of a made file to the browser's downloads.

/** Long enough for every browser to have begun the download. */
const releaseMilliseconds = 60_000;

export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), releaseMilliseconds);
}
