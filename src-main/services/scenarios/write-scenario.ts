import { readFile } from 'node:fs/promises';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { serialiseScenario } from '../../../src-shared/scenario/serialise-scenario.ts';
import { writeFileAtomically } from '../../files/atomic-write.ts';

/**
 * Writes a scenario file, whole or not at all. A file that says something else is replaced only when `replace` is
 * set: scenarios are the user's documents.
 * @throws PlanAlignError FILE_EXISTS, DISK_FULL, FILE_NOT_WRITTEN.
 */
export async function writeScenario(path: string, scenario: Scenario, replace: boolean): Promise<void> {
  const text = serialiseScenario(scenario);
  const existing = await readFile(path, 'utf8').catch(() => null);
  if (existing === text) return;
  if (existing !== null && !replace)
    throw new PlanAlignError('FILE_EXISTS', 'It holds something else.', { file: path });
  await writeFileAtomically(path, (sink) => sink.write(text));
}
