import { startBrowserHost } from './start.ts';

/** Entry of the application for the browser. */
process.exitCode = await startBrowserHost(process.argv.slice(2));
