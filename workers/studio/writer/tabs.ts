// Owns what the studios of several tabs tell each other: every event, so that each tab sees live what another does, and the wish
// to be handed a project.
import type { StudioEvent } from '../../studio-api.ts';

type Message =
  | { readonly kind: 'event'; readonly event: StudioEvent }
  | { readonly kind: 'hand-over'; readonly projectId: string };

export interface TabsSurroundings {
  /** Something happened in another tab. */
  readonly heard: (event: StudioEvent) => void;
  /** Another tab asks for the project. */
  readonly asked: (projectId: string) => void;
}

export class Tabs {
  readonly #channel = new BroadcastChannel('parley studio');

  constructor({ heard, asked }: TabsSurroundings) {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'event') heard(data.event);
      else asked(data.projectId);
    });
  }

  /** Which models are loaded, and what is being found out, is each tab's own. */
  tell(event: StudioEvent): void {
    if (event.kind !== 'model' && event.kind !== 'analysis') this.#post({ kind: 'event', event });
  }

  askFor(projectId: string): void {
    this.#post({ kind: 'hand-over', projectId });
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
