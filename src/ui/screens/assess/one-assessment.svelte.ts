// Owns one assessment on the screen: how far it is, what its answers come to so far, and what a person does with it.
import type { AssessmentView } from '../../../../workers/studio-api/assessments.ts';
import type { AssessmentEvent } from '../../../core/assess/view.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';

/** Milliseconds between two reckonings of the figures while answers come in. */
const betweenFigures = 2000;

export class OneAssessment {
  readonly #projectId: string;
  readonly #id: string;
  readonly #deafen: () => void;
  readonly attempt = new Attempt();
  readonly view: Loaded<AssessmentView>;

  live: Extract<AssessmentEvent, { kind: 'live' }> | null = $state.raw(null);
  #shownAt = 0;

  constructor(projectId: string, id: string) {
    this.#projectId = projectId;
    this.#id = id;
    this.view = new Loaded(() => studio.assessment(projectId, id));
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'assessment' && event.assessmentId === id) this.#hear(event.event);
    });
  }

  readonly pause = () => this.attempt.at('pause', () => studio.pauseAssessment(this.#projectId, this.#id));
  readonly resume = () => this.attempt.at('resume', () => studio.resumeAssessment(this.#projectId, this.#id));

  end(): void {
    this.#deafen();
    this.view.end();
  }

  #hear(event: AssessmentEvent): void {
    switch (event.kind) {
      case 'live':
        this.live = event;
        break;
      case 'answered': {
        this.view.change((view) => ({ ...view, done: event.done, total: event.total }));
        if (Date.now() - this.#shownAt < betweenFigures) break;
        this.#shownAt = Date.now();
        void this.view.refresh();
        break;
      }
      case 'state':
        this.live = null;
        void this.view.refresh();
    }
  }
}
