import type { GridColumn, GridKind, GridSelection, GridValues } from '../../../src-shared/api/results.ts';
import type { PlanYearSummary } from '../../../src-shared/plan-columns.ts';
import type { YearSummary } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { FileSink } from '../../files/atomic-write.ts';
import type { CellKind, CellValue } from '../../services/exports/sheet-xml.ts';
import { writeWorkbook, type Sheet, type SheetRow } from '../../services/exports/workbook.ts';
import {
  getRun,
  planSummaries,
  scenarioDocument,
  yearSummaries,
  type RunRecord,
} from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { EventTotal } from '../results/run-overview.ts';
import type { ResultReader } from '../results/result-service.ts';
import { configurationRows } from './configuration-rows.ts';

const MILLION = 1_000_000;
const CENTS = 100;

const KINDS: Readonly<Record<GridKind, CellKind>> = {
  text: 'text',
  choice: 'text',
  integer: 'plain',
  decimal: 'decimal',
  money: 'money',
  rate: 'rate',
  date: 'date',
  yesNo: 'text',
};

/** A stored number in the unit of a workbook. */
const fromStored: Readonly<Record<GridKind, (value: number) => CellValue>> = {
  text: (value) => value,
  choice: (value) => value,
  integer: (value) => value,
  decimal: (value) => value,
  money: (cents) => cents / CENTS,
  rate: (ppm) => ppm / MILLION,
  date: (day) => day,
  yesNo: (flag) => flag !== 0,
};

function cellsOf(values: GridValues | undefined, kind: GridKind, rows: number): readonly CellValue[] {
  if (values === undefined) return [];
  if ('codes' in values)
    return Array.from(values.codes.subarray(0, rows), (code) => values.texts[code] ?? null);
  const convert = fromStored[kind];
  return Array.from(values.numbers.subarray(0, rows), (value) =>
    Number.isNaN(value) ? null : convert(value),
  );
}

async function* snapshotRows(
  reader: ResultReader,
  selection: GridSelection,
  columns: readonly GridColumn[],
  onRows: (rows: number) => void,
  signal: AbortSignal,
): AsyncGenerator<SheetRow> {
  const names = columns.map(({ name }) => name);
  for await (const page of reader.pages(selection, names)) {
    if (signal.aborted) throw new PlanAlignError('CANCELLED', '');
    const cells = columns.map(({ kind }, index) => cellsOf(page.columns[index], kind, page.rows));
    for (let row = 0; row < page.rows; row += 1) yield cells.map((column) => column[row] ?? null);
    onRows(page.rows);
  }
}

interface Metric<Year> {
  readonly title: string;
  readonly kind: CellKind;
  readonly of: (year: Year) => CellValue;
}

const dollars = (cents: number | null): CellValue => (cents === null ? null : cents / CENTS);
const share = (part: number, whole: number): CellValue => (whole === 0 ? null : part / whole);
const growth = (ppm: number | null): CellValue => (ppm === null ? null : ppm / MILLION);

const leaversOf = ({ experiencedTerminations, newHireTerminations, reductions }: YearSummary): number =>
  experiencedTerminations + newHireTerminations + reductions;

