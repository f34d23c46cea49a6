// Owns what every end-to-end test watches for: no error on any console, nothing that the security policy had to refuse, and
// no request to another host.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type ConsoleMessage, type Page } from '@playwright/test';

interface Watched {
  /** Complaints so far; a test that provokes one takes it out. */
  readonly complaints: string[];
}

export const test = base.extend<Watched>({
  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = [];
      const hear = (message: ConsoleMessage) => {
        const refused = /content security policy/i.test(message.text());
        if (message.type() === 'error' || refused) complaints.push(message.text());
      };
      context.on('console', hear);
      context.on('weberror', (error) => complaints.push(error.error().message));
      context.on('request', (request) => {
        const url = request.url();
        if (/^https?:/.test(url) && !url.startsWith(`${baseURL}/`)) complaints.push(`a request to ${url}`);
      });
      await use(complaints);
      if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** Chooses the model whose option begins so; the list of models comes a moment after the form. */
export async function chooseModel(page: Page, label: string, beginning: string): Promise<void> {
  const select = page.getByLabel(label, { exact: true });
  const option = select.locator('option').filter({ hasText: beginning }).first();
  await option.waitFor({ state: 'attached' });
  await select.selectOption({ label: (await option.textContent())?.trim() ?? '' });
}

/** The first pairs of the bundled personas, one candidate each, which no critic judges. */
export async function startPlainRun(page: Page, generator: string, pairs: number): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('radio', { name: 'Quick' }).check();
  await chooseModel(page, 'Generator', generator);
  await chooseModel(page, 'Critic', 'No critic');
  await page.getByLabel('How many of the first pairs').fill(String(pairs));
  for (const label of ['Candidates per pair', 'Rounds']) await page.getByLabel(label).fill('1');
  await page.getByLabel('Rewrites').fill('0');
  await page.getByRole('button', { name: 'Start run' }).first().click();
}

/** The path of a file of real data, or null and the words to skip with. */
export function realData(name: string): { path: string } | { notRun: string } {
  const folder = process.env['PARLEY_TEST_DATA'];
  if (folder && existsSync(join(folder, name))) return { path: join(folder, name) };
  return { notRun: `not run: set PARLEY_TEST_DATA to a folder with ${name}` };
}
