import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/build-if-stale.mjs';
import { playground } from './planalign.ts';

const ground = playground();

interface Step {
  readonly args: readonly string[];
  /** Lines the command prints, in order; an ellipsis stands for anything. */
  readonly expected: readonly string[];
}

/** The commands of the console blocks, each with the output shown below it. */
function steps(): readonly Step[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ planalign /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...expected] = step.trimEnd().split('\n');
        const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
          ([, quoted, plain]) => quoted ?? plain ?? '',
        );
        return { args, expected };
      }),
  );
}

const pattern = (lines: readonly string[]): RegExp => {
  const escaped = lines.join('\n').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('…', '[\\s\\S]*')}$`);
};

describe('README', () => {
  it.each(steps())('is true: planalign $args', async ({ args, expected }) => {
    const { exitCode, stdout } = await ground.run(...args);
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd()).toMatch(pattern(expected));
  });
});
