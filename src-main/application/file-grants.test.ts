import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/testing/temporary-workspace.ts';
import { FileGrants, safeFileName } from './file-grants.ts';

describe('file grants', () => {
  it('name a file of the user by an id, the same each time', async () => {
    const folder = temporaryFolder();
    const grants = new FileGrants(join(folder, 'copies'));
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'abc');
    const reference = await grants.grant(path);
    expect(reference).toMatchObject({ name: 'a.csv', bytes: 3, folder });
    expect(await grants.grant(path)).toEqual(reference);
    expect(grants.pathOf(reference.fileId)).toBe(path);
    await grants.drop(reference.fileId);
    expect(grants.pathOf(reference.fileId)).toBe(path);
    expect(() => grants.download(reference.fileId)).toThrow('FILE_UNKNOWN');
    expect(() => grants.pathOf('/etc/passwd')).toThrow('FILE_UNKNOWN');
  });

  it('keep copies apart, hide their folder, and remove them', async () => {
    const copies = join(temporaryFolder(), 'copies');
    const grants = new FileGrants(copies);
    const upload = await grants.newCopy('../../a.csv', 'upload');
    const target = await grants.target({ kind: 'download', name: 'Report.csv' });
    writeFileSync(upload.path, 'x');
    writeFileSync(target.path, 'y');
    expect(upload.path.startsWith(copies)).toBe(true);
    expect(await grants.reference(upload.fileId)).toMatchObject({ bytes: 1, folder: null });
    expect(grants.download(target.fileId)).toEqual({ path: target.path, name: 'Report.csv' });
    await grants.drop(target.fileId);
    expect(existsSync(target.path)).toBe(false);
    await grants.clear();
    expect(existsSync(copies)).toBe(false);
  });

  it.each([
    ['Plan: 2026/27', 'Plan 2026 27'],
    ['..\\..\\x', 'file .. .. x'],
    ['', 'file'],
    ['CON', 'file CON'],
    ['nul.txt', 'file nul.txt'],
    ['.hidden', 'file .hidden'],
    ['ends. . ', 'ends'],
    ['a\u0000b\nc', 'a b c'],
    ['x'.repeat(500), 'x'.repeat(120)],
  ])('makes of %j the file name %j', (given, name) => {
    expect(safeFileName(given)).toBe(name);
    expect(basename(join('folder', safeFileName(given)))).toBe(name);
  });
});
