import type {
  ComplianceOfYear,
  ComplianceService,
  TestedYear,
  TestPeoplePage,
  TestPeopleRequest,
  TestSelection,
} from '../../../src-shared/api/compliance.ts';
import type { PersonOfTest } from '../../../src-shared/compliance-columns.ts';
import { workingOf, type PlanTestRow } from '../../../src-shared/compliance-rows.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { limitSettingsOf, type LimitSettings } from '../../../src-worker/plan/limits.ts';
import { readTestedYears, readTests } from '../../services/compliance/read-compliance.ts';
import { findRun, scenarioDocument } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { ReadableRun, ReadableRuns } from '../results/run-dictionary.ts';
import { peopleOrder, peoplePage, type PeopleOrder } from './test-people.ts';
import { testSums } from './test-sums.ts';
import { yearLimits } from './year-limits.ts';

/** Years and orders that are kept: some years of a run, one beside the other, and the tables of a few tests. */
const MOST_YEARS = 12;
const MOST_ORDERS = 6;
const MOST_RUNS = 8;

/** Documents of people behind a result, which the page asks for in a table of its own, page by page. */
const LISTS: readonly string[] = ['corrected', 'partialTermination'];

const withoutLists = (row: PlanTestRow): PlanTestRow => ({
  ...row,
  working: Object.fromEntries(Object.entries(row.working).filter(([name]) => !LISTS.includes(name))),
});

/** Compliance tests of complete runs, remembered as long as they are looked at: complete runs never change. */
export class ComplianceReader implements ComplianceService {
  readonly #workspace: Workspace;
  readonly #runs: ReadableRuns;
  readonly #allYears = new Map<string, Promise<readonly TestedYear[]>>();
  readonly #years = new Map<string, Promise<ComplianceOfYear>>();
  readonly #orders = new Map<string, Promise<PeopleOrder>>();
  readonly #limits = new Map<string, Promise<LimitSettings>>();

  constructor(workspace: Workspace, runs: ReadableRuns) {
    this.#workspace = workspace;
    this.#runs = runs;
  }

  async years({ runId }: Pick<TestSelection, 'runId'>): ReturnType<ComplianceService['years']> {
    const { key } = await this.#runs.read(runId);
    return remembered(this.#allYears, runId, MOST_RUNS, () => readTestedYears(this.#workspace, key));
  }

  async year({ runId, year }: Pick<TestSelection, 'runId' | 'year'>): Promise<ComplianceOfYear> {
    const { key } = await this.#runs.read(runId);
    return remembered(this.#years, `${runId} ${year}`, MOST_YEARS, () => this.#readYear(runId, key, year));
  }

  async people(request: TestPeopleRequest): Promise<TestPeoplePage> {
    const run = await this.#runs.read(request.runId);
    return peoplePage(this.#workspace, run, request, await this.#order(run, request));
  }

  /** All people of a selection, some at a time. */
  async *allPeople(selection: TestSelection, peopleATime: number): AsyncGenerator<readonly PersonOfTest[]> {
    const run = await this.#runs.read(selection.runId);
    const order = await this.#order(run, selection);
    for (let start = 0; start < order.persons.length; start += peopleATime) {
      const request = { ...selection, start, limit: peopleATime };
      yield (await peoplePage(this.#workspace, run, request, order)).people;
    }
  }

  async #readYear(runId: string, key: number, year: number): Promise<ComplianceOfYear> {
    const { run } = await findRun(this.#workspace, runId);
    const [{ designId, tests }, sums, settings] = await Promise.all([
      readTests(this.#workspace, key, run, year),
      testSums(this.#workspace, key, year),
      this.#limitSettings(runId),
    ]);
    const recorded = workingOf(tests, 'design')?.limits ?? [];
    const limits = yearLimits(recorded, year, settings);
    return { year, designId, tests: tests.map(withoutLists), sums, limits };
  }

  #limitSettings(runId: string): Promise<LimitSettings> {
    return remembered(this.#limits, runId, MOST_RUNS, async () =>
      limitSettingsOf(parseScenario(await scenarioDocument(this.#workspace, runId)).scenario.limits),
    );
  }

  #order(run: ReadableRun, request: TestSelection): Promise<PeopleOrder> {
    const { runId, year, test, choice, part, standing, search, sort, isDescending } = request;
    const selection = { runId, year, test, choice, part, standing, search, sort, isDescending };
    return remembered(this.#orders, JSON.stringify(selection), MOST_ORDERS, () =>
      peopleOrder(this.#workspace, run, selection),
    );
  }
}
