// Owns what becomes of a text on its way into a model's chat template. web-llm fills templates with `String.replace`, to which
// `$&`, `$'` and `$$` in the text mean something: unescaped, a person's text would be changed, or repeat the template.
import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { z } from 'zod';
import type { Message } from '../../core/ports.ts';
import { addressesOf, webLlmCaches, type WebLlmModel } from './model.ts';

const configurationShape = z.object({
  conv_template: z.object({ role_templates: z.record(z.string(), z.string()).nullish() }),
});

/** The name of a model's own list of its parts, where web-llm knows of one; such a model's templates are filled without patterns. */
export const manifestOf = (model: string): string | undefined =>
  prebuiltAppConfig.model_list.find(({ model_id }) => model_id === model)?.model_manifest;

/** Whose messages are filled in as patterns; to be asked once the model's files are here. The system's always are. */
export async function filledRoles(model: WebLlmModel): Promise<ReadonlySet<Message['role']>> {
  if (manifestOf(model.model) !== undefined) return new Set(['system']);
  const kept = await (await caches.open(webLlmCaches.configuration)).match(addressesOf(model).configuration);
  const { data } = configurationShape.safeParse(await kept?.json().catch(() => null));
  const templates = data?.conv_template.role_templates ?? {};
  return new Set(['system', ...(['user', 'assistant'] as const).filter((role) => role in templates)]);
}

/** The messages as they have to be handed over so that the model reads what they say. */
export const escaped = (messages: readonly Message[], filled: ReadonlySet<Message['role']>): Message[] =>
  messages.map((message) =>
    filled.has(message.role) ? { ...message, content: message.content.replaceAll('$', '$$$$') } : message,
  );
