// Owns gathering what a report says of a run: one pass over its conversations, verdicts and outcomes.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { ModelBuild, Store } from '../../src/core/ports.ts';
import { reportOfRun, type RunFacts } from '../../src/core/report/run-report.ts';
import { reportHtml, reportMarkdown } from '../../src/core/report/report.ts';
import { dropReasons } from '../../src/core/run/drop-reasons.ts';
import type { Run } from '../../src/core/run/plan.ts';
import { placeOf } from '../../src/core/run/places.ts';
import type { WrittenReport } from '../studio-api/runs.ts';
import { fileNameOf } from './file-name.ts';
import { formerName } from './find.ts';
import { allOf, listOf } from './pages.ts';
import { recordsOf } from './records.ts';

export async function runReport(store: Store, run: Run): Promise<WrittenReport> {
  const report = reportOfRun(await factsOf(store, run));
  const name = `${fileNameOf(run.name)}-report`;
  return {
    report,
    html: { name: `${name}.html`, file: new Blob([reportHtml(report)], { type: 'text/html' }) },
    markdown: { name: `${name}.md`, file: new Blob([reportMarkdown(report)], { type: 'text/markdown' }) },
  };
}

async function factsOf(store: Store, run: Run): Promise<RunFacts> {
  const tally = new Tally();
  for await (const outcome of allOf(store, 'outcome', run.id)) {
    if (outcome.kind === 'kept') tally.round(outcome.round).kept += 1;
    if (outcome.kind === 'failed') tally.round(outcome.round).failed += 1;
  }
  const verdicts = await listOf(store, 'verdict', run.id);
  for (const verdict of verdicts) tally.verdict(verdict);
  const filters = new Map<string, Verdict[]>();
  for (const verdict of verdicts)
    if (verdict.about.length === 1)
      filters.set(verdict.about[0], [...(filters.get(verdict.about[0]) ?? []), verdict]);
  for await (const conversation of allOf(store, 'conversation', run.id)) {
    tally.conversation(conversation);
    tally.reasons(dropReasons(run.plan, filters.get(conversation.id) ?? [], conversation));
  }
  for await (const { conversation } of recordsOf(store, run.id)) tally.kept(conversation);
  const kept = await store.read('index', run.id, 'figures');
  const figures = kept?.part === 'figures' ? kept.figures : null;
  const goesOnFrom = await formerName(store, run);
  return { run, goesOnFrom, figures, verdicts: verdicts.length, ...tally.facts() };
}

type Conv = Pick<Conversation, 'turns' | 'faults' | 'pair'>;

class Tally {
  readonly #rounds: { kept: number; failed: number; candidates: number }[] = [];
  readonly #dropped = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly #builds = new Map<string, [string, string, string, number]>();
  readonly #prompts = new Map<string, [string, string]>();
  readonly #sources = new Map<string, [string, string]>();
  #turns = 0;
  #seconds = 0;
  #tokens = 0;
  #unreadable = 0;

  round(number: number): { kept: number; failed: number; candidates: number } {
    while (this.#rounds.length <= number) this.#rounds.push({ kept: 0, failed: 0, candidates: 0 });
    return this.#rounds[number] ?? { kept: 0, failed: 0, candidates: 0 };
  }

  conversation({ id, origin, measured }: Conversation): void {
    const place = placeOf(id);
    if (place) this.round(place.round).candidates += 1;
    if (origin.kind === 'generated') {
      this.#build('Generator', origin.generator);
      const { id: name, version } = origin.prompt;
      this.#prompts.set(`${name} ${version}`, [`Prompt: ${name}`, String(version)]);
    }
    this.#seconds += measured?.seconds ?? 0;
    this.#tokens += measured?.answerTokens ?? 0;
  }

  reasons(reasons: readonly string[]): void {
    for (const reason of new Set(reasons)) add(this.#dropped, reason);
  }

  verdict({ expert, version, model, finding, measured }: Verdict): void {
    if (model) this.#build('Critic', model);
    this.#prompts.set(`expert ${expert} ${version}`, [`Expert: ${expert}`, String(version)]);
    if (finding.kind === 'unreadable') this.#unreadable += 1;
    this.#seconds += measured?.known ? 0 : (measured?.seconds ?? 0);
  }

  kept({ turns, faults, pair }: Conv): void {
    this.#turns += turns.length;
    for (const kind of new Set(faults.map((fault) => fault.kind))) add(this.#faults, kind);
    for (const { attributes } of pair.profiles)
      for (const { source } of attributes)
        this.#sources.set(`${source.name} ${source.licence}`, [source.name, source.licence]);
  }

  #build(part: string, { engine, model, build }: ModelBuild): void {
    const key = `${part} ${engine} ${model} ${build}`;
    const known = this.#builds.get(key) ?? [part, `${model} on ${engine}`, build, 0];
    this.#builds.set(key, [known[0], known[1], known[2], known[3] + 1]);
  }

  facts(): Omit<RunFacts, 'run' | 'goesOnFrom' | 'figures' | 'verdicts'> {
    const most = (counts: ReadonlyMap<string, number>) => [...counts].sort((a, b) => b[1] - a[1]);
    return {
      rounds: this.#rounds,
      dropped: most(this.#dropped),
      faults: most(this.#faults),
      turnsKept: this.#turns,
      builds: [...this.#builds.values()],
      prompts: [...this.#prompts.values()].sort(),
      unreadable: this.#unreadable,
      sources: [...this.#sources.values()].sort(),
      seconds: this.#seconds,
      tokens: this.#tokens,
    };
  }
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
