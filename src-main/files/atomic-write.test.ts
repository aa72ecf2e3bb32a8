import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from './atomic-write.ts';

describe('writeFileAtomically', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planalign-atomic-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes text and bytes in order and leaves nothing else in the folder', async () => {
    await writeFileAtomically(join(folder, 'a.txt'), async (sink) => {
      await sink.write('José ');
      await sink.write(new Uint8Array([0x6f, 0x6b]));
    });
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('José ok');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('replaces a file as a whole', async () => {
    await writeFile(join(folder, 'a.txt'), 'a longer text than the new one');
    await writeFileAtomically(join(folder, 'a.txt'), (sink) => sink.write('new'));
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('new');
  });

  it('leaves the old file and no temporary one when the writer fails', async () => {
    await writeFile(join(folder, 'a.txt'), 'old');
    const failing = writeFileAtomically(join(folder, 'a.txt'), async (sink) => {
      await sink.write('half of the n');
      throw new RangeError('broke off');
    });
    await expect(failing).rejects.toThrow(new RangeError('broke off'));
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('says that the folder does not exist', async () => {
    const file = join(folder, 'none', 'a.txt');
    await expect(writeFileAtomically(file, (sink) => sink.write(''))).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      detail: 'The folder does not exist.',
      place: { file },
    });
  });

  it('says that the path is a folder', async () => {
    const file = join(folder, 'sub');
    await mkdir(file);
    await expect(writeFileAtomically(file, (sink) => sink.write('x'))).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
    expect(await readdir(folder)).toEqual(['sub']);
  });
});
