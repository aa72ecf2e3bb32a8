import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../store/testing/temporary-workspace.ts';
import { openScenario } from './open-scenario.ts';
import { parentHash, readAsParent } from './scenario-family.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const write = (name: string, document: object): void => {
  writeFileSync(at(name), JSON.stringify(document));
};
const growth = (targetGrowthRate: number): object => ({ workforce: { targetGrowthRate } });

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(at('variants'));
  write('base.planalign', { name: 'Base', description: 'Ours', ...growth(0.05) });
  write('child.planalign', {
    name: 'Child',
    parent: { file: 'base.planalign' },
    compensation: { merit: { budget: 0.02 } },
  });
  write('variants/grandchild.planalign', {
    name: 'Grandchild',
    parent: { file: '../child.planalign' },
    workforce: { experiencedTerminationRate: 0.08 },
  });
});

describe('a scenario file with a parent', () => {
  it('is the parent with what it changes, over all generations, and names no parent any more', async () => {
    const { scenario, warnings } = await openScenario(at('variants/grandchild.planalign'), []);
    expect(scenario).toMatchObject({
      name: 'Grandchild',
      description: '',
      workforce: { targetGrowthRate: 0.05, experiencedTerminationRate: 0.08 },
      compensation: { merit: { budget: 0.02 } },
    });
    expect([scenario, warnings]).toEqual([expect.not.objectContaining({ parent: {} }), []]);
  });

  it('follows its parent, says so when it was saved with another version, and takes changes for one use', async () => {
    const { hash } = await readAsParent(at('base.planalign'));
    const child = { name: 'Child', parent: { file: 'base.planalign', hash } };
    write('child.planalign', child);
    expect((await openScenario(at('child.planalign'), [])).warnings).toEqual([]);
    write('base.planalign', { name: 'Renamed', ...growth(0.05) });
    expect((await openScenario(at('child.planalign'), [])).warnings).toEqual([]);
    write('base.planalign', growth(0.06));
    const settings = [{ path: 'simulation.endYear', text: '2031' }];
    expect(await openScenario(at('child.planalign'), settings)).toMatchObject({
      scenario: { name: 'Child', workforce: { targetGrowthRate: 0.06 }, simulation: { endYear: 2031 } },
      warnings: [{ code: 'PARENT_CHANGED', setting: 'parent' }],
    });
  });

  it('finds a parent beside it when the files were moved together', async () => {
    renameSync(at('child.planalign'), at('variants/child.planalign'));
    await expect(openScenario(at('variants/grandchild.planalign'), [])).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_MISSING',
      place: { file: at('variants/child.planalign') },
    });
    renameSync(at('base.planalign'), at('variants/base.planalign'));
    const { scenario } = await openScenario(at('variants/grandchild.planalign'), []);
    expect(scenario.workforce.targetGrowthRate).toBe(0.05);
  });
});

describe('what is wrong with a parent is said as such', () => {
  const refusal = (name: string): Promise<unknown> => openScenario(at(name), []);

  it('when it is not there', async () => {
    write('child.planalign', { parent: { file: 'none.planalign' } });
    await expect(refusal('child.planalign')).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_MISSING',
      detail: `There is no ${at('none.planalign')}.`,
      place: { file: at('child.planalign'), setting: 'parent.file' },
    });
  });

  it('when it is not valid, not JSON, or of a newer version', async () => {
    write('base.planalign', growth(7));
    await expect(refusal('variants/grandchild.planalign')).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_INVALID',
      place: { file: at('base.planalign'), setting: 'workforce.targetGrowthRate' },
      items: ['workforce.targetGrowthRate: 7 is above the maximum, 1'],
    });
    writeFileSync(at('base.planalign'), '{');
    await expect(refusal('child.planalign')).rejects.toMatchObject({ code: 'SCENARIO_PARENT_INVALID' });
    write('base.planalign', { schemaVersion: 99 });
    await expect(refusal('child.planalign')).rejects.toMatchObject({ code: 'SCENARIO_PARENT_INVALID' });
  });

  it('when it is among its own ancestors', async () => {
    write('base.planalign', { parent: { file: 'variants/grandchild.planalign' } });
    await expect(refusal('child.planalign')).rejects.toMatchObject({
      code: 'SCENARIO_PARENT_CYCLE',
      detail: 'child.planalign → base.planalign → grandchild.planalign → child.planalign.',
    });
    write('self.planalign', { parent: { file: 'self.planalign' } });
    await expect(refusal('self.planalign')).rejects.toMatchObject({ code: 'SCENARIO_PARENT_CYCLE' });
  });

  it('when the line of ancestors is too long', async () => {
    write('0.planalign', {});
    for (let index = 1; index <= 9; index += 1)
      write(`${index}.planalign`, { parent: { file: `${index - 1}.planalign` } });
    await openScenario(at('8.planalign'), []);
    await expect(refusal('9.planalign')).rejects.toMatchObject({ code: 'SCENARIO_PARENT_DEPTH' });
  });

  it('but a fault of the child is its own', async () => {
    write('child.planalign', { parent: { file: 'base.planalign' }, ...growth(9) });
    await expect(refusal('child.planalign')).rejects.toMatchObject({
      code: 'GROWTH_OUT_OF_RANGE',
      place: { file: at('child.planalign') },
    });
    write('child.planalign', { parent: { file: '/etc/passwd' } });
    await expect(refusal('child.planalign')).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      place: { file: at('child.planalign'), setting: 'parent' },
    });
  });
});

it('the version of a parent is told by what can be inherited', async () => {
  const { document, hash } = await readAsParent(at('base.planalign'));
  expect(parentHash({ ...document, name: 'B', description: 'C' })).toBe(hash);
  expect(parentHash({ ...document, jobLevels: [] })).not.toBe(hash);
});
