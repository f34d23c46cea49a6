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
  hostsText:
    'Everything else is refused, but for a mirror of models and servers that you add under Models. What you write and what the models write goes to such a server alone, and only while you use it.',
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
  traffic: {
    title: 'Hosts contacted',
    text: 'Counted at the gate that every worker’s requests go through, in all since this browser first opened the studio.',
    none: 'None but the studio itself.',
    host: 'Host',
    out: 'Sent',
    in: 'Received',
    last: 'Last',
  },
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
