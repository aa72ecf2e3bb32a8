/** `npm run test:kills [-- NUMBER]`: kills runs at random moments, 300 times unless told, and looks at what is left. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './build-if-stale.mjs';

ensureInstalled();
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    'src-main/services/runs/crash.test.ts',
    '--testTimeout',
    '3600000',
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PLANALIGN_KILLS: process.argv[2] ?? '300' } },
);
process.exitCode = status ?? 1;
