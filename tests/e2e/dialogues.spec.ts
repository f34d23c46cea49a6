// The door for one's own dialogues: a newcomer's file, said what is what, kept as a set with its labels; hostile rows; a paste.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './studio.ts';

const hostile = `<img src=x onerror="document.title='owned'"> {{constructor}} </script>`;

const fifty = Array.from({ length: 50 }, (_, index) =>
  JSON.stringify({
    quality: index % 5 === 0 ? 'bad' : 'good',
    messages: [
      { role: 'system', content: 'You are Mara. You keep bees.' },
      { role: 'user', content: `Good evening, number ${index + 1}. ${hostile}` },
      { role: 'assistant', content: 'Good evening. The bees are asleep by now.' },
    ],
  }),
);

test('fifty dialogues in a file of one’s own are mapped, kept with their labels, and ready to be judged', async ({
  page,
}) => {
  const lines = [...fifty];
  lines[6] = '{"messages": [';
  await page.goto('/');
  await page.getByLabel('File of dialogues').setInputFiles({
    name: '<b>mine</b>.jsonl',
    mimeType: 'text/plain',
    buffer: Buffer.from(lines.join('\n')),
  });
  const preview = page.getByRole('region', { name: 'As it will be read' });
  await expect(preview.getByText('49 dialogues · 39 accepted, 10 rejected')).toBeVisible();
  await expect(preview.getByText('You keep bees.')).toBeVisible();
  await expect(preview.getByText(hostile).first()).toBeVisible();
  await expect(preview.getByRole('listitem').filter({ hasText: 'Line 7' })).toContainText('no JSON');
  expect(await page.locator('main img, main b').count()).toBe(0);

  // The other way round, and a profile typed for the other.
  await page.getByLabel('Part of assistant').selectOption('User 1');
  await page.getByLabel('Part of user').selectOption('User 2');
  await expect(preview.getByRole('listitem').filter({ hasText: 'bees are asleep' })).toContainText('User 1');
  await page.getByRole('combobox', { name: 'Profile of User 2' }).selectOption('Typed here');
  await page.getByLabel('Attributes of User 2, one a line').fill('I walk home late.');
  await page.getByLabel('Whose labels they are').fill('Ada');
  await page.getByLabel('Whose labels they are').blur();
  await expect(preview.getByText('I walk home late.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  }
  await page.setViewportSize({ width: 360, height: 800 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Keep 49 dialogues' }).click();
  await expect(page.getByRole('heading', { name: 'Critics' })).toBeVisible();
  await expect(page.getByLabel('Benches', { exact: true })).toContainText('<b>mine</b>.jsonl');
  await page.getByRole('link', { name: 'Experts', exact: true }).click();
  await expect(page.getByLabel('Set', { exact: true })).toContainText('<b>mine</b>.jsonl (49)');
  await page.getByRole('link', { name: 'Conversations', exact: true }).first().click();
  const list = page.getByRole('listbox', { name: 'Conversations of this set' });
  await list.getByRole('option').first().click();
  const article = page.getByRole('article');
  await expect(article.getByText('Good evening. The bees are asleep by now.', { exact: true })).toBeVisible();
  await expect(article.getByRole('listitem').filter({ hasText: 'Ada' })).toContainText('Rejected');
  expect(await page.title()).not.toBe('owned');
});

test('dialogues are pasted as plain text, and what holds none says so', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Paste them' }).click();
  const box = page.getByLabel('Or paste them');
  await box.fill('just words\nwithout any speaker');
  await page.getByRole('button', { name: 'Read what I pasted' }).click();
  await expect(page.getByText('No dialogue can be read like this')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep 0 dialogues' })).toBeDisabled();
  await page.getByRole('button', { name: 'Another file' }).click();
  await box.fill('Ann: I work at the harbour.\nBen: I never learned to swim.\n\nAnn: Again?\nBen: Again.');
  await page.getByRole('button', { name: 'Read what I pasted' }).click();
  for (const speaker of [1, 2])
    await page
      .getByRole('combobox', { name: `Profile of User ${speaker}` })
      .selectOption('Taken from what they say');
  const preview = page.getByRole('region', { name: 'As it will be read' });
  await expect(preview.getByText('2 dialogues')).toBeVisible();
  await expect(preview.getByText('I work at the harbour.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Keep 2 dialogues' }).click();
  await expect(page.getByLabel('Benches', { exact: true })).toContainText('pasted.txt');
});

const talks = ['Are the bees asleep?', 'They are, since noon.', 'Then I shall come tomorrow.'];
const lines = talks.map((text, turn) => `User ${(turn % 2) + 1}: ${text}`).join('\n');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The forms in which people have dialogues, as they leave other tools; two dialogues each. */
const forms: readonly (readonly [name: string, text: string])[] = [
  [
    'sharegpt.json',
    JSON.stringify(
      [1, 2].map((id) => ({
        id: `talk-${id}`,
        conversations: talks.map((value, turn) => ({ from: turn % 2 === 0 ? 'human' : 'gpt', value })),
      })),
    ),
  ],
  [
    'openai.jsonl',
    [1, 2]
      .map(() =>
        JSON.stringify({
          messages: talks.map((content, turn) => ({ role: turn % 2 === 0 ? 'user' : 'assistant', content })),
        }),
      )
      .join('\n'),
  ],
  [
    'a-turn-a-row.csv',
    [
      'dialogue,who,utterance',
      ...[1, 2].flatMap((id) =>
        talks.map((text, turn) => `${id},${turn % 2 === 0 ? 'Ann' : 'Ben'},${quoted(text)}`),
      ),
    ].join('\n'),
  ],
  [
    'a-text-a-row.csv',
    ['id,text,verdict', ...['good', 'bad'].map((word) => `${word},${quoted(lines)},${word}`)].join('\n'),
  ],
  [
    'spc.csv',
    [
      'user 1 personas,user 2 personas,Best Generated Conversation',
      ...[1, 2].map((id) => `I keep bees.,I drive bus ${id}.,${quoted(lines)}`),
    ].join('\n'),
  ],
];

for (const [name, text] of forms)
  test(`${name} is read as it comes, kept as two conversations, and stands ready in Critics`, async ({
    page,
  }) => {
    await page.goto('/#/dialogues');
    await page
      .locator('input[aria-label="File of your dialogues"]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    const preview = page.getByRole('region', { name: 'As it will be read' });
    await expect(preview.getByText(/^2 dialogues/)).toBeVisible();
    for (const said of talks) await expect(preview.getByText(said).first()).toBeVisible();
    await page.getByRole('button', { name: 'Keep 2 dialogues' }).click();
    await expect(page.getByRole('heading', { name: 'Critics' })).toBeVisible();
    await expect(page.getByLabel('Benches', { exact: true })).toContainText(name);
  });
