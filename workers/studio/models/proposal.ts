// Owns what the studio would start with on this machine, and why. Pure. It starts small: the first conversation should come
// soon, and the next step up is named beside it.
import { presetPlan } from '../../../src/core/run/presets.ts';
import type { ModelChoice, Plan, PromptForm } from '../../../src/core/run/plan.ts';
import type { Machine, ModelRow, Proposal } from '../../studio-api/models.ts';

export interface Known {
  readonly machine: Machine;
  readonly rows: readonly ModelRow[];
  readonly promptForm: (choice: ModelChoice) => PromptForm;
}

type Choice = Pick<Proposal, 'generator' | 'critic'>;

/** Memory for generator and critic together that is proposed before the person has said what there is, in MB. */
const cautiousMegabytes = 2048;

/** All but the time, which has to be looked up. */
export function propose(known: Known): Proposal {
  const cpu = onCpu(known);
  const gpu = onGpu(known);
  if (!gpu) return { ...cpu, downloadBytes: downloadOf(known, cpu), onCpu: null };
  return {
    ...gpu,
    downloadBytes: downloadOf(known, gpu),
    onCpu: { generator: cpu.generator, critic: cpu.critic, plan: cpu.plan },
  };
}

type Base = Omit<Proposal, 'onCpu' | 'downloadBytes'>;

function onGpu(known: Known): Base | null {
  const { machine, rows } = known;
  if (machine.webgpu.kind === 'absent' || machine.webgpu.software) return null;
  const megabytes = machine.memoryGigabytes === null ? cautiousMegabytes : machine.memoryGigabytes * 1024;
  const fitting = rows.filter(
    ({ engine, embedded, fits, memoryMegabytes }) =>
      engine === 'webllm' && !embedded && fits.kind !== 'no' && memoryMegabytes <= megabytes,
  );
  const critic = smallest(
    fitting.filter(({ roles, parameters }) => roles.includes('critic') && judges(parameters)),
  );
  if (!critic) return null;
  // One model in both roles needs its memory once; that the critic judges its own writing is shown in the run.
  const choice: Choice = { generator: choiceOf(critic), critic: choiceOf(critic) };
  const above = largest(fitting.filter((row) => row.memoryMegabytes > critic.memoryMegabytes));
  return {
    ...choice,
    plan: planFor('Studio', choice, known.promptForm),
    why: { kind: 'smallest on the GPU', name: critic.name, gigabytes: machine.memoryGigabytes },
    nextStepUp: above ? { kind: 'larger model', name: above.name, megabytes: above.memoryMegabytes } : null,
  };
}

/** Below a billion parameters a critic agrees with anything. */
const judges = (parameters: string): boolean => /B$/.test(parameters) && Number.parseFloat(parameters) >= 1;

function onCpu({ rows, promptForm }: Known): Base {
  const onWllama = rows.filter(({ engine }) => engine === 'wllama');
  const ready = onWllama.filter(({ cached, state }) => cached && state.kind !== 'unavailable');
  const instruct = largest(ready.filter(({ embedded, roles }) => !embedded && roles.includes('critic')));
  if (instruct) {
    const choice = choiceOf(instruct);
    const cast = { generator: choice, critic: choice };
    return {
      ...cast,
      plan: planFor('Quick', cast, promptForm),
      why: { kind: 'is here', name: instruct.name },
      nextStepUp: { kind: 'graphics card' },
    };
  }
  const mini = onWllama.find(({ embedded }) => embedded);
  if (!mini) throw new Error('The catalogue has no embedded model.');
  const choice = choiceOf(mini);
  const arriving = onWllama.find(({ state }) => state.kind === 'arriving');
  const cast = { generator: choice, critic: choice };
  return {
    ...cast,
    plan: planFor('Quick', cast, promptForm),
    why: { kind: 'is embedded', name: mini.name },
    nextStepUp: arriving ? { kind: 'arriving', name: arriving.name } : null,
  };
}

const downloadOf = ({ rows }: Known, { generator, critic }: Choice): number =>
  rows
    .filter((row) => !row.cached && [generator, critic].some((choice) => choice && isSame(row, choice)))
    .reduce((sum, { downloadBytes }) => sum + downloadBytes, 0);

const isSame = (a: ModelChoice, b: ModelChoice): boolean => a.engine === b.engine && a.model === b.model;
const choiceOf = ({ engine, model }: ModelRow): ModelChoice => ({ engine, model });
const byMemory = (a: ModelRow, b: ModelRow) => a.memoryMegabytes - b.memoryMegabytes;
const smallest = (rows: readonly ModelRow[]): ModelRow | undefined => [...rows].sort(byMemory)[0];
const largest = (rows: readonly ModelRow[]): ModelRow | undefined => [...rows].sort(byMemory).at(-1);

/** The plan of a preset for chosen models. */
export const planFor = (
  preset: Plan['preset'],
  { generator, critic }: Choice,
  form: Known['promptForm'],
): Plan => presetPlan(preset, generator, critic, form(generator), critic ? form(critic) : 'instruct');
