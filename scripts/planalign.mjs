#!/usr/bin/env node
/** The command line: brings the checkout up to date when it has to, then runs the built program in this process. */
import { prepare } from './build-if-stale.mjs';

prepare();
await import('../dist/main/planalign.mjs');
