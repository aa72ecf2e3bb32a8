import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { ensureBuilt, root } from '../scripts/build-if-stale.mjs';

/** Marks where the program of Electron keeps its fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Version of the wire, number of fuses, and each of them as Electron ships them. */
const FUSES = `\u0001\u0009${'0'.repeat(9)}`;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planalign-package-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** What the builder needs of Electron, without a program that would run. */
function standIn(): string {
  const folder = temporaryFolder();
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'version'), packageJson.devDependencies.electron);
  writeFileSync(join(folder, 'electron'), `${'-'.repeat(64)}${SENTINEL}${FUSES}${'-'.repeat(64)}`, 'latin1');
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

function pack(...settings: readonly string[]): { readonly status: number | null; readonly output: string } {
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--linux', 'dir', '--publish', 'never', ...settings.map((setting) => `-c.${setting}`)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly unpacked?: boolean;
}

/** The table of contents of an archive: JSON after four lengths of four bytes. */
function contentsOf(path: string): Entry {
  const file = openSync(path, 'r');
  try {
    const lengths = Buffer.alloc(16);
    readSync(file, lengths, 0, 16, 0);
    const header = Buffer.alloc(lengths.readUInt32LE(12));
    readSync(file, header, 0, header.length, 16);
    return JSON.parse(header.toString('utf8')) as Entry;
  } finally {
    closeSync(file);
  }
}

const at = (entry: Entry | undefined, path: string): Entry | undefined =>
  path.split('/').reduce<Entry | undefined>((folder, name) => folder?.files?.[name], entry);

/** Paths of all files of an archive that are kept beside it. */
const unpacked = (entry: Entry, path = ''): readonly string[] =>
  Object.entries(entry.files ?? {}).flatMap(([name, child]) =>
    child.files === undefined
      ? child.unpacked === true
        ? [`${path}${name}`]
        : []
      : unpacked(child, `${path}${name}/`),
  );

describe('the package of the desktop', () => {
  it('holds what runs and nothing else, the database beside it, and has its fuses set', async () => {
    ensureBuilt();
    const output = temporaryFolder();
    const packed = pack(`electronDist=${standIn()}`, `directories.output=${output}`);
    expect(packed.status, packed.output).toBe(0);
    const folder = join(output, 'linux-unpacked');
    const archive = contentsOf(join(folder, 'resources', 'app.asar'));
    for (const path of [
      packageJson.main,
      'dist/main/engine-thread.mjs',
      'dist/main/preview-thread.mjs',
      'dist/main/census-thread.mjs',
      'dist/main/excel-process.mjs',
      'dist/preload/preload.cjs',
      'dist/renderer/index.html',
    ])
      expect(at(archive, path), path).toBeDefined();
    expect(Object.keys(archive.files ?? {}).sort()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(Object.keys(at(archive, 'node_modules')?.files ?? {})).toEqual(['@duckdb', 'detect-libc']);
    expect(
      Object.keys(at(archive, 'dist/main')?.files ?? {}).filter((name) => name.endsWith('.map')),
    ).toEqual([]);
    const names = unpacked(archive).map((path) => path.split('/').at(-1));
    expect(names).toContain('duckdb.node');
    for (const path of unpacked(archive))
      expect(existsSync(join(folder, 'resources', 'app.asar.unpacked', path)), path).toBe(true);
    expect(existsSync(join(folder, 'resources', 'resources', 'migrations', '0001-tables.sql'))).toBe(true);
    const fuses = await getCurrentFuseWire(join(folder, 'planalign-studio'));
    const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(Number(fuses[fuse])) === '1';
    expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
    expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
    expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true);
    expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
  });

  it('is described in the terms of the builder, which refuses any other', () => {
    const refused = pack('asar=sometimes', 'linux.nothing=1');
    expect(refused.status).not.toBe(0);
    expect(refused.output).toContain('configuration.linux should be one of these');
  });
});
