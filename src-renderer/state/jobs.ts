import { create } from 'zustand';
import type { RunJob } from '../../src-shared/api/runs.ts';

/** The runs of this session as the application reports them, oldest first. */
export const useJobs = create<{ readonly jobs: readonly RunJob[] }>(() => ({ jobs: [] }));

/** The run that is going on; null for none. */
export const runningJob = (jobs: readonly RunJob[]): RunJob | null =>
  jobs.find(({ state }) => state === 'running') ?? null;

/** How much of a run is done, from 0 to 1. */
export const shareDone = ({ progress }: RunJob): number =>
  progress.years === 0 ? 0 : Math.min(1, progress.storedYears / progress.years);
