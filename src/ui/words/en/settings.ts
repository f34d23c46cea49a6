// Owns the words of the Settings screen.
import type { ThemeChoice } from '../../frame/theme.svelte.ts';
import { counted } from './amounts.ts';

export const settingsWords = {
  title: 'Settings',
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' } satisfies Readonly<
    Record<ThemeChoice, string>
  >,
  hosts: 'Hosts the studio may contact',
  hostsText: 'Everything else is refused. What you write and what the models write is sent to none of them.',
  host: 'Host',
  when: 'When',
  ownHost: (host: string): string => `${host} (this studio)`,
  ownWhen: 'Always: the page, the bundled personas and the embedded models',
  modelHosts: [
    { host: 'huggingface.co', when: 'Only while a model is fetched: its weights, also from *.hf.co' },
    {
      host: 'raw.githubusercontent.com',
      when: 'Only while a model is fetched: its compiled program for WebGPU',
    },
  ],
  answers: {
    title: 'Known answers',
    text: 'A question that a critic has answered is not asked again, in any run. Verdicts stay when the answers are forgotten.',
    count: (known: number): string => counted(known, 'answer'),
    forget: 'Forget them',
  },
  shortcuts: 'Shortcuts',
  about: 'About',
  aboutText: 'Parley is a studio in the browser for persona-based dialogue datasets.',
  version: 'Version',
  licence: 'Licence',
};
