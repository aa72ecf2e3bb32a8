import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

describe('readText', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planalign-read-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const file = async (content: string | Uint8Array): Promise<string> => {
    const path = join(folder, 'file');
    await writeFile(path, content);
    return path;
  };

  it('reads UTF-8 without its byte order mark', async () => {
    expect(await readText(await file('\uFEFFJosé'), 100)).toBe('José');
  });
  it('refuses what does not exist', async () => {
    await expect(readText(join(folder, 'none'), 100)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
  it('refuses a folder', async () => {
    await expect(readText(folder, 10_000_000)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      detail: 'It is a folder.',
    });
  });
  it('refuses another encoding', async () => {
    await expect(readText(await file(new Uint8Array([0x4a, 0xf3])), 100)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      detail: 'It is not UTF-8 text.',
    });
  });
  it('refuses a file beyond the limit', async () => {
    await expect(readText(await file('12345'), 4)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      detail: 'It is larger than 4 bytes.',
    });
  });
});
