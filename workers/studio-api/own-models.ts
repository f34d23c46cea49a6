// Owns what the page may ask about models that the person adds: from their disk, or by an address.
import type { LoadProgress } from '../../src/core/ports.ts';
import type { ModelChoice } from '../../src/core/run/plan.ts';
import type { OwnFound, PickedFile } from '../../src/engine/own/look.ts';
import type { MirrorProblem } from '../../src/engine/own/mirror.ts';
import type { OwnModel } from '../../src/engine/own/own-model.ts';

export type MirrorFound =
  | { readonly kind: 'no address'; readonly problem: MirrorProblem }
  | { readonly kind: 'looked'; readonly address: string; readonly found: OwnFound };

/** `libraryFile`: which of the picked files is the program; null where it is fetched, or none is needed. */
export interface NewOwnModel extends OwnModel {
  readonly libraryFile: string | null;
}

/** A program for WebGPU that fits models of one architecture and quantisation. */
export interface KnownLibrary {
  readonly name: string;
  readonly quantisation: string;
  readonly address: string;
}

export interface OwnModelCalls {
  ownModels(): Promise<readonly OwnModel[]>;
  knownLibraries(): Promise<readonly KnownLibrary[]>;
  /** Nothing is copied: lists and headers are read. */
  lookAtFiles(picked: readonly PickedFile[]): Promise<OwnFound>;
  lookAtAddress(typed: string): Promise<MirrorFound>;
  /** Copies picked files into this browser; of an address nothing is fetched yet. */
  addOwnModel(
    model: NewOwnModel,
    picked: readonly PickedFile[],
    onProgress: (progress: LoadProgress) => void,
  ): Promise<void>;
  /** `addOwnModel` then ends as `stopped`, and leaves nothing. */
  cancelAddingModel(): Promise<void>;
  /** With what is kept of its files. */
  forgetOwnModel(choice: ModelChoice): Promise<void>;
}
