// Owns checking that something from outside is a version of an expert: its shape, and that its templates can be filled in. Whoever
// made it may mean harm, so what could run without end is refused here as it is in the editor.
import { z } from 'zod';
import { answerForms, expertKinds, textHash, type ExpertText } from './expert-version.ts';
import { textProblem } from './text-check.ts';

const template = z.string().max(20_000);

const textShape = z
  .object({
    kind: z.enum(expertKinds),
    answer: z.enum(answerForms),
    line: z.string().regex(/^[a-z0-9][a-z0-9 ]{0,39}$/),
    dropsOn: z.enum(['yes', 'no']).optional(),
    criterion: template,
    instruction: template,
    question: template,
    graded: template,
    exemplars: z
      .array(
        z.object({
          profiles: z.string(),
          conversation: z.string(),
          answer: z.string(),
          from: z.string().optional(),
        }),
      )
      .max(20),
  })
  .refine((text) => textProblem(text as ExpertText) === null, 'its template can’t be filled in');

/** An expert's name is its id, and stands in places where a line break or a tilde would mean something. */
export const expertName = z
  .string()
  .max(60)
  .regex(/^[^\s~/][^\n\r~/]*$/);

export const versionShape = z
  .object({
    expert: expertName,
    number: z.int().min(1).max(99_999),
    hash: z.string(),
    role: z.literal('critic'),
    text: textShape,
  })
  .refine(({ text, hash }) => textHash(text as ExpertText) === hash, 'its hash is not that of its text');
