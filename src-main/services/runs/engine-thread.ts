import { parentPort } from 'node:worker_threads';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { serveEngine } from './engine-serve.ts';

/** Entry of the thread that simulates runs. */
if (parentPort === null) throw new Error('this file is the entry of a worker thread');
serveEngine(parentPort, openSimulation);
