// Owns the panel as one JSON file: experts with all their versions and which of them is in use, to be shared or kept beside a
// dataset. Whatever is wrong with one that comes in is a sentence, and nothing of it is taken.
import { z } from 'zod';
import { orderedJson } from '../formats/canonical.ts';
import { failure, success, type Result } from '../result.ts';
import { builtIn, builtInVersions } from './built-in-experts.ts';
import { expertKinds, type ExpertKind, type ExpertVersion } from './expert-version.ts';
import { expertName, versionShape } from './version-shape.ts';

/** Grows when an older Parley could no longer read what is written. */
const panelFileVersion = 1;

/** An expert with the versions that a person made; those of the studio's own need not be carried along. */
export interface PanelExpert {
  readonly name: string;
  readonly kind: ExpertKind;
  readonly inUse: number | null;
  readonly versions: readonly ExpertVersion[];
}

export function formatPanel(experts: readonly PanelExpert[]): string {
  const lines = experts.map((expert) => orderedJson(expert));
  return `{\n"format": "parley-panel",\n"version": ${panelFileVersion},\n"experts": [\n${lines.join(',\n')}\n]\n}\n`;
}

const expertShape = z.object({
  name: expertName,
  kind: z.enum(expertKinds),
  inUse: z.int().min(1).nullable(),
  versions: z.array(versionShape).max(1000),
});
const fileShape = z.object({
  format: z.literal('parley-panel'),
  version: z.literal(panelFileVersion),
  experts: z.array(expertShape).max(200),
});

export function parsePanel(text: string): Result<readonly PanelExpert[], string> {
  const value = parsed(text);
  if (value === undefined) return failure('it is no JSON.');
  const head = z.looseObject({ format: z.string(), version: z.number() }).safeParse(value).data;
  if (head?.format !== 'parley-panel') return failure('it is JSON, but not a panel of Parley.');
  if (head.version > panelFileVersion)
    return failure(`it was written by a newer Parley (version ${head.version} of the format).`);
  const read = fileShape.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return failure(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'it differs'}.`);
  }
  const experts = read.data.experts as readonly PanelExpert[];
  for (const expert of experts) {
    const problem = problemOf(expert);
    if (problem !== null) return failure(`“${expert.name}” ${problem}.`);
  }
  return success(experts);
}

/** What the shapes can't tell: that the parts of an expert belong together. */
function problemOf({ name, kind, inUse, versions }: PanelExpert): string | null {
  const numbers = versions.map(({ number }) => number);
  const own = builtInVersions(name).map(({ number }) => number);
  if (versions.some(({ expert }) => expert !== name)) return 'holds a version of another expert';
  if (versions.some(({ text }) => text.kind !== kind)) return 'changes its kind from version to version';
  if (new Set([...numbers, ...own]).size < numbers.length + own.length)
    return 'has two versions of one number';
  if (inUse !== null && ![...numbers, ...own].includes(inUse)) return 'uses a version that it does not have';
  if (!builtIn(name) && versions.length === 0) return 'has no version';
  if (builtIn(name) && builtIn(name)?.text.kind !== kind)
    return 'has the name of an expert of the studio, and another kind';
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
