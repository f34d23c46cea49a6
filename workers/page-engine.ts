// Owns the one engine that runs in the page: the model that the browser brings along, which it gives to no worker. The studio
// worker sees it through a port as it sees an engine worker.
import { expose, proxy, transfer } from 'comlink';
import { expected, languageModelApi, type LanguageModelApi } from '../src/engine/language-model/api.ts';
import { loadLanguageModel } from '../src/engine/language-model/language-model-engine.ts';
import { engineSurface } from './engine/surface.ts';
import { withPlainTrouble } from './plain-trouble.ts';
import type { EndedMessage, ModelCalls } from './studio-api/models.ts';

/** Says that there is one, if there is, and lends it whenever it is to be loaded. */
export async function offerBrowserModel(studio: Pick<ModelCalls, 'offerBrowserModel'>): Promise<void> {
  const api = languageModelApi();
  if (!api) return;
  const availability = await api.availability(expected).catch(() => 'unavailable' as const);
  const lend = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    serve(api, port1);
    return transfer(port2, [port2]);
  };
  await studio.offerBrowserModel(availability, proxy(lend));
}

function serve(api: LanguageModelApi, port: MessagePort): void {
  const surface = engineSurface((_model, _around, onProgress, stop) =>
    loadLanguageModel(api, {
      browser: browserName(),
      stop,
      // In thousandths: how many bytes it fetches the browser does not tell.
      onFetched: (share) =>
        onProgress({ stage: 'loading', bytes: Math.round(share * 1000), totalBytes: 1000 }),
    }),
  );
  port.addEventListener('message', ({ data }: MessageEvent<Partial<EndedMessage>>) => {
    if (data.ended === true) void surface.unload();
  });
  expose(withPlainTrouble(surface), port);
}

/** e.g. “Chrome/148”: its model changes with it. */
const browserName = (): string =>
  /(?:Edg|Chrome|Firefox)\/\d+/.exec(navigator.userAgent)?.[0] ?? 'this browser';
