import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlanAlignError } from '../src-shared/errors.ts';

/**
 * A bundled program that runs in a thread or process of its own: beside this code when it is bundled, in dist/main when it runs from sources.
 * @throws PlanAlignError INTERNAL when the product is not built.
 */
export function findBundle(
  name: 'engine-thread.mjs' | 'preview-thread.mjs' | 'census-thread.mjs' | 'excel-process.mjs',
): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = [join(folder, name), join(folder, 'dist', 'main', name)].find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new PlanAlignError('INTERNAL', `${name} is missing; the product is not built.`);
}
