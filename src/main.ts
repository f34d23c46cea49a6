import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { mount } from 'svelte';
import App from './ui/frame/App.svelte';
import './ui/tokens.css';
import './ui/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');
mount(App, { target });

/** Behind all that the first screen waits for. */
const millisecondsUntilOffered = 3000;

// The model that some browsers bring along lives in the page alone; its adapter is fetched only where there is one.
const offer = (): Promise<void> =>
  Promise.all([import('../workers/page-engine.ts'), import('./ui/studio.ts')])
    .then(([{ offerBrowserModel }, { studio }]) => offerBrowserModel(studio))
    .catch(console.warn);
if ('LanguageModel' in window) setTimeout(() => void offer(), millisecondsUntilOffered);
