import type { CensusStage } from '../services/studies/census-file.ts';
import type { Progress } from './progress.ts';

const STAGES: Readonly<Record<CensusStage, string>> = {
  read: 'Reading the census',
  infer: 'Deciding the formats',
  check: 'Checking the rows',
  build: 'Building the census',
};

/** Shows the stages of an import. */
export const censusProgress =
  (progress: Progress) =>
  (stage: CensusStage, share: number): void => {
    progress.report(STAGES[stage], share);
  };