const WORKFORCE_METRICS: readonly Metric<YearSummary>[] = [
  { title: 'Year', kind: 'plain', of: ({ year }) => year },
  { title: 'Opening headcount', kind: 'count', of: ({ opening }) => opening },
  { title: 'Hires', kind: 'count', of: ({ hires }) => hires },
  {
    title: 'Experienced leavers',
    kind: 'count',
    of: ({ experiencedTerminations }) => experiencedTerminations,
  },
  { title: 'New-hire leavers', kind: 'count', of: ({ newHireTerminations }) => newHireTerminations },
  { title: 'Reductions', kind: 'count', of: ({ reductions }) => reductions },
  { title: 'Closing headcount', kind: 'count', of: ({ closing }) => closing },
  {
    title: 'Ties out',
    kind: 'text',
    of: (year) => year.opening + year.hires - leaversOf(year) === year.closing,
  },
  { title: 'Target headcount', kind: 'count', of: ({ targetClosing }) => targetClosing },
  {
    title: 'Headcount growth',
    kind: 'rate',
    of: ({ opening, closing }) => share(closing - opening, opening),
  },
  {
    title: 'Turnover (leavers ÷ average headcount)',
    kind: 'rate',
    of: (year) => share(leaversOf(year), (year.opening + year.closing) / 2),
  },
  { title: 'Promotions', kind: 'count', of: ({ promotions }) => promotions },
  { title: 'Raises', kind: 'count', of: ({ raises }) => raises },
  {
    title: 'Closing annual payroll',
    kind: 'money',
    of: ({ closingPayrollCents }) => dollars(closingPayrollCents),
  },
  {
    title: 'Closing average pay',
    kind: 'money',
    of: ({ closing, closingPayrollCents }) => dollars(closing === 0 ? null : closingPayrollCents / closing),
  },
  { title: 'Pay earned', kind: 'money', of: ({ proratedPayrollCents }) => dollars(proratedPayrollCents) },
  { title: 'Severance', kind: 'money', of: ({ severanceCents }) => dollars(severanceCents) },
  {
    title: 'Growth of average pay earned',
    kind: 'rate',
    of: ({ growth: { paidGrowthPpm } }) => growth(paidGrowthPpm),
  },
  {
    title: 'Pay growth of the same people',
    kind: 'rate',
    of: ({ growth: { samePersonsGrowthPpm } }) => growth(samePersonsGrowthPpm),
  },
];

const PLAN_METRICS: readonly Metric<PlanYearSummary>[] = [
  { title: 'Plan design', kind: 'text', of: ({ designId }) => designId },
  { title: 'Eligible', kind: 'count', of: ({ eligible }) => eligible },
  { title: 'Participants', kind: 'count', of: ({ participants }) => participants },
  { title: 'Participation', kind: 'rate', of: ({ participants, eligible }) => share(participants, eligible) },
  { title: 'Deferrals', kind: 'money', of: ({ baseCents }) => dollars(baseCents) },
  { title: 'Catch-up', kind: 'money', of: ({ catchUpCents }) => dollars(catchUpCents) },
  { title: 'Match', kind: 'money', of: ({ matchCents }) => dollars(matchCents) },
  { title: 'True-up', kind: 'money', of: ({ trueUpCents }) => dollars(trueUpCents) },
  { title: 'Core', kind: 'money', of: ({ coreCents }) => dollars(coreCents) },
  {
    title: 'Core above integration level',
    kind: 'money',
    of: ({ coreExcessCents }) => dollars(coreExcessCents),
  },
  { title: 'Employer cost, gross', kind: 'money', of: ({ grossCostCents }) => dollars(grossCostCents) },
  { title: 'Forfeitures used', kind: 'money', of: ({ poolAppliedCents }) => dollars(poolAppliedCents) },
  { title: 'Employer cost, cash', kind: 'money', of: ({ netCashCents }) => dollars(netCashCents) },
  {
    title: 'Employer cost, share of pay',
    kind: 'rate',
    of: ({ netCashBasisPoints }) => (netCashBasisPoints === null ? null : netCashBasisPoints / 10_000),
  },
  { title: 'Year figures are partial', kind: 'text', of: ({ partial }) => partial },
  { title: 'Highly compensated', kind: 'count', of: ({ hceCount }) => hceCount },
];

function metricsSheet(
  years: readonly YearSummary[],
  plan: readonly (PlanYearSummary & { readonly year: number })[],
): Sheet {
  const planMetrics = plan.length === 0 ? [] : PLAN_METRICS;
  return {
    name: 'Headcount Metrics',
    columns: [...WORKFORCE_METRICS, ...planMetrics].map(({ title, kind }) => ({ title, kind })),
    rows: years.map((year) => {
      const inForce = plan.find((other) => other.year === year.year);
      return [
        ...WORKFORCE_METRICS.map(({ of }) => of(year)),
        ...planMetrics.map(({ of }) => (inForce === undefined ? null : of(inForce))),
      ];
    }),
  };
}

const eventsSheet = (totals: readonly EventTotal[]): Sheet => ({
  name: 'Event Summary',
  columns: [
    { title: 'Year', kind: 'plain' },
    { title: 'Event', kind: 'text', width: 28 },
    { title: 'Category', kind: 'text', width: 24 },
    { title: 'Events', kind: 'count' },
    { title: 'People', kind: 'count' },
    { title: 'Amount', kind: 'money', width: 18 },
  ],
  rows: totals.map(({ year, type, category, events, people, amountCents }) => [
    year,
    type,
    category,
    events,
    people,
    dollars(amountCents),
  ]),
});

