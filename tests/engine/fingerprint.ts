import { createHash, type Hash } from 'node:crypto';
import type { CensusColumns, RunOpening, YearBatch } from '../../src-shared/columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { openSimulation } from '../../src-worker/simulation.ts';

/** Feeds everything reachable from a value: names, numbers, texts, and typed arrays byte by byte. */
function feed(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(value.constructor.name);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${name}:`);
      feed(hash, child);
    }
    hash.update(';');
  } else {
    hash.update(`${typeof value} ${String(value)},`);
  }
}

/** Hash of all that the engine says in a run, or of its workforce side; an expected failure is part of it. */
export function fingerprint(
  input: {
    readonly scenario: Scenario;
    readonly census: CensusColumns;
    readonly replicate: number;
  },
  side: 'both' | 'workforce' = 'both',
): string {
  const said = (value: RunOpening | YearBatch): unknown =>
    side === 'both' ? value : { ...value, plan: null, planOpening: null };
  const hash = createHash('sha256');
  try {
    const run = openSimulation(input);
    feed(hash, said(run.opening));
    for (const batch of run.years({ isCancelled: () => false })) feed(hash, said(batch));
  } catch (error) {
    if (!(error instanceof PlanAlignError)) throw error;
    hash.update(error.code);
  }
  return hash.digest('hex');
}
