// The list of models on a machine whose WebGPU is emulated in software: what can be used stands first, the rest is folded.
import { expect, test } from './studio.ts';

test('models that cannot be used here are folded under their reason, and a search opens them', async ({
  page,
}) => {
  await page.goto('/#/models');
  const gpu = page.getByRole('region', { name: 'On the GPU, by WebGPU' });
  await expect(gpu.getByText(/^\d+ models, none of which fits here\./)).toBeVisible();
  await expect(gpu).toContainText('emulated in software');
  await expect(gpu.getByRole('row')).toHaveCount(0);
  await page.getByLabel('Search', { exact: true }).fill('qwen3 4b');
  await expect(gpu.getByRole('row').filter({ hasText: 'Qwen3 4B' }).first()).toBeVisible();
});

test('a pair for the processor is named for the memory that a person can spare', async ({ page }) => {
  await page.goto('/#/models');
  const machine = page.getByRole('region', { name: 'This machine' });
  await expect(machine.getByText('A pair that goes well')).toHaveCount(0);
  await machine.getByText('8 GB', { exact: true }).click();
  await expect(machine).toContainText(/On the CPU.* writes, .* judges; \d\.\d GB together/s);
  await expect(machine).toContainText('How long they take is not known');
});
