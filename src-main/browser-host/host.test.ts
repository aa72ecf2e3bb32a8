import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { PlanAlignApi } from '../../src-shared/api/api.ts';
import type { FileReference } from '../../src-shared/api/files.ts';
import { connectLink } from '../../src-shared/rpc/connect.ts';
import { socketPipe } from '../../src-shared/rpc/pipes.ts';
import type { BrowserHost } from './host.ts';
import { ask, enter, openHost } from './testing/open-host.ts';

const socketAddress = (origin: string): string => `${origin.replace('http', 'ws')}/rpc`;

/** Tries to open a WebSocket; gives what became of it. */
async function tryUpgrade(address: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const socket = new WebSocket(address, { headers });
  onTestFinished(() => {
    socket.terminate();
  });
  return new Promise((resolve) => {
    socket.on('open', () => {
      resolve('open');
    });
    socket.on('error', (error) => {
      resolve(error.message);
    });
  });
}

describe('entering', () => {
  it('exchanges a token once for a cookie that scripts cannot read and other sites cannot send', async () => {
    const { host } = await openHost();
    const address = new URL(host.newAddress());
    expect(address.hostname).toBe('127.0.0.1');
    const path = `/${address.search}`;
    expect(address.searchParams.get('t')).toMatch(/^[\w-]{43}$/);
    const answer = await ask(host.origin, path);
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^planalign-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(address.searchParams.get('t') ?? '');
    expect(await ask(host.origin, path)).toMatchObject({ status: 403 });
    const session = cookie.split(';')[0] ?? '';
    const page = await ask(host.origin, '/', { cookie: session });
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('page') as string });
    expect(page.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("script-src 'self';") as string,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it.each<[string, string, Readonly<Record<string, string>>, number]>([
    ['nothing', '/', {}, 403],
    ['a wrong token', '/?t=wrong', {}, 403],
    ['a wrong cookie', '/', { cookie: 'COOKIE=wrong' }, 403],
    ['the token in the place of the cookie', '/', { cookie: 'COOKIE=TOKEN' }, 403],
    ['another host', '/', { host: 'evil.example', cookie: 'SESSION' }, 421],
    ['another name of this machine', '/', { host: 'localhost:PORT', cookie: 'SESSION' }, 421],
    ['a request that another site made', '/', { cookie: 'SESSION', 'sec-fetch-site': 'cross-site' }, 403],
    ['a path out of the folder', '/..%2f..%2fpackage.json', { cookie: 'SESSION' }, 404],
    ['a file that was never made', '/files/none', { cookie: 'SESSION' }, 404],
  ])('refuses %s', async (_, path, headers, status) => {
    const { host } = await openHost();
    const session = await enter(host);
    const [name = ''] = session.split('=');
    const { port } = new URL(host.origin);
    const token = new URL(host.newAddress()).searchParams.get('t') ?? '';
    const filled = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [
        key,
        value
          .replace('SESSION', session)
          .replace('COOKIE', name)
          .replace('TOKEN', token)
          .replace('PORT', port),
      ]),
    );
    const answer = await ask(host.origin, path, filled);
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).not.toContain('page');
  });

  it('refuses other methods', async () => {
    const { host } = await openHost();
    const cookie = await enter(host);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'POST'])
      expect(await ask(host.origin, '/', { cookie }, { method })).toMatchObject({ status: 405 });
  });
});

describe('calls', () => {
  it('go over a WebSocket of our own page only', async () => {
    const { host } = await openHost();
    const cookie = await enter(host);
    const { origin } = host;
    const address = socketAddress(origin);
    const { port } = new URL(origin);
    expect(await tryUpgrade(address, { cookie, origin })).toBe('open');
    for (const [headers, status] of [
      [{ cookie }, 403],
      [{ origin }, 403],
      [{ cookie: 'planalign=x', origin }, 403],
      [{ cookie, origin: 'http://evil.example' }, 403],
      [{ cookie, origin: 'null' }, 403],
      [{ cookie, origin: origin.replace('127.0.0.1', 'localhost') }, 403],
      [{ cookie, origin, host: `localhost:${port}` }, 421],
      [{ cookie, origin, 'sec-fetch-site': 'same-site' }, 403],
    ] as const)
      expect(await tryUpgrade(address, headers), JSON.stringify(headers)).toContain(String(status));
    expect(await tryUpgrade(`${address}/other`, { cookie, origin })).toContain('404');
  });

  it('reach the application, and fail at once when the host ends', async () => {
    const { host } = await openHost();
    const cookie = await enter(host);
    const socket = new WebSocket(socketAddress(host.origin), {
      headers: { cookie, origin: host.origin },
    });
    await once(socket, 'open');
    const { api, ended } = connectLink<PlanAlignApi>(socketPipe(socket));
    expect(await api.application.info()).toMatchObject({ host: 'browser' });
    const watching = api.application.watch(() => undefined).catch((error: unknown) => error);
    await host.close();
    expect(await watching).toMatchObject({ code: 'LINK_CLOSED' });
    expect(await ended).toContain('closed');
  });
});

/** The calls of a session, over a WebSocket of our own page. */
async function callsOf(host: BrowserHost, cookie: string): Promise<PlanAlignApi> {
  const socket = new WebSocket(socketAddress(host.origin), { headers: { cookie, origin: host.origin } });
  await once(socket, 'open');
  return connectLink<PlanAlignApi>(socketPipe(socket)).api;
}

