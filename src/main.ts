import '../workers/gate/uncompiled-shapes.ts';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { mount } from 'svelte';
import App from './ui/frame/App.svelte';
import { atFirstUse } from './ui/frame/first-use.ts';
import { handOverKeys } from './ui/session-keys.ts';
import './ui/tokens.css';
import './ui/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');
handOverKeys();
mount(App, { target });

// The model that some browsers bring along lives in the page alone; its adapter is fetched only where there is one.
const offer = (): Promise<void> =>
  Promise.all([import('../workers/page-engine.ts'), import('./ui/studio.ts')])
    .then(([{ offerBrowserModel }, { studio }]) => offerBrowserModel(studio))
    .catch(console.warn);
if ('LanguageModel' in window) atFirstUse(() => void offer());
