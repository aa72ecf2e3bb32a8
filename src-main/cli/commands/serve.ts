import { z } from 'zod';
import { dataFolder } from '../../data-folder.ts';
import { parseArguments, wholeNumber } from '../arguments.ts';
import type { Command } from '../invocation.ts';
import { workspacePath } from '../with-workspace.ts';

const MOST_READERS = 100;

const argumentsSchema = z.object({
  workspace: z.string().optional(),
  port: wholeNumber(0, 65_535),
  readers: wholeNumber(1, MOST_READERS),
});

/**
 * `planalign serve`: the application for browsers on this machine until it is interrupted. The owner's address opens
 * once and may change everything; the address of the readers opens in a number of browsers, which may look at
 * everything and change nothing.
 */
export const serve: Command = async (input, { log, signal, json }) => {
  const given = parseArguments(argumentsSchema, input);
  const [{ Application }, { BrowserHost }, { findPageFolder }] = await Promise.all([
    import('../../application/application.ts'),
    import('../../browser-host/host.ts'),
    import('../../application/page/page-files.ts'),
  ]);
  const workspace = workspacePath(given.workspace);
  const application = await Application.open({ host: 'browser', dataFolder: dataFolder(), workspace, log });
  const host = await BrowserHost.start({
    application,
    pageFolder: findPageFolder(),
    log,
    port: given.port,
    idleMs: null,
    onIdle: () => undefined,
  }).catch(async (error: unknown) => {
    await application.close();
    throw error;
  });
  const owner = host.newAddress();
  const readers = host.readerAddress(given.readers);
  const words = [
    `Serving ${workspace} on this machine. Ctrl+C ends it.`,
    `  Owner, opens once:                    ${owner}`,
    `  Readers, opens in ${String(given.readers).padStart(3)} browsers at most: ${readers}`,
  ].join('\n');
  async function* run(): AsyncGenerator<string> {
    try {
      yield `${json ? JSON.stringify({ workspace, owner, readers, mostReaders: given.readers }) : words}\n`;
      if (!signal.aborted)
        await new Promise<void>((resolve) => {
          signal.addEventListener(
            'abort',
            () => {
              resolve();
            },
            { once: true },
          );
        });
    } finally {
      await host.close();
      await application.close();
    }
  }
  return { stream: run(), isEndedByInterrupt: true };
};
