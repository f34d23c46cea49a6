import { expect, it } from 'vitest';
import { catalogue } from '../../src/engine/catalogue.ts';
import { otherWebLlmModels } from '../../src/engine/catalogue-web-llm-others.ts';
import { caveatText } from '../../src/ui/words/en/caveats.ts';

it('says every caveat of the catalogue as a sentence', () => {
  const models = [...catalogue, ...otherWebLlmModels];
  const texts = new Set(models.flatMap(({ caveat }) => (caveat ? caveatText(caveat) : [])));
  expect(texts.size).toBeGreaterThan(8);
  for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
});

it('names the host that the texts for a server pass through', () => {
  expect(caveatText({ passesThrough: 'models.example:8000' })).toBe(
    'What is written for it and what it writes passes through models.example:8000.',
  );
});
