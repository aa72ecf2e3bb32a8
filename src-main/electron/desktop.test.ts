import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ensureBuilt } from '../../scripts/build-if-stale.mjs';
import type { ApplicationEvent } from '../../src-shared/api/application.ts';
import type { PlanAlignApi } from '../../src-shared/api/api.ts';
import type { FileReference } from '../../src-shared/api/files.ts';
import type { WindowState } from '../../src-shared/api/host-bridge.ts';
import { connectLink } from '../../src-shared/rpc/connect.ts';
import { portPipe } from '../../src-shared/rpc/pipes.ts';
import { openLog } from '../log/log.ts';
import { temporaryFolder } from '../store/testing/temporary-workspace.ts';
import { Desktop, type DesktopOptions } from './desktop.ts';
import { FakeElectron, FakeEvent } from './testing/fake-electron.ts';

interface Started {
  readonly electron: FakeElectron;
  readonly folder: string;
}

/** Starts the desktop on a stand-in for Electron; it ends with the test. */
async function start(
  options: Partial<DesktopOptions> = {},
  electron = new FakeElectron(),
  folder = temporaryFolder(),
): Promise<Started> {
  ensureBuilt();
  const pageFolder = join(folder, 'renderer');
  mkdirSync(pageFolder, { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<p>page</p>');
  const desktop = new Desktop(electron.parts, {
    dataFolder: folder,
    workspace: join(folder, 'workspace.duckdb'),
    pageFolder,
    preload: '/app/preload.cjs',
    log: openLog(join(folder, 'logs'), 'test'),
    platform: 'linux',
    argv: ['electron'],
    workingDirectory: folder,
    ...options,
  });
  await desktop.start();
  onTestFinished(() => quit(electron));
  return { electron, folder };
}

/** Quits as Electron does: the last chance to stop it comes when the windows are gone. */
async function quit(electron: FakeElectron): Promise<void> {
  const event = new FakeEvent();
  electron.app.emit('will-quit', event);
  if (event.isPrevented) await expect.poll(() => electron.app.exitCode).not.toBeNull();
}

/** The API as the page has it: over the port that it asked for. */
async function connect(electron: FakeElectron): Promise<PlanAlignApi> {
  await electron.ask('requestPort');
  const handed = electron.ports.at(-1);
  if (handed === undefined) throw new Error('no port was handed over');
  const connection = connectLink<PlanAlignApi>(portPipe(handed.port));
  onTestFinished(() => {
    connection.close();
  });
  return connection.api;
}

const state = (change: Partial<WindowState>): WindowState => ({
  title: 'Plan',
  edited: false,
  running: false,
  progress: null,
  ...change,
});

describe('the desktop', () => {
  it('shows one window that has nothing of Node, once its page is painted', async () => {
    const { electron } = await start();
    expect(electron.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect(electron.windows).toHaveLength(1);
    const { window } = electron;
    expect(window.options).toMatchObject({
      width: 1_440,
      height: 900,
      show: false,
      webPreferences: {
        preload: '/app/preload.cjs',
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      },
    });
    expect(window.done).toEqual(['load app://planalign/']);
    window.emit('ready-to-show');
    expect(window.done).toContain('show');
  });

  it('serves its page with the policy, and nothing outside', async () => {
    const { electron } = await start();
    const page = await electron.serve(new Request('app://planalign/'));
    expect(await page.text()).toBe('<p>page</p>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    for (const address of [
      'app://planalign/..%2fworkspace.duckdb',
      'app://planalign/none.js',
      'app://other/index.html',
    ])
      expect((await electron.serve(new Request(address))).status, address).toBe(404);
    const posted = await electron.serve(new Request('app://planalign/', { method: 'POST' }));
    expect(posted.status).toBe(404);
  });

  it('denies permissions, connections, other windows and other pages', async () => {
    const { electron } = await start();
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read'])
      expect(electron.allows(permission), permission).toBe(false);
    expect(electron.allows('clipboard-sanitized-write')).toBe(true);
    const isCancelled = (url: string): boolean => {
      let cancelled = false;
      electron.requests({ url }, ({ cancel }) => {
        cancelled = cancel;
      });
      return cancelled;
    };
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1/',
      'ws://x/',
      'file:///etc/passwd',
      'app://other/',
    ])
      expect(isCancelled(url), url).toBe(true);
    for (const url of ['app://planalign/a.js', 'data:,x', 'blob:app://planalign/1'])
      expect(isCancelled(url), url).toBe(false);
    const { webContents } = electron.window;
    expect(webContents.openHandler?.()).toEqual({ action: 'deny' });
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = new FakeEvent();
      webContents.emit(name, event);
      expect(event.isPrevented, name).toBe(true);
    }
  });

  it('serves the API to its page', async () => {
    const { electron, folder } = await start();
    const api = await connect(electron);
    expect(electron.ports[0]?.message).toBe('planalign:port');
    expect(await api.application.info()).toMatchObject({ host: 'electron', dataFolder: folder });
  });

  it('hears nobody but its page, and checks what it says', async () => {
    const { electron, folder } = await start();
    const refused = { code: 'CALL_INVALID' };
    const own = electron.window.webContents;
    const path = join(folder, 'a.csv');
    for (const event of [
      electron.fromPage({ senderFrame: null }),
      electron.fromPage({ senderFrame: { url: 'app://planalign/' } }),
      electron.fromPage({ sender: new FakeElectron().parts.newWindow(electron.window.options).webContents }),
    ]) {
      await electron.ask('requestPort', undefined, event);
      expect(await electron.ask('acceptFile', { path }, event)).toMatchObject(refused);
    }
    Object.assign(own.mainFrame, { url: 'https://example.com/' });
    await electron.ask('requestPort');
    Object.assign(own.mainFrame, { url: 'app://planalign/' });
    expect(electron.ports).toEqual([]);
    for (const [channel, value] of [
      ['chooseFile', { purpose: 'anything' }],
      ['chooseTarget', { purpose: 'table' }],
      ['acceptFile', { path: 7 }],
    ] as const)
      expect(await electron.ask(channel, value), channel).toMatchObject(refused);
    const { menu } = electron;
    await electron.ask('showState', { title: 'x' });
    await electron.ask('showMenu', [{ actionId: 'a' }]);
    expect(electron.window.done).toEqual(['load app://planalign/']);
    expect(electron.menu).toBe(menu);
    const log = readFileSync(join(folder, 'logs', 'planalign.log'), 'utf8');
    expect(log.match(/CALL_INVALID/g)?.length).toBe(6);
  });

  it('lets the user choose files, and the page name them only by id', async () => {
    const { electron, folder } = await start();
    const api = await connect(electron);
    expect(await electron.ask('chooseFile', { purpose: 'census' })).toBeNull();
    electron.path = join(folder, 'chosen.planalign');
    writeFileSync(electron.path, '{"name": "Chosen"}');
    const chosen = (await electron.ask('chooseFile', { purpose: 'scenario' })) as FileReference;
    expect(chosen).toMatchObject({ name: 'chosen.planalign', folder });
    expect(await api.documents.open({ fileId: chosen.fileId })).toMatchObject({ title: 'chosen' });
    expect(electron.app.recent).toEqual([electron.path]);
    const dropped = await electron.ask('acceptFile', { path: electron.path });
    expect(dropped).toEqual(chosen);
    const target = await electron.ask('chooseTarget', { purpose: 'table', suggestedName: 'A/B' });
    expect(target).toMatchObject({ name: 'chosen.planalign' });
    expect(electron.questions).toEqual(['A B.csv']);
    electron.path = '';
    expect(await electron.ask('chooseTarget', { purpose: 'table', suggestedName: 'x.csv' })).toBeNull();
  });

  it('opens the files of its command line, of the system and of a second start', async () => {
    const folder = temporaryFolder();
    for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.planalign`), '{}');
    const { electron } = await start(
      { argv: ['electron', '--flag', 'a.planalign', 'notes.txt'], workingDirectory: folder },
      new FakeElectron(),
      folder,
    );
    const api = await connect(electron);
    const heard: ApplicationEvent[] = [];
    void api.application.watch((event) => heard.push(event)).catch(() => undefined);
    const names = (): readonly string[] =>
      heard.flatMap((event) => (event.kind === 'fileOpened' ? [event.file.name] : []));
    await expect.poll(names).toEqual(['a.planalign']);
    const event = new FakeEvent();
    electron.app.emit('open-file', event, join(folder, 'b.planalign'));
    expect(event.isPrevented).toBe(true);
    electron.app.emit('second-instance', new FakeEvent(), ['electron', 'c.planalign'], folder);
    await expect.poll(names).toEqual(['a.planalign', 'b.planalign', 'c.planalign']);
    expect(electron.window.done).toEqual(expect.arrayContaining(['restore', 'focus']));
  });

  it('leaves to the first instance when there is one', async () => {
    const electron = new FakeElectron();
    electron.app.hasLock = false;
    const { folder } = await start({}, electron);
    expect(electron.app.quits).toBe(1);
    expect(electron.windows).toEqual([]);
    expect(existsSync(join(folder, 'workspace.duckdb'))).toBe(false);
  });

  it('says why it cannot start', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'workspace.duckdb'),
      'not a database, but text that is long enough to be read',
    );
    const electron = new FakeElectron();
    await start({}, electron, folder);
    expect(electron.errors[0]).toContain('PlanAlign Studio cannot start');
    expect(electron.app.exitCode).toBe(1);
  });

  it('shows the actions of the page in the menu and tells the page which was chosen', async () => {
    const { electron } = await start();
    expect(electron.menu.map(({ label }) => label)).toEqual(['&File', '&Edit', '&View']);
    await electron.ask('showMenu', [
      { actionId: 'file.save', title: 'Save', section: 'file', shortcut: 'CmdOrCtrl+S', isEnabled: true },
      { actionId: 'run.start', title: 'Run', section: 'run', shortcut: null, isEnabled: false },
    ]);
    const [file] = electron.menu;
    expect(file?.submenu).toMatchObject([
      { label: 'Save', accelerator: 'CmdOrCtrl+S', enabled: true },
      { type: 'separator' },
      { role: 'quit' },
    ]);
    expect(electron.menu.find(({ label }) => label === '&Run')?.submenu).toMatchObject([
      { label: 'Run', enabled: false },
    ]);
    file?.submenu?.[0]?.click?.();
    expect(electron.window.webContents.sent).toEqual([['planalign:action', 'file.save']]);
    const mac = await start({ platform: 'darwin' });
    expect(mac.electron.menu.map(({ role, label }) => role ?? label)).toEqual([
      'appMenu',
      '&File',
      '&Edit',
      '&View',
      'windowMenu',
    ]);
  });

  it('shows what the page is about, and asks before unsaved work or a run is lost', async () => {
    const { electron, folder } = await start();
    const { window } = electron;
    await electron.ask('showState', state({ progress: 0.5, running: true }));
    await electron.ask('showState', state({ edited: true }));
    expect(window.done.slice(1)).toEqual([
      'title Plan',
      'edited false',
      'progress 0.5',
      'title • Plan',
      'edited true',
      'progress -1',
    ]);
    window.close();
    await expect.poll(() => electron.questions).toHaveLength(1);
    expect(electron.questions[0]).toContain('changes that are not saved');
    expect(window.isDestroyed).toBe(false);
    await electron.ask('showState', state({ running: true }));
    electron.answer = 1;
    window.close();
    await expect.poll(() => window.isDestroyed).toBe(true);
    expect(electron.questions[1]).toContain('A run is going on');
    await expect
      .poll(
        () => existsSync(join(folder, 'window.json')) && readFileSync(join(folder, 'window.json'), 'utf8'),
      )
      .toContain('"width": 1200');
    // What comes from a page that is gone is not heard.
    electron.app.emit('window-all-closed');
    expect(electron.app.quits).toBe(1);
    const { length } = window.done;
    await electron.ask('showState', state({}));
    expect(window.done).toHaveLength(length);
  });

  it('is where it was, unless that screen is gone', async () => {
    const first = await start();
    first.electron.window.close();
    await expect.poll(() => existsSync(join(first.folder, 'window.json'))).toBe(true);
    await quit(first.electron);
    const again = await start({}, new FakeElectron(), first.folder);
    expect(again.electron.window.options).toMatchObject({ x: 10, y: 20, width: 1_200, height: 700 });
    await quit(again.electron);
    const elsewhere = new FakeElectron();
    elsewhere.areas = [{ x: 5_000, y: 0, width: 1_000, height: 1_000 }];
    const third = await start({}, elsewhere, first.folder);
    expect(third.electron.window.options).toMatchObject({ width: 1_440, height: 900 });
    expect(third.electron.window.options.x).toBeUndefined();
  });

  it('offers to load the page again when it is gone or does not answer', async () => {
    const { electron, folder } = await start();
    const { window } = electron;
    window.webContents.emit('render-process-gone', new FakeEvent(), { reason: 'clean-exit', exitCode: 0 });
    window.emit('unresponsive');
    await expect.poll(() => window.webContents.reloads).toBe(1);
    electron.answer = 1;
    window.emit('unresponsive');
    await expect.poll(() => electron.questions).toHaveLength(2);
    expect(window.isDestroyed).toBe(false);
    window.webContents.emit('render-process-gone', new FakeEvent(), { reason: 'crashed', exitCode: 5 });
    await expect.poll(() => window.isDestroyed).toBe(true);
    expect(electron.questions[2]).toContain('stopped working');
    electron.app.emit('child-process-gone', new FakeEvent(), { type: 'GPU', reason: 'crashed' });
    const log = readFileSync(join(folder, 'logs', 'planalign.log'), 'utf8');
    expect(log).toContain('"reason":"crashed","exitCode":5');
    expect(log).toContain('"type":"GPU"');
  });

  it('closes the workspace before it quits', async () => {
    const { electron, folder } = await start();
    await quit(electron);
    expect(electron.app.exitCode).toBe(0);
    await start({}, new FakeElectron(), folder);
  });
});
