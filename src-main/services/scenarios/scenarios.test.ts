import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { openScenario } from './open-scenario.ts';
import { writeScenario } from './write-scenario.ts';

describe('scenario files', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'planalign-scenario-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('open the default scenario when none is named', async () => {
    expect(await openScenario(null, [])).toEqual({ ...parseScenario({}), source: null });
  });

  it('are read, completed from the default scenario and changed for one use', async () => {
    writeFileSync(at('a.planalign'), '{"name": "Growth", "workforce": {"targetGrowthRate": 0.04}}');
    const opened = await openScenario(at('a.planalign'), [{ path: 'simulation.endYear', text: '2035' }]);
    expect(opened.scenario).toMatchObject({
      name: 'Growth',
      workforce: { targetGrowthRate: 0.04, experiencedTerminationRate: 0.12 },
      simulation: { endYear: 2035 },
    });
    expect(opened).toMatchObject({ source: at('a.planalign') });
  });

  it('keep the warnings of the file and of the changes', async () => {
    writeFileSync(at('a.planalign'), '{"workforce": {"experiencedTerminationRate": 0.12345678}}');
    const opened = await openScenario(at('a.planalign'), [
      { path: 'workforce.targetGrowthRate', text: '0.01234567' },
    ]);
    expect(opened.warnings.map(({ code, setting }) => [code, setting])).toEqual([
      ['RATE_DECIMALS', 'workforce.targetGrowthRate'],
      ['RATE_DECIMALS', 'workforce.experiencedTerminationRate'],
    ]);
  });

  it('refuse an invalid setting with the file, and an invalid change without', async () => {
    writeFileSync(at('a.planalign'), '{"workforce": {"experiencedTerminationRate": 1.2}}');
    await expect(openScenario(at('a.planalign'), [])).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      place: { file: at('a.planalign'), setting: 'workforce.experiencedTerminationRate' },
    });
    await expect(
      openScenario(null, [{ path: 'workforce.experiencedTerminationRate', text: '1.2' }]),
    ).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      place: { setting: 'workforce.experiencedTerminationRate' },
    });
  });

  it('refuse a file that is missing or not JSON', async () => {
    await expect(openScenario(at('none'), [])).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    writeFileSync(at('a.planalign'), '{"name": }');
    await expect(openScenario(at('a.planalign'), [])).rejects.toMatchObject({ code: 'SCENARIO_NOT_JSON' });
  });

  it('are written so that reading gives the same scenario', async () => {
    const { scenario } = parseScenario({ name: 'José' });
    await writeScenario(at('b.planalign'), scenario, false);
    expect((await openScenario(at('b.planalign'), [])).scenario).toEqual(scenario);
    expect(readdirSync(folder)).toEqual(['b.planalign']);
  });

  it('replace other contents only when told to', async () => {
    const { scenario } = parseScenario({});
    await writeScenario(at('b.planalign'), scenario, false);
    await writeScenario(at('b.planalign'), scenario, false);
    const other = { ...scenario, name: 'Another' };
    await expect(writeScenario(at('b.planalign'), other, false)).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    await writeScenario(at('b.planalign'), other, true);
    expect(readFileSync(at('b.planalign'), 'utf8')).toContain('"Another"');
  });
});
