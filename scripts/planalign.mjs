#!/usr/bin/env node
/** The command line: brings the checkout up to date when it has to, then runs the built program in this process. */
import { prepare } from './build-if-stale.mjs';

prepare();
// `npm run` starts scripts in the folder of package.json; paths are meant from where the user stands.
if (process.env.npm_lifecycle_event === 'planalign' && process.env.INIT_CWD !== undefined)
  process.chdir(process.env.INIT_CWD);
await import('../dist/main/planalign.mjs');
