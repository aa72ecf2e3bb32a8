import { describe, expect, it } from 'vitest';
import { browserLaunch, hasDisplay, launch, type Machine } from './browsers.ts';

const machine = (given: Partial<Machine>, files: readonly string[] = []): Machine => ({
  platform: 'linux',
  environment: {},
  exists: (path) => files.includes(path),
  isRoot: false,
  ...given,
});
const address = 'http://127.0.0.1:1/?t=x';

describe('the browser', () => {
  it.each<[string, Machine, string]>([
    [
      'Chrome on the path',
      machine({ environment: { PATH: '/bin:/opt/x' } }, ['/opt/x/google-chrome', '/opt/x/chromium']),
      '/opt/x/google-chrome',
    ],
    [
      'Edge on macOS',
      machine({ platform: 'darwin' }, ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge']),
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'Edge on Windows',
      machine({ platform: 'win32', environment: { 'ProgramFiles(x86)': 'C:\\P' } }, [
        'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe',
      ]),
      'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ])('shows a window of its own with %s', (_, given, command) => {
    const found = browserLaunch(given, address, '/profile');
    expect(found.command).toBe(command);
    expect(found.args).toContain(`--app=${address}`);
    expect(found.args).toContain('--user-data-dir=/profile');
    expect(found.args).not.toContain('--no-sandbox');
    expect(browserLaunch({ ...given, isRoot: true }, address, '/profile').args).toContain('--no-sandbox');
  });

  it.each<[NodeJS.Platform, string]>([
    ['linux', 'xdg-open'],
    ['darwin', 'open'],
    ['win32', 'explorer.exe'],
  ])('is on %s the one that the user prefers where there is no other', (platform, command) => {
    expect(browserLaunch(machine({ platform }), address, '/profile')).toEqual({ command, args: [address] });
  });

  it('needs a display', () => {
    expect(hasDisplay(machine({}))).toBe(false);
    expect(hasDisplay(machine({ environment: { DISPLAY: '' } }))).toBe(false);
    expect(hasDisplay(machine({ environment: { DISPLAY: ':0' } }))).toBe(true);
    expect(hasDisplay(machine({ environment: { WAYLAND_DISPLAY: 'wayland-0' } }))).toBe(true);
    expect(hasDisplay(machine({ platform: 'win32' }))).toBe(true);
  });

  it('that cannot be started is noticed', async () => {
    expect(await launch({ command: process.execPath, args: ['--version'] })).toBe(true);
    expect(await launch({ command: '/no/such/browser', args: [] })).toBe(false);
  });
});
