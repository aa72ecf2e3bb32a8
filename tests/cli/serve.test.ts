import { describe, expect, it, onTestFinished } from 'vitest';
import { playground } from './planalign.ts';

const ground = playground();

describe('planalign serve', () => {
  it('gives an address to the owner and one to the readers, serves both, and ends well when interrupted', async () => {
    const { child, outcome } = ground.start(['serve', '--readers', '2', '--json']);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const printed = await new Promise<string>((resolve) => {
      child.stdout?.once('data', (text: string) => {
        resolve(text);
      });
    });
    const { owner, readers, mostReaders } = JSON.parse(printed) as Record<string, unknown>;
    expect(mostReaders).toBe(2);
    for (const address of [owner, readers]) {
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?t=[\w-]{43}$/);
      const entered = await fetch(String(address));
      expect(entered.status).toBe(200);
      expect(entered.headers.get('set-cookie')).toContain('HttpOnly');
    }
    expect((await fetch(String(owner))).status).toBe(403);
    child.kill('SIGINT');
    expect(await outcome).toMatchObject({ exitCode: 0 });
    // The workspace was released.
    expect(await ground.run('runs', 'list', '--json')).toMatchObject({ exitCode: 0 });
  });

  it.each(['0', '1000', 'many'])('refuses %s readers', async (readers) => {
    const { exitCode, stdout } = await ground.run('serve', '--readers', readers, '--json');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('ARGUMENTS_INVALID');
  });
});
