import type { CoveragePart } from '../../../src-shared/compliance.ts';

/** Parts of the plan whose coverage is tested. */
export const PART_NAMES: Readonly<Record<CoveragePart, string>> = {
  deferrals: 'Deferrals',
  match: 'Match',
  core: 'Core',
};
