// Human evaluation by keys alone: a blind test answered here, then offline from its own page, and its answers brought back.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { formatSpcCsv } from '../../src/core/formats/spc-csv.ts';
import { expect, test } from './studio.ts';

const hostile = `<img src=x onerror="document.title='owned'"> {{constructor}} </script>`;
const turns = (name: string, index: number) =>
  Array.from(
    { length: 6 },
    (_, turn) => `User ${(turn % 2) + 1}: ${name} ${index} says ${turn}, ${hostile}`,
  ).join('\n');

async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  }
}

test('a blind test is drawn, answered by keys, given away as one page, and its answers come back', async ({
  page,
  context,
}) => {
  const rows = Array.from({ length: 6 }, (_, index) => ({
    profiles: [
      [
        `I own ${index} boats.`,
        'I live near the sea.',
        'I like tea.',
        `I have ${index} dogs.`,
        'I work at night.',
      ],
      [`I collect ${index} stamps.`],
    ] as const,
    conversation: turns('Model', index),
  }));
  await page.goto('/');
  await page
    .getByLabel('File of dialogues')
    .setInputFiles({ name: 'model.csv', mimeType: 'text/csv', buffer: Buffer.from(formatSpcCsv(rows)) });
  await page.getByRole('link', { name: 'See the conversations' }).click();
  await expect(page.getByText('6 conversations', { exact: true })).toBeVisible();
  const [, project = ''] = /#\/p\/([^/]+)/.exec(page.url()) ?? [];
  await page.goto(`/#/p/${project}/dialogues`);
  const people = Array.from({ length: 6 }, (_, index) => turns('Person', index)).join('\n\n');
  await page.getByLabel('Or paste them').fill(people);
  await page.getByRole('button', { name: 'Read what I pasted' }).click();
  await page.getByRole('button', { name: 'Keep 6 dialogues' }).click();
  await expect(page.getByRole('heading', { name: 'Critics' })).toBeVisible();

  await page.goto(`/#/p/${project}/tasks`);
  await page.getByRole('button', { name: 'New task' }).click();
  await page.getByLabel('Conversations to test').selectOption({ label: 'model.csv (6)' });
  await page.getByLabel('Reference').selectOption({ label: 'pasted.txt (6)' });
  await page.getByLabel('Name').fill(`Blind ${hostile}`);
  await accessible(page);
  await page.getByRole('button', { name: 'Draw items' }).click();
  await page.getByRole('link', { name: 'Answer' }).click();
  await page.getByLabel('Name').fill('Ada');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 of 6 answered')).toBeVisible();
  await expect(page.getByText('model.csv')).toHaveCount(0);
  await accessible(page);
  const answerAll = async (shown: Page) => {
    for (let item = 0; item < 6; item += 1) {
      const left = shown.getByRole('region', { name: 'Left' });
      await expect(left).toContainText(/(model|person) \d says 0/);
      const isModel = (await left.textContent())?.includes('model');
      await shown.keyboard.press(item === 5 ? 'ArrowDown' : isModel ? 'ArrowLeft' : 'ArrowRight');
    }
  };
  await answerAll(page);
  await page.getByRole('link', { name: 'See results' }).click();
  const losing = page.getByRole('row', { name: /^Losing rate/ });
  await expect(losing).toContainText('83.3 %');
  await expect(page.getByRole('row', { name: /^Ties/ })).toContainText('16.7 %');
  await accessible(page);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Page for others' }).click(),
  ]);
  const html = await file.path();
  const offline = await context.newPage();
  await offline.route('**/*', (route) =>
    route.request().url().startsWith('file:') ? route.continue() : route.abort(),
  );
  await offline.setContent('');
  const copy = test.info().outputPath('task.html');
  await file.saveAs(copy);
  expect(await readFile(html, 'utf8')).not.toContain('"tested"');
  await offline.goto(`file://${copy}`);
  await offline.keyboard.type('Ben');
  await offline.keyboard.press('Enter');
  await answerAll(offline);
  await accessible(offline);
  expect(await offline.locator('img').count()).toBe(0);
  expect(await offline.title()).not.toBe('owned');
  const [saved] = await Promise.all([offline.waitForEvent('download'), offline.keyboard.press('s')]);
  const answers = test.info().outputPath('answers.json');
  await saved.saveAs(answers);
  await offline.close();

  await page.getByLabel('File of answers').setInputFiles(answers);
  await expect(page.getByText('Ben: 6 of 6')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Cohen's κ between 2 annotators/ })).toContainText('1.00');
  await expect(losing).toContainText('12');

  await page.goto(`/#/p/${project}/tasks`);
  await page.getByRole('button', { name: 'New task' }).click();
  await page.getByText('Faithfulness task', { exact: true }).click();
  await page
    .getByRole('combobox', { name: 'Conversations', exact: true })
    .selectOption({ label: 'model.csv (6)' });
  await page.getByRole('button', { name: 'Draw items' }).click();
  await page.getByRole('link', { name: 'Answer' }).click();
  for (let item = 0; item < 6; item += 1) {
    const statements = page.getByRole('region', { name: 'Statements about' }).getByRole('button');
    await expect(statements).toHaveCount(8);
    const place = (await statements.allTextContents()).findIndex((text) =>
      text.includes('I live near the sea.'),
    );
    if (place >= 0) await page.keyboard.press(String(place + 1));
    await page.keyboard.press('Enter');
  }
  await page.getByRole('link', { name: 'See results' }).click();
  await expect(page.getByRole('row', { name: /^Precision/ })).toContainText('100.0 %');
});