/** Facts by name: two columns, each value in its own kind. */
const factsSheet = (name: string, facts: readonly (readonly [string, SheetRow[number]])[]): Sheet => ({
  name,
  columns: [
    { title: 'Field', kind: 'text', width: 28 },
    { title: 'Value', kind: 'text', width: 72 },
  ],
  rows: facts.map(([title, value]) => [title, value]),
});

const metadataSheet = (run: RunRecord): Sheet => {
  const { scenario, census } = run;
  return factsSheet('Scenario Metadata', [
    ['Run', run.name],
    ['Run id', run.runId],
    ['Scenario', scenario.name],
    ['Scenario version', { kind: 'plain', value: scenario.version }],
    ['Scenario hash', scenario.hash],
    ['First year', { kind: 'plain', value: run.startYear }],
    ['Last year', { kind: 'plain', value: run.endYear }],
    ['Random seed', String(run.seed)],
    ['Mode', run.mode],
    ['Replicate', { kind: 'plain', value: run.replicate }],
    ['Census', census.name],
    ['Census hash', census.hash],
    ['Census rows', { kind: 'count', value: census.rows }],
    ['Census rows accepted', { kind: 'count', value: census.accepted }],
    ['Census rows quarantined', { kind: 'count', value: census.quarantined }],
    ['Fingerprint of the results', run.fingerprint],
    ['Started (UTC)', run.startedAt],
    ['Finished (UTC)', run.finishedAt],
    ['Run by', run.userName],
    ['Machine', run.machine],
  ]);
};

const gitSheet = ({ scenario, engineVersion, schemaVersion }: RunRecord): Sheet =>
  factsSheet('Git Information', [
    ['Scenario file', scenario.source ?? 'Not saved to a file'],
    ['Commit of its folder', scenario.gitCommit ?? 'Not in a git work tree'],
    ['Engine version', engineVersion],
    ['Workspace schema', { kind: 'plain', value: schemaVersion }],
  ]);

async function configurationSheet(workspace: Workspace, run: RunRecord): Promise<Sheet> {
  const document = await scenarioDocument(workspace, run.runId);
  const changed = new Set(Object.keys(run.scenario.overrides));
  return {
    name: 'Configuration',
    columns: [
      { title: 'Section', kind: 'text', width: 18 },
      { title: 'Setting', kind: 'text', width: 52 },
      { title: 'Meaning', kind: 'text', width: 44 },
      { title: 'Unit', kind: 'text', width: 14 },
      { title: 'Value', kind: 'text', width: 24 },
      { title: 'Changed for this run', kind: 'text', width: 22 },
    ],
    rows: configurationRows(document).map(({ section, path, title, unit, value }) => [
      section,
      path,
      title,
      unit,
      value,
      changed.has(path) ? true : null,
    ]),
  };
}

/**
 * Writes a complete run as a workbook.
 * @param onShare Hears how much of the snapshot is written, from 0 to 1.
 * @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS without a result, WORKBOOK_TOO_LARGE; CANCELLED soon after
 * `signal` is aborted.
 */
export async function writeRunWorkbook(
  workspace: Workspace,
  reader: ResultReader,
  reference: string,
  sink: FileSink,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<void> {
  const run = await getRun(workspace, reference);
  const { runId } = run;
  const selection: GridSelection = { runId, relation: 'snapshot', conditions: [], sort: [] };
  const [columns, totals, years, plan, events, configuration] = [
    await reader.columns(selection),
    await reader.totals(selection),
    await yearSummaries(workspace, runId),
    await planSummaries(workspace, runId),
    await reader.eventTotals(runId),
    await configurationSheet(workspace, run),
  ];
  let done = 0;
  const rows = snapshotRows(
    reader,
    selection,
    columns,
    (count) => {
      done += count;
      onShare(totals.rows === 0 ? 1 : done / totals.rows);
    },
    signal,
  );
  await writeWorkbook(sink, [
    {
      name: 'Workforce Snapshot',
      columns: columns.map(({ title, kind }) => ({ title, kind: KINDS[kind] })),
      rows,
    },
    metricsSheet(years, plan),
    eventsSheet(events),
    metadataSheet(run),
    configuration,
    gitSheet(run),
  ]);
}
