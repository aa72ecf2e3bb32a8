import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openApplication } from '../../application/testing/open-application.ts';
import type { Application } from '../../application/application.ts';
import { openLog } from '../../log/log.ts';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { BrowserHost, type BrowserHostOptions } from '../host.ts';

/** A host with a page of one line; it ends with the test. */
export async function openHost(
  options: Partial<BrowserHostOptions> = {},
): Promise<{ readonly host: BrowserHost; readonly application: Application }> {
  const folder = temporaryFolder();
  const pageFolder = join(folder, 'renderer');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<p nonce="__CSP_NONCE__">page</p>');
  const application = await openApplication();
  const host = await BrowserHost.start({
    application,
    pageFolder,
    log: openLog(join(folder, 'logs'), 'test'),
    port: 0,
    idleMs: null,
    onIdle: () => undefined,
    ...options,
  });
  onTestFinished(() => host.close());
  return { host, application };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with exactly these headers and path: `fetch` would correct them. */
export function ask(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  send: { readonly method: string; readonly body?: string | Buffer } = { method: 'GET' },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const call = request({ hostname, port, path, method: send.method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(send.body);
  });
}

/** Exchanges an address, the owner's unless said otherwise, for the cookie of its session. */
export async function enter(host: BrowserHost, at = host.newAddress()): Promise<string> {
  const address = new URL(at);
  const answer = await ask(host.origin, `${address.pathname}${address.search}`);
  const [cookie = ''] = answer.headers['set-cookie'] ?? [];
  return cookie.split(';')[0] ?? '';
}
