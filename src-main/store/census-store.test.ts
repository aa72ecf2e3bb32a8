import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listCensuses, loadCensus, saveCensus, type CensusImport } from './census-store.ts';
import { syntheticCensus } from './testing/synthetic-census.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';

const censusImport = (
  rows: number,
  name = 'Acme 2026',
  hash = `${rows}`.padStart(64, '0'),
): CensusImport => ({
  name,
  sourceFile: '/data/acme.csv',
  hash,
  mapping: { employeeId: { header: 'EE ID' } },
  report: { accepted: rows },
  columns: syntheticCensus(rows),
});

/** A census as plain values that compare quickly: the bytes of every array. */
function comparable(value: unknown): unknown {
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}`;
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [key, comparable(inner)]),
  );
}

describe('census store', () => {
  it('gives back exactly what was saved, by name and by id, over several files', async () => {
    const workspace = await temporaryWorkspace();
    const saved = censusImport(70_001);
    const record = await saveCensus(workspace, saved);
    expect(record).toEqual({
      censusId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: 'Acme 2026',
      sourceFile: '/data/acme.csv',
      hash: saved.hash,
      rowCount: 70_001,
      mapping: saved.mapping,
      report: saved.report,
      importedAt: '2026-01-02T03:04:05.678Z',
      importedBy: expect.any(String) as string,
    });
    const byName = await loadCensus(workspace, 'Acme 2026');
    expect(byName.record).toEqual(record);
    expect(comparable(byName.columns)).toEqual(comparable(saved.columns));
    const byId = await loadCensus(workspace, record.censusId.toUpperCase());
    expect(comparable(byId.columns)).toEqual(comparable(saved.columns));
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('stores equal content once, under as many names as it is given', async () => {
    const workspace = await temporaryWorkspace();
    const first = await saveCensus(workspace, censusImport(10));
    expect(await saveCensus(workspace, censusImport(10))).toEqual(first);
    const second = await saveCensus(workspace, censusImport(10, 'Copy'));
    expect(second.censusId).not.toBe(first.censusId);
    expect((await loadCensus(workspace, 'Copy')).columns).toEqual(syntheticCensus(10));
    expect(await workspace.read('SELECT count(*)::INTEGER AS n FROM census_row')).toEqual([{ n: 10 }]);
    expect((await listCensuses(workspace)).map(({ name }) => name)).toEqual(['Copy', 'Acme 2026']);
    expect(await workspace.read('SELECT action FROM audit_log')).toEqual([
      { action: 'census.import' },
      { action: 'census.import' },
    ]);
  });

  it('means the newest of several censuses with one name', async () => {
    const workspace = await temporaryWorkspace();
    const old = await saveCensus(workspace, censusImport(10));
    await saveCensus(workspace, censusImport(11));
    expect((await loadCensus(workspace, 'Acme 2026')).record.rowCount).toBe(11);
    expect((await loadCensus(workspace, old.censusId)).record.rowCount).toBe(10);
  });

  it('keeps a census without rows', async () => {
    const workspace = await temporaryWorkspace();
    await saveCensus(workspace, censusImport(0));
    expect((await loadCensus(workspace, 'Acme 2026')).columns).toEqual(syntheticCensus(0));
  });

  it('CENSUS_UNKNOWN: for a name that nobody gave', async () => {
    const workspace = await temporaryWorkspace();
    await expect(loadCensus(workspace, 'nobody')).rejects.toMatchObject({ code: 'CENSUS_UNKNOWN' });
  });

  it('leaves nothing behind when the rows cannot be stored', async () => {
    const workspace = await temporaryWorkspace();
    const columns = syntheticCensus(10);
    columns.department.codes[4] = -1;
    await expect(saveCensus(workspace, { ...censusImport(10), columns })).rejects.toMatchObject({
      code: 'STORE_FAILED',
    });
    expect(await listCensuses(workspace)).toEqual([]);
    expect(await workspace.read('SELECT * FROM census_content')).toEqual([]);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });
});
