import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlanAlignError } from '../../../src-shared/errors.ts';

/**
 * A bundled program of the import: beside this code when it is bundled, in dist/main when it runs from sources.
 * @throws PlanAlignError INTERNAL when the product is not built.
 */
export function findBundle(name: 'excel-process.mjs' | 'census-thread.mjs'): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = [join(folder, name), join(folder, 'dist', 'main', name)].find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new PlanAlignError('INTERNAL', `${name} is missing; the product is not built.`);
}
