// Owns what the page lends of the browser's own model: whether there is one, and a way to it that is used like a worker.
import type { CatalogueModel } from '../../../src/engine/catalogue.ts';
import type { BrowserModelState, EndedMessage } from '../../studio-api/models.ts';

const model: CatalogueModel = {
  choice: { engine: 'language-model', model: 'language-model' },
  name: 'The browser’s own model',
  roles: ['generator', 'critic'],
  family: 'Built in',
  parameters: '',
  quantisation: '',
  downloadBytes: 0,
  bytesAreReckoned: false,
  memoryMegabytes: 0,
  contextTokens: 0,
  licence: 'As the browser’s maker says',
  embedded: false,
  requiredFeatures: [],
  caveat: 'not repeatable',
  promptForm: 'instruct',
  promptsEditable: true,
  files: { kind: 'browser' },
};

export class BrowserModel {
  #lend: (() => Promise<MessagePort>) | null = null;
  state: BrowserModelState = 'unavailable';

  offer(state: BrowserModelState, lend: () => Promise<MessagePort>): void {
    [this.state, this.#lend] = [state, lend];
  }

  models(): readonly CatalogueModel[] {
    return this.#lend ? [model] : [];
  }

  /** null where no page has offered one. */
  async worker(): Promise<Worker | null> {
    const port = await this.#lend?.();
    if (!port) return null;
    const terminate = (): void => {
      port.postMessage({ ended: true } satisfies EndedMessage);
      port.close();
    };
    return Object.assign(port, { terminate }) as unknown as Worker;
  }
}
