import { resolve } from 'node:path';

const OPENED = /\.(planalign|json)$/i;

/** The scenario files that a command line names; everything else on it is of Electron or Chromium. */
export const filesOfCommandLine = (argv: readonly string[], workingDirectory: string): readonly string[] =>
  argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && OPENED.test(argument))
    .map((argument) => resolve(workingDirectory, argument));
