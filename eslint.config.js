// Owns the walls that the compiler does not hold: who may import whom, and how big things may grow.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import svelteParser from 'svelte-eslint-parser';
import ts from 'typescript-eslint';

/** @param {string} message @param {readonly string[]} group */
const forbid = (message, ...group) => ({ group: [...group], message });
const wall = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default ts.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'public/',
      'models/library/assembly/',
      'models/library/.build/',
      '**/__pycache__/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'max-lines': ['error', { max: 240, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['scripts/**', 'models/**', 'tests/**'],
    rules: { 'no-console': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['tests/**/*.{ts,js,mjs}'],
    rules: { 'max-lines': ['error', { max: 320, skipComments: true, skipBlankLines: true }] },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parser: svelteParser, parserOptions: { parser: ts.parser } },
  },
  {
    files: ['src/ui/**', 'src/main.ts', 'workers/**', 'src/store/**', 'src/engine/**', 'tests/**'],
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Types are checked by svelte-check, which knows the compiler's globals.
      'no-undef': 'off',
    },
  },
  { files: ['**/*.ts', '**/*.svelte.ts'], rules: { 'no-undef': 'off' } },
  {
    files: ['src/core/**'],
    rules: wall(
      forbid(
        'Core imports core and pure libraries only.',
        '**/engine/**',
        '**/store/**',
        '**/ui/**',
        '**/workers/**',
      ),
      forbid(
        'Core knows no browser, no engine and no database.',
        'idb',
        'comlink',
        'svelte',
        'svelte/*',
        '@mlc-ai/*',
        '@wllama/*',
        'node:*',
      ),
    ),
  },
  {
    files: ['src/engine/**'],
    rules: wall(
      forbid(
        'An engine adapter imports core and its own library.',
        '**/store/**',
        '**/ui/**',
        '**/workers/**',
        'idb',
        'comlink',
        'svelte',
      ),
    ),
  },
  {
    files: ['src/store/**'],
    rules: wall(
      forbid(
        'A store adapter imports core and its own library.',
        '**/engine/**',
        '**/ui/**',
        '**/workers/**',
        'comlink',
        'svelte',
        '@mlc-ai/*',
        '@wllama/*',
      ),
    ),
  },
  {
    files: ['src/ui/**'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            forbid(
              'The page reaches engines and stores through the studio worker only.',
              '**/engine/**',
              '**/store/**',
              'idb',
              '@mlc-ai/*',
              '@wllama/*',
            ),
            {
              ...forbid(
                'The page imports the type of the worker’s contract, nothing else of workers/.',
                '**/workers/**',
              ),
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  // Arithmetic over arrays of known length.
  { files: ['tests/library/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['workers/**'],
    rules: wall(forbid('Workers do not know the page.', '**/ui/**', 'svelte', 'svelte/*')),
  },
);
