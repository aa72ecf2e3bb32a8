import {
  MONTHLY_DIMENSIONS,
  type MonthlyInfo,
  type MonthlyPivot,
  type MonthlyPivotRequest,
  type MonthlyProgress,
  type MonthlyService,
} from '../../../src-shared/api/monthly.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { ReadableRuns } from '../results/run-dictionary.ts';
import { MonthlyCubes } from './monthly-cube.ts';
import { pivot, valuesOf } from './monthly-pivot.ts';

interface MonthlyParts {
  readonly workspace: Workspace;
  readonly runs: ReadableRuns;
}

/** Answers that are kept: what a reader goes back and forth between. */
const MOST_PIVOTS = 24;

/** Headcount, pay and plan cost of runs by month. */
export class MonthlyReader implements MonthlyService {
  readonly #parts: MonthlyParts;
  readonly #cubes: MonthlyCubes;
  readonly #infos = new Map<string, Promise<MonthlyInfo>>();
  readonly #pivots = new Map<string, Promise<MonthlyPivot>>();

  constructor(parts: MonthlyParts) {
    this.#parts = parts;
    this.#cubes = new MonthlyCubes(parts.workspace);
  }

  async prepare(
    { runId }: Pick<MonthlyPivotRequest, 'runId'>,
    onProgress: (progress: MonthlyProgress) => void,
  ): Promise<MonthlyInfo> {
    const { workspace, runs } = this.#parts;
    const run = await runs.read(runId);
    const { startYear, endYear, hasPlan, checks } = await this.#cubes.of(run, onProgress);
    return remembered(this.#infos, runId, MOST_PIVOTS, async () => {
      const values = await valuesOf(workspace, run);
      const dimensions = MONTHLY_DIMENSIONS.map((dimension) => ({
        dimension,
        values: values.get(dimension) ?? [],
      })).filter((known) => known.values.length > 1 || known.dimension === 'department');
      return { startYear, endYear, dimensions, hasPlan, checks };
    });
  }

  async pivot(request: MonthlyPivotRequest): Promise<MonthlyPivot> {
    const { workspace, runs } = this.#parts;
    const run = await runs.read(request.runId);
    const cube = await this.#cubes.of(run);
    return remembered(this.#pivots, JSON.stringify(request), MOST_PIVOTS, () =>
      pivot(workspace, run, cube, request),
    );
  }
}
