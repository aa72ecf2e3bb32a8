import { workingOf, type PlanTestRow, type TestWorkings } from '../../../src-shared/compliance-rows.ts';
import { GROUP_NAMES, REASON_WORDS, TEST_NAMES } from '../../../src-shared/compliance-words.ts';
import type { LimitUsed } from '../../../src-shared/compliance.ts';
import type { StoredCompliance, TestedPerson } from '../../services/compliance/read-compliance.ts';
import { formatCount, formatDollars, formatMoney, formatPercent, formatQuantity } from '../format.ts';
import { formatTable } from '../table.ts';

/** The tests of a year in plain words. */

const RESULT_WORDS: Readonly<Record<string, string>> = {
  pass: 'passes',
  fail: 'FAILS',
  review: 'FOR REVIEW',
  exempt: 'exempt',
  notAvailable: 'not available',
  topHeavy: 'TOP-HEAVY',
  notTopHeavy: 'not top-heavy',
  notEvaluated: 'not evaluated',
  limited: 'limited',
  findings: 'FINDINGS',
  clear: 'no findings',
};

const percentOf = (basisPoints: number | null): string =>
  basisPoints === null ? '' : formatPercent(basisPoints * 100);

/** The tests of a year as text: a table, what failed and how it is corrected, and what the figures rest on. */
export function formatCompliance({ run, year, designId, tests, people }: StoredCompliance): string {
  const hce = workingOf(tests, 'hce');
  const design = workingOf(tests, 'design');
  return [
    `Plan tests of ${year}, run ${run.runId.slice(0, 8)} (${run.name}), plan design ${designId}`,
    '',
    formatTests(tests),
    '',
    ...(hce === null ? [] : [hceLine(hce)]),
    ...correctionLines('ADP', workingOf(tests, 'adp')),
    ...correctionLines('ACP', workingOf(tests, 'acp')),
    ...topHeavyLines(workingOf(tests, 'topHeavy')),
    ...additionsLines(workingOf(tests, 'additions')),
    ...(design?.findings ?? []).map(
      ({ code, people: concerned }) =>
        `Finding ${code}${concerned === null ? '' : `: ${formatQuantity(concerned, 'person', 'people')}`}`,
    ),
    ...peopleLines(people),
    '',
    ...(design === null ? [] : [`Limits: ${design.limits.map(limitText).join('; ')}`]),
    ...flagLines(hce, design),
    'Projections for planning, not a compliance opinion. Nothing was posted to the run.',
  ].join('\n');
}

function formatTests(tests: readonly PlanTestRow[]): string {
  const compared = tests.filter(({ test }) => test !== 'hce');
  return formatTable<PlanTestRow>(
    [
      {
        heading: 'Test',
        align: 'left',
        cell: ({ test, part, group }) =>
          `${TEST_NAMES[test]}${part === null ? '' : `, ${part}`}${GROUP_NAMES[group]}`,
      },
      { heading: 'Result', align: 'left', cell: ({ result }) => RESULT_WORDS[result] ?? result },
      {
        heading: 'Because',
        align: 'left',
        cell: ({ reason }) => (reason === null ? '' : (REASON_WORDS[reason] ?? reason)),
      },
      { heading: 'NHCE', align: 'right', cell: ({ nhceBasisPoints }) => percentOf(nhceBasisPoints) },
      { heading: 'HCE', align: 'right', cell: ({ hceBasisPoints }) => percentOf(hceBasisPoints) },
      { heading: 'Ratio', align: 'right', cell: ({ ratioBasisPoints }) => percentOf(ratioBasisPoints) },
      {
        heading: 'Limit',
        align: 'right',
        cell: ({ limitPpm }) => (limitPpm === null ? '' : formatPercent(limitPpm)),
      },
    ],
    compared,
  );
}

function hceLine(hce: TestWorkings['hce']): string {
  const { employees, nhces, owners, byPay, byTopPaidGroup, thresholdCents } = hce;
  const pay = `${formatCount(byPay + byTopPaidGroup)} by pay above ${formatDollars(thresholdCents)}`;
  const of = `${formatCount(employees - nhces)} of ${formatQuantity(employees, 'employee')}`;
  return `Highly compensated: ${of}, ${formatQuantity(owners, 'owner')}, ${pay}`;
}

