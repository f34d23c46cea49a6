// Owns the file that a person gave on another screen, on its way to the one where it is mapped. A file has no address.
let pending: File | null = null;

export function handOver(file: File): void {
  pending = file;
}

export function takeOver(): File | null {
  const file = pending;
  pending = null;
  return file;
}