describe('readers', () => {
  it('enter in as many browsers as the address says', async () => {
    const { host } = await openHost();
    const address = host.readerAddress(2);
    expect(await enter(host, address)).not.toBe(await enter(host, address));
    expect(await enter(host, address)).toBe('');
  });

  it('look at everything and change nothing', async () => {
    const { host } = await openHost();
    const owner = await callsOf(host, await enter(host));
    await owner.censuses.sample();
    await owner.application.setPreferences({ theme: 'dark' });
    const cookie = await enter(host, host.readerAddress(1));
    const reader = await callsOf(host, cookie);
    expect(await reader.application.info()).toMatchObject({ access: 'reader' });
    expect(await reader.runs.list()).toEqual([]);
    expect(await reader.censuses.list()).toHaveLength(1);
    const refused = { code: 'READ_ONLY' };
    await expect(reader.censuses.sample()).rejects.toMatchObject(refused);
    await expect(reader.documents.opened()).rejects.toMatchObject(refused);
    await expect(reader.runs.delete({ runId: 'x' })).rejects.toMatchObject(refused);
    await expect(reader.runs.annotate({ runId: 'x', notes: '', tags: [] })).rejects.toMatchObject(refused);
    const body = Buffer.from('x');
    const { origin } = host;
    expect(
      await ask(origin, '/files?name=x.csv', { cookie, origin }, { method: 'POST', body }),
    ).toMatchObject({
      status: 403,
    });
    // What readers prefer is theirs: it lasts from window to window, and the owner keeps their own.
    await reader.application.setPreferences({ theme: 'light', screens: { grid: [1] } });
    const again = await callsOf(host, cookie);
    expect(await again.application.preferences()).toMatchObject({ theme: 'light', screens: { grid: [1] } });
    expect(await owner.application.preferences()).toMatchObject({ theme: 'dark', screens: {} });
  });

  it('hear of runs, and of nothing else that the owner does', async () => {
    const { host, application } = await openHost();
    const reader = await callsOf(host, await enter(host, host.readerAddress(1)));
    const heard: string[] = [];
    void reader.application.watch(({ kind }) => heard.push(kind)).catch(() => undefined);
    const owner = await callsOf(host, await enter(host));
    const { censusId } = await owner.censuses.sample();
    await owner.application.setPreferences({ theme: 'dark' });
    await application.openFile(
      application.files.pathOf((await application.files.newCopy('a.planalign', 'upload')).fileId),
    );
    const { jobId } = await owner.runs.start({ name: 'R', scenario: {}, documentId: null, censusId });
    await owner.runs.cancel({ jobId });
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(new Set(heard)).toEqual(new Set(['jobs']));
  });
});

describe('files', () => {
  it('come in whole and up to a size, and go out as attachments', async () => {
    const { host, application } = await openHost({ mostUploadBytes: 1_000 });
    const cookie = await enter(host);
    const { origin } = host;
    const send = (name: string, body: Buffer, headers: Readonly<Record<string, string>>) =>
      ask(origin, `/files?name=${encodeURIComponent(name)}`, headers, { method: 'POST', body });
    const own = { cookie, origin };
    const sent = await send('Personal größe.csv', Buffer.from('a,b\n1,2\n'), own);
    expect(sent.status).toBe(201);
    const reference = JSON.parse(sent.body) as FileReference;
    expect(reference).toMatchObject({ name: 'Personal größe.csv', bytes: 8, folder: null });
    // What was sent in cannot be fetched: only what the application made can.
    expect(await ask(origin, `/files/${reference.fileId}`, own)).toMatchObject({ status: 404 });

    expect(await send('big.csv', Buffer.alloc(2_000), own)).toMatchObject({ status: 413 });
    const chunked = { ...own, 'transfer-encoding': 'chunked' };
    expect(await send('big.csv', Buffer.alloc(2_000), chunked)).toMatchObject({ status: 413 });
    expect(readdirSync(dirname(dirname(application.files.pathOf(reference.fileId))))).toHaveLength(1);
    for (const headers of [
      { cookie },
      { origin },
      { cookie, origin: 'http://evil.example' },
      { ...own, 'sec-fetch-site': 'cross-site' },
    ])
      expect(await send('x.csv', Buffer.from('x'), headers)).toMatchObject({ status: 403 });

    const { fileId, path } = await application.files.newCopy('Bericht "ä".csv', 'download');
    writeFileSync(path, '<script>alert(1)</script>');
    const got = await ask(origin, `/files/${fileId}`, { cookie });
    expect(got).toMatchObject({ status: 200, body: '<script>alert(1)</script>' });
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="download"; filename*=UTF-8''Bericht%20%C3%A4%20.csv`,
    });
    expect(await ask(origin, `/files/${fileId}`, {})).toMatchObject({ status: 403 });
  });
});

describe('a host that nobody looks at', () => {
  it('says so, but not while a window is open', async () => {
    let idle = 0;
    const { host } = await openHost({
      idleMs: 150,
      onIdle: () => {
        idle += 1;
      },
    });
    const cookie = await enter(host);
    const socket = new WebSocket(socketAddress(host.origin), {
      headers: { cookie, origin: host.origin },
    });
    await once(socket, 'open');
    await new Promise((done) => setTimeout(done, 600));
    expect(idle).toBe(0);
    socket.close();
    await expect.poll(() => idle).toBe(1);
  });
});
