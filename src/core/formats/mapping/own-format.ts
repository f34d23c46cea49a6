// Owns which files need no mapping: those of a format that says itself which part is what.
import { recogniseFormat, type ImportFormat } from '../import.ts';
import { tableKindOf } from './table.ts';

/** null where a person has to say what is what. `start`: the file's beginning, whole lines if possible. */
export function ownFormatOf(start: string): ImportFormat | null {
  const format = recogniseFormat(start);
  switch (format) {
    case 'studio-json':
      return /"format"\s*:\s*"parley"/.test(start.slice(0, 200)) ? format : null;
    case 'studio-jsonl':
      return /"schemaVersion"\s*:/.test(start.split('\n', 1)[0] ?? '') ? format : null;
    case 'attributes-text':
      return tableKindOf(start) === 'text' || hasColumns(start) ? null : format;
    // A gold column beside the published three is for the mapping.
    case 'spc-csv':
      return (start.split(/\r?\n/, 1)[0] ?? '').split(',').length > 3 ? null : format;
    default:
      return format;
  }
}

/** Several lines that are cut into as many cells as the first. */
function hasColumns(start: string): boolean {
  if (tableKindOf(start) !== 'csv') return false;
  const [header = '', next = ''] = start.split(/\r?\n/, 2);
  return (
    /^[\p{L}\p{N} _."'-]{1,60}(?:[,;\t][\p{L}\p{N} _."'-]{0,60})+$/u.test(header) && /[,;\t"]/.test(next)
  );
}
