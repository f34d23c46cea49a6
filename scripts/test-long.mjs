// The long forms of two tests whose short forms run every time: `npm run test:kill` kills a run 200 times in the built studio,
// `npm run test:fuzz` reads 10,000 mutated files of each kind. A number after the name asks for another count.
import { packageProgram, runCommand } from './setup/command.mjs';
import { endWithError } from './setup/say.mjs';

const forms = {
  kill: {
    usual: '200',
    variable: 'PARLEY_KILLS',
    command: packageProgram(
      '@playwright/test',
      'playwright',
      'test',
      'tests/e2e/kill.spec.ts',
      '--timeout=0',
    ),
  },
  fuzz: {
    usual: '10000',
    variable: 'PARLEY_FUZZ',
    command: packageProgram('vitest', 'vitest', 'run', '--project=node', 'fuzz.test.ts'),
  },
};

const [name, count] = process.argv.slice(2);
const form = name === 'kill' || name === 'fuzz' ? forms[name] : undefined;
if (form === undefined) {
  endWithError(new Error('Say which: kill or fuzz.'));
} else {
  runCommand(form.command, {
    show: 'everything',
    environment: { [form.variable]: count ?? form.usual },
  })
    .then(({ code }) => (process.exitCode = code))
    .catch(endWithError);
}
