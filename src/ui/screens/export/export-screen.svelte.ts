// Owns what is to be written: which set, in which format, and how the file will begin.
import type { ExportFormat, ExportPreview } from '../../../../workers/studio-api/exports.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { studio } from '../../studio.ts';

export class ExportState {
  readonly attempt = new Attempt();
  readonly sets: Loaded<readonly SetSummary[]>;
  format: ExportFormat = $state('json');
  setId: string | null = $state(null);
  /** null while there is no set to look into. */
  preview: Loaded<ExportPreview> | null = $state.raw(null);

  constructor(projectId: string) {
    this.sets = new Loaded(
      async () => {
        const sets = await studio.sets(projectId);
        if (!sets.some(({ id }) => id === this.setId)) this.choose(sets[0]?.id ?? null, this.format);
        return sets;
      },
      (event) => event.kind === 'changed' && (event.what === 'sets' || event.what === 'runs'),
    );
  }

  choose(setId: string | null, format: ExportFormat): void {
    this.setId = setId;
    this.format = format;
    this.preview?.end();
    this.preview =
      setId === null
        ? null
        : new Loaded(
            () => studio.exportPreview(setId, format),
            // Not at each outcome of a run that goes on: every preview reads the whole set.
            (event) => event.kind === 'run' && event.runId === setId && event.event.kind === 'state',
          );
  }

  async download(): Promise<void> {
    const { setId, format } = this;
    if (setId === null) return;
    const written = await this.attempt.at('download', () => studio.exportFile(setId, format));
    if (written) save(written.name, written.file);
  }

  end(): void {
    this.sets.end();
    this.preview?.end();
  }
}

function save(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after the click; a minute is ample for it to begin.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
