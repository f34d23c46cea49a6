// Owns a report as what it says, before any page or file: sections of sentences and tables; and writing it as Markdown and as one
// HTML file that needs nothing else. Whatever a model or a person wrote stands in it as text.

export interface ReportTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ReportSection {
  readonly title: string;
  readonly sentences?: readonly string[];
  readonly table?: ReportTable;
  /** Shown as it is, in a fixed pitch. */
  readonly code?: string;
}

export interface Report {
  readonly title: string;
  readonly context: string;
  readonly sections: readonly ReportSection[];
}

export function reportMarkdown({ title, context, sections }: Report): string {
  const parts = sections.map(({ title: heading, sentences = [], table, code }) =>
    [
      `## ${inLine(heading)}`,
      ...sentences.map(inLine),
      ...(table ? [tableMarkdown(table)] : []),
      ...(code === undefined ? [] : [fenced(code)]),
    ].join('\n\n'),
  );
  return `${[`# ${inLine(title)}`, inLine(context), ...parts].join('\n\n')}\n`;
}

const inLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[<>]/g, (sign) => `\\${sign}`)
    .trim();

function tableMarkdown({ head, rows }: ReportTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => inLine(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A fence longer than any in the text. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}

const style = `
:root{color-scheme:light dark}body{max-width:820px;margin:40px auto;padding:0 20px;font:15px/1.6 system-ui,sans-serif;color:CanvasText;background:Canvas}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}h2{font-size:17px;margin:32px 0 8px}p{margin:6px 0}.context{opacity:.75}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:5px 12px 5px 0;border-bottom:1px solid color-mix(in srgb,CanvasText 18%,transparent);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;font-size:13px}pre{padding:12px;background:color-mix(in srgb,CanvasText 6%,transparent);border-radius:6px;font:12px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}table,pre{break-inside:avoid-page}}`;

export function reportHtml({ title, context, sections }: Report): string {
  const body = sections.map(({ title: heading, sentences = [], table, code }) =>
    [
      `<section><h2>${escaped(heading)}</h2>`,
      ...sentences.map((sentence) => `<p>${escaped(sentence)}</p>`),
      ...(table ? [tableHtml(table)] : []),
      ...(code === undefined ? [] : [`<pre>${escaped(code)}</pre>`]),
      '</section>',
    ].join('\n'),
  );
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title><style>${style}</style></head><body>`,
    `<h1>${escaped(title)}</h1><p class="context">${escaped(context)}</p>`,
    ...body,
    '</body></html>\n',
  ].join('\n');
}

function tableHtml({ head, rows }: ReportTable): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`;
}

const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&${names[sign] ?? ''};`);