function correctionLines(name: string, test: TestWorkings['adp'] | null): readonly string[] {
  const correction = test?.correction ?? null;
  if (correction === null) return [];
  const { recharacterisedCents, refundedCents, forfeitedCents, distributedCents, qnec, deadlines } =
    correction;
  const parts = [
    [recharacterisedCents, 'becomes catch-up'],
    [refundedCents, 'refunded'],
    [distributedCents, 'distributed'],
    [forfeitedCents, name === 'ADP' ? 'match on refunds forfeited' : 'forfeited'],
  ] as const;
  const taken = parts.filter(([cents]) => cents > 0).map(([cents, word]) => `${formatMoney(cents)} ${word}`);
  const until = `by ${deadlines.withoutExciseTax} without excise tax, ${deadlines.qualification} at the latest`;
  return [
    `${name} correction: ${[`${formatMoney(correction.totalCents)} in total`, ...taken].join(', ')}; ${until}`,
    ...(qnec === null
      ? []
      : [
          `  or a QNEC of ${formatMoney(qnec.costCents)} to an NHCE average of ${percentOf(qnec.requiredNhceAverage)}`,
        ]),
  ];
}

function topHeavyLines(test: TestWorkings['topHeavy'] | null): readonly string[] {
  const minimum = test?.minimum ?? null;
  if (minimum === null) return [];
  const rate = formatPercent(minimum.ratePpm);
  const to = formatQuantity(minimum.people, 'person', 'people');
  return [`Top-heavy minimum of ${rate}: ${formatMoney(minimum.totalCents)} owed to ${to}`];
}

function additionsLines(test: TestWorkings['additions'] | null): readonly string[] {
  if (test === null || test.limited + test.atRisk === 0) return [];
  const limited = `${formatQuantity(test.limited, 'person', 'people')} limited`;
  return [`Annual additions: ${limited}, ${formatCount(test.atRisk)} near the limit`];
}

/** People that a correction concerns, the largest amounts first; the document has all of them. */
const SHOWN = 25;

const largest = (person: TestedPerson): number =>
  Math.max(person.excessCents ?? 0, person.additionalCents ?? 0, takenFrom(person));

function takenFrom(person: TestedPerson): number {
  const { refundCents, recharacterisedCents, forfeitedCents, distributedCents } = person;
  return (refundCents ?? 0) + (recharacterisedCents ?? 0) + (forfeitedCents ?? 0) + (distributedCents ?? 0);
}

function peopleLines(people: readonly TestedPerson[]): readonly string[] {
  const concerned = people.filter((person) => largest(person) > 0).sort((a, b) => largest(b) - largest(a));
  if (concerned.length === 0) return [];
  const money = (of: (person: TestedPerson) => number | null) => (person: TestedPerson) => {
    const cents = of(person);
    return cents === null || cents === 0 ? '' : formatMoney(cents);
  };
  const right = (heading: string, of: (person: TestedPerson) => number | null) =>
    ({ heading, align: 'right', cell: money(of) }) as const;
  const table = formatTable<TestedPerson>(
    [
      { heading: 'Employee', align: 'left', cell: ({ employeeId }) => employeeId },
      { heading: 'Test', align: 'left', cell: ({ test }) => TEST_NAMES[test] },
      { heading: 'Ratio', align: 'right', cell: ({ basisPoints }) => percentOf(basisPoints) },
      right('Excess by ratio', ({ excessCents }) => excessCents),
      right('Catch-up', ({ recharacterisedCents }) => recharacterisedCents),
      right('Refund', ({ refundCents }) => refundCents),
      right('Forfeited', ({ forfeitedCents }) => forfeitedCents),
      right('Distributed', ({ distributedCents }) => distributedCents),
      right('Owed', ({ additionalCents }) => additionalCents),
    ],
    concerned.slice(0, SHOWN),
  );
  const more = concerned.length - SHOWN;
  return ['', table, ...(more > 0 ? [`and ${formatCount(more)} more: see --json`] : [])];
}

function limitText({ item, year, cents, provenance, source }: LimitUsed): string {
  return `${item} ${year} ${formatDollars(cents)} (${source === '' ? provenance : `${provenance}, ${source}`})`;
}

function flagLines(
  hce: TestWorkings['hce'] | null,
  design: TestWorkings['design'] | null,
): readonly string[] {
  const assumed = hce?.assumedLookBack ?? 0;
  const missing = design?.flags.balancesMissing ?? 0;
  return [
    ...(assumed > 0
      ? [`Pay of the year before was assumed for ${formatQuantity(assumed, 'person', 'people')}`]
      : []),
    ...(missing > 0
      ? [`Opening balances are missing for ${formatQuantity(missing, 'person', 'people')}`]
      : []),
  ];
}
