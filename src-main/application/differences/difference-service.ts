import type {
  Bridge,
  BridgeRequest,
  BridgeRow,
  ChangedPeople,
  ChangeFileRequest,
  ChangeListRequest,
  ChangeReport,
  ChangeRequest,
  CostPeople,
  CostPeopleRequest,
  DifferenceService,
  Grouping,
} from '../../../src-shared/api/differences.ts';
import type { FileReference } from '../../../src-shared/api/files.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { FileGrants } from '../file-grants.ts';
import { remembered } from '../remembered.ts';
import type { ReadableRuns } from '../results/run-dictionary.ts';
import type { WorkRegistry } from '../work.ts';
import { changedPeople, costPeople, writeChanges } from './change-list.ts';
import { changeReport, population } from './change-report.ts';
import { scopeOf } from './change-sql.ts';
import { netCost, planCostBridge, planCostOfYear } from './plan-cost.ts';
import { EVERYBODY, groupFlows, totalFlows, type RunFlows } from './run-flows.ts';
import type { RunFacts } from './run-facts.ts';
import { commonYear, RunPairs, type RunPair } from './run-pair.ts';
import { addsUp, headcountBridge, payrollBridge, type BridgeParts } from './workforce-bridge.ts';

/** Answers that are kept: those of the screens of a comparison. */
const MOST_FLOWS = 64;
const MOST_COSTS = 128;
const MOST_REPORTS = 64;

/** What explains the difference of two runs. Complete runs never change, so what was answered is kept. */
export class Differences {
  readonly #workspace: Workspace;
  readonly #pairs: RunPairs;
  readonly #flows = new Map<string, Promise<RunFlows>>();
  readonly #costs = new Map<string, Promise<ReadonlyMap<string, BridgeRow>>>();
  readonly #reports = new Map<string, Promise<Omit<ChangeReport, 'employed' | 'excluded'>>>();
  readonly #populations = new Map<string, Promise<Pick<ChangeReport, 'employed' | 'excluded'>>>();

  constructor(workspace: Workspace, runs: ReadableRuns) {
    this.#workspace = workspace;
    this.#pairs = new RunPairs(workspace, runs);
  }

  async bridge(request: BridgeRequest): Promise<Bridge> {
    const { baseId, otherId, measure, year, grouping } = request;
    const pair = await this.#pairs.read(baseId, otherId);
    const { years } = pair;
    const last = year === null ? (years.at(-1) ?? 0) : commonYear(pair, year);
    const parts =
      measure === 'planCost'
        ? await this.#planCost(pair, year === null ? years : [last], grouping)
        : await this.#workforce(pair, measure, year, grouping);
    return {
      ...parts,
      years,
      identity: pair.identity(last),
      addsUp: addsUp(parts) && isOfRuns(pair, request, parts),
    };
  }

  async costPeople(request: CostPeopleRequest): Promise<CostPeople> {
    return costPeople(this.#workspace, await this.#pairs.read(request.baseId, request.otherId), request);
  }

  async changes(request: ChangeRequest): Promise<ChangeReport> {
    const pair = await this.#pairs.read(request.baseId, request.otherId);
    if (request.year !== null) commonYear(pair, request.year);
    const { last } = scopeOf(pair, request.year);
    const [report, employed] = await Promise.all([
      remembered(this.#reports, JSON.stringify(request), MOST_REPORTS, () =>
        changeReport(this.#workspace, pair, request),
      ),
      remembered(this.#populations, `${request.baseId} ${request.otherId} ${last}`, MOST_REPORTS, () =>
        population(this.#workspace, pair, last),
      ),
    ]);
    return { ...report, ...employed };
  }

  async changedPeople(request: ChangeListRequest): Promise<ChangedPeople> {
    const pair = await this.#pairs.read(request.baseId, request.otherId);
    if (request.year !== null) commonYear(pair, request.year);
    return changedPeople(this.#workspace, pair, request);
  }

  async #workforce(
    pair: RunPair,
    measure: 'headcount' | 'payroll',
    year: number | null,
    grouping: Grouping | null,
  ): Promise<BridgeParts> {
    if (year === null)
      throw new PlanAlignError('CALL_INVALID', `The ${measure} is that of one year: name one.`);
    const years = pair.years.filter((each) => each <= year);
    const [base, other] = await Promise.all([
      this.#flowsOf(pair.base, grouping, measure === 'payroll'),
      this.#flowsOf(pair.other, grouping, measure === 'payroll'),
    ]);
    return measure === 'headcount' ? headcountBridge(base, other, years) : payrollBridge(base, other, years);
  }

  async #flowsOf(run: RunFacts, grouping: Grouping | null, withRaises: boolean): Promise<RunFlows> {
    const { runId } = run.record;
    const total = await remembered(this.#flows, runId, MOST_FLOWS, () => totalFlows(this.#workspace, run));
    if (grouping === null) return total;
    const groups = await remembered(this.#flows, `${runId} ${grouping} ${withRaises}`, MOST_FLOWS, () =>
      groupFlows(this.#workspace, run, grouping, withRaises),
    );
    return new Map([...total, ...groups]);
  }

  async #planCost(pair: RunPair, years: readonly number[], grouping: Grouping | null): Promise<BridgeParts> {
    const ids = `${pair.base.record.runId} ${pair.other.record.runId}`;
    const costOf = (year: number, by: Grouping | null): Promise<ReadonlyMap<string, BridgeRow>> =>
      remembered(this.#costs, `${ids} ${year} ${by ?? ''}`, MOST_COSTS, () =>
        planCostOfYear(this.#workspace, pair, year, by),
      );
    const ofYears = [];
    const grouped = [];
    for (const year of years) {
      const everybody = (await costOf(year, null)).get(EVERYBODY);
      if (everybody !== undefined) ofYears.push({ year, everybody });
      if (grouping !== null) grouped.push(await costOf(year, grouping));
    }
    return planCostBridge(ofYears, grouped);
  }

  /** The people of a list as a file. */
  async writeChanges(
    request: ChangeFileRequest,
    files: FileGrants,
    signal: AbortSignal,
  ): Promise<FileReference> {
    const pair = await this.#pairs.read(request.baseId, request.otherId);
    if (request.year !== null) commonYear(pair, request.year);
    return files.write(request.target, (sink) => writeChanges(this.#workspace, pair, request, sink, signal));
  }
}

/** Whether a bridge begins and ends with what the runs themselves say. */
function isOfRuns(pair: RunPair, { measure, year }: BridgeRequest, parts: BridgeParts): boolean {
  const said = (run: RunFacts): number => {
    if (measure === 'planCost') return netCost(run, year === null ? pair.years : [year]);
    const summary = run.years.find((each) => each.year === year);
    return (measure === 'headcount' ? summary?.closing : summary?.closingPayrollCents) ?? 0;
  };
  return said(pair.base) === parts.base && said(pair.other) === parts.other;
}

/** The differences as one window asks for them. */
export const differenceService = (
  differences: Differences,
  files: FileGrants,
  work: WorkRegistry,
): DifferenceService => ({
  bridge: (request) => differences.bridge(request),
  costPeople: (request) => differences.costPeople(request),
  changes: (request) => differences.changes(request),
  changedPeople: (request) => differences.changedPeople(request),
  changeFile: (request) =>
    work.run(request.workId, (signal) => differences.writeChanges(request, files, signal)),
});
