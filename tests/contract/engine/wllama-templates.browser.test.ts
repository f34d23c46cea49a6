// Which prompt llama.cpp makes of messages: that of the template in the file itself, filled in as its makers mean it, with nothing of
// the day in it. The embedded model stands in for others, with a template like theirs in the place of its own; each is held beside
// a plain one that writes what should come out.
import { expect, test } from 'vitest';
import type { Answer, Ask } from '../../../src/core/ports.ts';
import { loadWllama } from '../../../src/engine/wllama/load.ts';
import { dialogue } from './asks.ts';
import { StopSwitch } from './stop-switch.ts';

const files = [{ url: new URL('/models/parley-mini/parley-mini-q8_0.gguf', location.href).href }];
const [{ content } = { content: '' }] = dialogue.messages;
const ask: Ask = {
  messages: [{ role: 'system', content: 'Be short.' }, ...dialogue.messages],
  decoding: { ...dialogue.decoding, maxTokens: 8 },
};

/** The file with `template` in the place of its own. */
async function withTemplate(template: string): Promise<Blob> {
  const file = await (await fetch(files[0]?.url ?? '')).arrayBuffer();
  const key = 'tokenizer.chat_template';
  // After the key come the kind of its value in 4 bytes, its length in 8, and its text.
  const at = new TextDecoder('latin1').decode(file.slice(0, 1_000_000)).indexOf(key) + key.length + 4;
  const former = new DataView(file).getUint32(at, true);
  // Tensors stay where multiples of 32 are.
  const spare = (((former - template.length - '{##}'.length) % 32) + 32) % 32;
  const text = `{#${' '.repeat(spare)}#}${template}`;
  const length = new BigUint64Array([BigInt(text.length)]);
  return new Blob([file.slice(0, at), length, text, file.slice(at + 8 + former)]);
}

async function answered(template: string, thinks: boolean): Promise<Pick<Answer, 'text' | 'promptTokens'>> {
  const blob = await withTemplate(template);
  const engine = await loadWllama(
    { model: 'parley-mini', contextTokens: 1024, kept: false, files, thinks },
    {
      threads: 1,
      stop: new StopSwitch(),
      onProgress: () => undefined,
      fetchFiles: () => Promise.resolve({ blobs: [blob], files }),
    },
  );
  const { text, promptTokens } = await engine.complete(ask, () => undefined, new StopSwitch());
  await engine.unload();
  return { text, promptTokens };
}

const message = "<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n";
const each = `{% for m in messages %}${message}{% endfor %}`;
const begun = '<|im_start|>assistant\n';
const written = (role: string, text: string): string => `<|im_start|>${role}\n${text}<|im_end|>\n`;
/** What a template writes as it stands, kept from being trimmed at its end. */
const literal = (text: string): string => `{{ ${JSON.stringify(text)} }}`;

const cases = [
  {
    family: 'Llama 3.2, which names a day',
    template: `{%- if not date_string is defined %}{%- if strftime_now is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- endif %}{%- endif %}{% if date_string == "26 Jul 2024" %}{{ "On the same day. " }}{% endif %}${each}{{ "${begun}" }}`,
    same: literal(`On the same day. ${written('system', 'Be short.')}${written('user', content)}${begun}`),
    thinks: false,
  },
  {
    family: 'Gemma 3, which knows no system role and wants turns to alternate',
    template: `{%- set first = messages[0]['content'] + '\n\n' if messages[0]['role'] == 'system' else '' -%}{%- for m in (messages[1:] if first else messages) -%}{%- if (m['role'] == 'user') != (loop.index0 % 2 == 0) -%}{{ raise_exception("Conversation roles must alternate") }}{%- endif -%}{{ '<|im_start|>' + m['role'] + '\n' + (first if loop.first else '') + m['content'] + '<|im_end|>\n' }}{%- endfor -%}{%- if add_generation_prompt -%}{{ "${begun}" }}{%- endif -%}`,
    same: literal(`${written('user', `Be short.\n\n${content}`)}${begun}`),
    thinks: false,
  },
  {
    family: 'Qwen3, which thinks unless it is told not to',
    template: `${each}{{ "${begun}" }}{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\n\n</think>\n\n' }}{% endif %}`,
    same: literal(
      `${written('system', 'Be short.')}${written('user', content)}${begun}<think>\n\n</think>\n\n`,
    ),
    thinks: true,
  },
];

test.each(cases)(
  'the template of $family makes the prompt that it should',
  async ({ template, same, thinks }) => {
    const made = await answered(template, thinks);
    expect(made).toEqual(await answered(same, thinks));
    // Another prompt would have another length.
    expect(made.promptTokens).not.toBe((await answered(literal(begun), thinks)).promptTokens);
  },
);
