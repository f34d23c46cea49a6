// Owns the page by which somebody else answers a task offline: one HTML file with its own program, which loads nothing and sends
// nothing. What is true of the items is not in it. Every text in it is escaped; the program shows texts as text.
import type { HumanTask } from '../review/task/task.ts';

/** The words of the page, by the names that its program knows. */
export type TaskPageWords = Readonly<Record<string, string>>;

export interface TaskPageParts {
  readonly style: string;
  readonly script: string;
  /** SHA-256 of both, in base64, as a Content Security Policy names them. */
  readonly styleHash: string;
  readonly scriptHash: string;
  readonly words: TaskPageWords & { readonly title: string };
}

export function taskPage(
  task: HumanTask,
  { style, script, styleHash, scriptHash, words }: TaskPageParts,
): string {
  const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const { id, kind, name, items } = task;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(`${words.title}: ${name}`)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main id="page"></main>',
    `<script type="application/json" id="task">${jsonInHtml({ id, kind, name, items, words })}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** No text can end the element that it stands in. */
const jsonInHtml = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
