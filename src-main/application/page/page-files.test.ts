import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { servePageFile } from './page-files.ts';

function pageFolder(): string {
  const folder = join(temporaryFolder(), 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(join(folder, 'assets', 'a b.js'), 'run()');
  writeFileSync(join(folder, 'secret.pem'), 'key');
  writeFileSync(join(folder, '..', 'outside.js'), 'outside');
  return folder;
}

describe('files of the page', () => {
  it('are the page with a new nonce each time, in text and policy', async () => {
    const folder = pageFolder();
    const [one, two] = [await servePageFile(folder, '/'), await servePageFile(folder, '/index.html')];
    const nonceOf = (text: string | undefined): string => /nonce="([^"]{24})"/.exec(text ?? '')?.[1] ?? '';
    const nonce = nonceOf(one?.body.toString());
    expect(one?.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(one?.headers['content-security-policy']).not.toContain('unsafe');
    expect(one?.headers['x-content-type-options']).toBe('nosniff');
    expect(nonceOf(two?.body.toString())).not.toBe(nonce);
  });

  it('are files of known types under the folder', async () => {
    const file = await servePageFile(pageFolder(), '/assets/a%20b.js');
    expect(file?.body.toString()).toBe('run()');
    expect(file?.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../outside.js',
    '/..%2foutside.js',
    '/%2e%2e/outside.js',
    '/assets/../../outside.js',
    '/..\\outside.js',
    '/..%5coutside.js',
    '/assets/..%00.js',
    '/%',
    '/secret.pem',
    '/none.js',
    '/assets',
  ])('are not %s', async (pathname) => {
    expect(await servePageFile(pageFolder(), pathname)).toBeNull();
  });
});
