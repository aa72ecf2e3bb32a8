import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKER = 'sample-census.csv';

/** The nearest `resources` folder above this file, wherever it runs from: the sources or a bundle in dist. */
function findResources(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const resources = join(folder, 'resources');
    if (existsSync(join(resources, MARKER))) return resources;
  }
  throw new Error(`no resources folder above ${import.meta.dirname}`);
}

let found: string | undefined;

/** Path of a file that ships with the product. */
export function resourcePath(name: string): string {
  found ??= findResources();
  return join(found, name);
}
