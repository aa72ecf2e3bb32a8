/** `npm start`: runs the sample study through the command line and says what it wrote. */
import { prepare } from './build-if-stale.mjs';

prepare();
process.stdout.write(
  'PlanAlign Studio runs the sample study: 5,000 invented employees, the default scenario, 2026 to 2030.\n\n',
);
process.on('exit', (code) => {
  if (code !== 0) return;
  process.stdout.write(
    [
      '',
      'Nothing left this machine. To look further:',
      '  npm run -s planalign -- runs list        the runs in your workspace',
      '  npm run -s planalign -- validate         recompute the last run’s fingerprint and checks',
      '  npm run -s planalign -- simulate --help  another census, scenario, seed or setting',
      '',
    ].join('\n'),
  );
});
process.argv.splice(2, Infinity, 'simulate', '2026-2030', '--name', 'Sample study');
await import('../dist/main/planalign.mjs');
