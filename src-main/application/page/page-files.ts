import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { COMMON_HEADERS, securePage } from './page-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const PAGE = 'index.html';

/**
 * The folder of the built screens: beside the bundles, or in dist when this runs from sources.
 * @throws PlanAlignError INTERNAL when the product is not built.
 */
export function findPageFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = [join(folder, 'renderer'), join(folder, 'dist', 'renderer')].find((path) =>
      existsSync(join(path, PAGE)),
    );
    if (found !== undefined) return found;
  }
  throw new PlanAlignError('INTERNAL', 'The screens are missing; the product is not built.');
}

/** A file as it is served. */
export interface ServedFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * A file of the screens by the path of its address; null for everything that is not one of them, however the path is
 * written. The page itself gets its nonce and policy.
 */
export async function servePageFile(folder: string, pathname: string): Promise<ServedFile | null> {
  const root = resolve(folder);
  const path = fileOf(root, pathname);
  const type = path === null ? undefined : TYPES[extname(path)];
  if (path === null || type === undefined) return null;
  const contents = await readFile(path).catch(() => null);
  if (contents === null) return null;
  if (path !== join(root, PAGE))
    return { headers: { ...COMMON_HEADERS, 'content-type': type }, body: contents };
  const { html, headers } = securePage(contents.toString('utf8'));
  return { headers: { ...headers, 'content-type': type }, body: Buffer.from(html, 'utf8') };
}

function fileOf(root: string, pathname: string): string | null {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const path = resolve(root, `.${decoded === '/' || decoded === '' ? `/${PAGE}` : decoded}`);
  return path.startsWith(root + sep) ? path : null;
}
