// Owns what tests do with a model of one's own on the Models screen that comes from a host on this machine.
import type { Locator, Page } from '@playwright/test';
import type { ModelHost } from './model-host.ts';
import { expect } from './studio.ts';

export const ownRow = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Your own' }).getByRole('row').filter({ hasText: name });

export const press = (page: Page, verb: string, name: string): Promise<void> =>
  ownRow(page, name)
    .getByRole('button', { name: `${verb}: ${name}` })
    .click();

/** `library`: the address of the program, of a model in MLC form. */
export async function addFromAddress(
  page: Page,
  address: string,
  name: string,
  library: string | null = null,
): Promise<void> {
  await page.goto('/#/models');
  await page.getByRole('button', { name: 'Add a model', exact: true }).click();
  await page.getByLabel(/^Address of a folder/).fill(address);
  await page.getByRole('button', { name: 'Look there' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (library !== null) {
    await page.getByLabel('Model library', { exact: true }).selectOption('At another address …');
    await page.getByLabel('Address of the library').fill(library);
  }
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(ownRow(page, name)).toContainText('Not fetched');
}

/** That the host was asked is what the test is about. */
export function withoutHost(complaints: string[], host: ModelHost): void {
  const others = complaints.filter(
    (complaint) =>
      !complaint.startsWith(`a request to ${host.address}`) && !/Failed to load resource/.test(complaint),
  );
  complaints.splice(0, complaints.length, ...others);
}
