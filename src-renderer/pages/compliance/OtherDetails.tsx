import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComplianceOfYear } from '../../../src-shared/api/compliance.ts';
import { GROUP_NAMES, REASON_WORDS } from '../../../src-shared/compliance-words.ts';
import { workingOf, workingsOf, type TestWorkings } from '../../../src-shared/compliance-rows.ts';
import type { CoveragePart, RateGroupTest, TopHeavyDetermination } from '../../../src-shared/compliance.ts';
import { NumberTable } from '../../charts/NumberTable.tsx';
import { dayInWords, exactMoney, people, testPercent } from '../../components/format.ts';
import { testPeoplePlace } from './places.ts';
import { PART_NAMES } from './part-names.ts';
import { LimitAmount, limitSource } from './limits.tsx';
import { toneOf } from './verdicts.ts';
import { Result } from './tone.tsx';
import { Working, type WorkingLine } from './Working.tsx';

/** The workings of the tests other than ADP and ACP. */

interface DetailProps {
  readonly year: ComplianceOfYear;
}

const points = (value: number | null): string => (value === null ? 'n/a' : testPercent(value * 100));
/** Thousandths of a percentage point. */
const thousandths = (value: number | null): string => (value === null ? 'n/a' : testPercent(value * 10));

/** Who is highly compensated, and by what (section 19). */
export function HceDetail({ year }: DetailProps): ReactNode {
  const hce = workingOf(year.tests, 'hce');
  if (hce === null) return null;
  const hces = hce.employees - hce.nhces;
  const group = hce.topPaidGroup;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Working
        title="Who is highly compensated"
        check={{
          isRight: hce.owners + hce.byPay + hce.byTopPaidGroup === hces,
          right: 'Adds up',
          wrong: 'Does not add up',
        }}
        lines={[
          { label: 'Employees of the year', value: people(hce.employees) },
          { label: 'Owners of more than 5%, this year or the one before', value: people(hce.owners) },
          { label: 'By pay above the threshold', value: people(hce.byPay) },
          ...(group === null
            ? []
            : [{ label: 'By pay, and in the top-paid group', value: people(hce.byTopPaidGroup) }]),
          { label: 'Highly compensated (HCE)', value: people(hces), isTotal: true },
          { label: 'All others (NHCE)', value: people(hce.nhces) },
        ]}
      />
      <Working
        title="What decides"
        lines={[
          {
            label: `Pay of ${year.year - 1} must be more than`,
            value: <LimitAmount limits={year.limits} item="hceCompensation" />,
            note: limitSource(year.limits, 'hceCompensation'),
          },
          {
            label: 'Top-paid group (P-88)',
            value: group === null ? 'Not used' : `${people(group.size)} people`,
            note:
              group === null
                ? 'The plan does not elect it'
                : `20% of ${people(group.counted)} employees that count in ${year.year - 1}`,
          },
          {
            label: 'Pay of the year before was assumed for',
            value: hce.assumedLookBack === 0 ? 'Nobody' : `${people(hce.assumedLookBack)} people`,
            note: 'Where the census does not say it (P-22)',
          },
        ]}
      />
    </SimpleGrid>
  );
}

const partName = (part: CoveragePart | null): string => (part === null ? '' : PART_NAMES[part]);

/** Coverage by part of the plan (section 23). */
export function CoverageDetail({ year }: DetailProps): ReactNode {
  const rows = workingsOf(year.tests, 'coverage');
  const employees = workingOf(year.tests, 'hce')?.employees ?? null;
  const steps: readonly (readonly [string, (row: (typeof rows)[number]) => string])[] = [
    ['Excludable', ({ working }) => people(working.excludable)],
    ['Tested', ({ working }) => people(working.nhceTotal + working.hceTotal)],
    [
      'NHCEs who benefit',
      ({ working }) => `${people(working.nhceBenefiting)} of ${people(working.nhceTotal)}`,
    ],
    ['HCEs who benefit', ({ working }) => `${people(working.hceBenefiting)} of ${people(working.hceTotal)}`],
    ['NHCE share', ({ row }) => points(row.nhceBasisPoints)],
    ['HCE share', ({ row }) => points(row.hceBasisPoints)],
    ['Ratio, NHCE share ÷ HCE share', ({ row }) => points(row.ratioBasisPoints)],
    ['Passes at', ({ row }) => (row.limitPpm === null ? 'n/a' : testPercent(row.limitPpm))],
    [
      'NHCE concentration',
      ({ working }) => (working.concentration === null ? 'n/a' : `${working.concentration}%`),
    ],
    ['Safe harbor ratio', ({ working }) => thousandths(working.safe)],
    ['Unsafe harbor ratio', ({ working }) => thousandths(working.unsafe)],
    ['Average benefit percentage', ({ working }) => points(working.averageBenefit)],
  ];
  return (
    <Paper withBorder p="md" component="section" aria-label="Coverage by part of the plan">
      <Title order={4} size="h5">
        Coverage by part of the plan
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {employees === null ? '' : `Of ${people(employees)} employees of the year. `}
        Passes with a ratio of 70%, or with an average benefit percentage of 70% and a ratio from the safe
        harbor up; a reasonable business classification is assumed (P-113).
      </Text>
      <NumberTable
        caption="Coverage by part of the plan"
        table={{
          columns: ['', ...rows.map(({ row }) => `${partName(row.part)}${GROUP_NAMES[row.group]}`)],
          rows: steps.map(([label, value]) => [label, ...rows.map(value)]),
        }}
        drill={(step, column) => {
          const found = rows[column - 1]?.row;
          const view = COVERED[step];
          // The list holds everybody; the two groups of a plan that is tested apart share it.
          if (found === undefined || view === undefined || found.part === null || found.group !== 'everyone')
            return null;
          return testPeoplePlace({ ...view, part: found.part });
        }}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
        {rows.map(({ row }) => (
          <Result key={`${row.part ?? ''} ${row.group}`} tone={toneOf(row)}>
            {partName(row.part)}
            {GROUP_NAMES[row.group]}: {RESULTS[row.result] ?? row.result}
            {row.reason === null ? '' : `, ${REASON_WORDS[row.reason] ?? row.reason}`}
          </Result>
        ))}
      </SimpleGrid>
    </Paper>
  );
}

/** Whom the first lines of the coverage count. */
const COVERED: readonly (Readonly<{ who: string; as: string }> | undefined)[] = [
  { who: 'all', as: 'excludable' },
  undefined,
  { who: 'nhce', as: 'benefiting' },
  { who: 'hce', as: 'benefiting' },
];

const RESULTS: Readonly<Record<string, string>> = { pass: 'passes', review: 'to be judged', fail: 'fails' };

/** Groups that are shown: those nearest to failing, or failing. */
const MOST_GROUPS = 25;

/** Whether the core discriminates (section 22). */
export function AmountsDetail({ year }: DetailProps): ReactNode {
  return workingsOf(year.tests, 'amounts').map(({ row, working }) => (
    <AmountsOfGroup key={row.group} group={GROUP_NAMES[row.group]} working={working} />
  ));
}

function AmountsOfGroup({
  group,
  working,
}: {
  readonly group: string;
  readonly working: TestWorkings['amounts'];
}): ReactNode {
  const { reason, averageBenefit, allocations, benefits, gateway, result } = working;
  const isSafe = allocations === null && benefits === null;
  const lines: readonly WorkingLine[] = [
    {
      label: 'Design safe harbor (P-103)',
      value: isSafe && reason !== null ? 'Met' : 'None',
      note: isSafe && reason !== null ? (REASON_WORDS[reason] ?? reason) : 'The general test decides',
    },
    { label: 'Average benefit percentage (P-106)', value: points(averageBenefit) },
    ...(gateway === null
      ? []
      : [
          {
            label: 'Gateway to cross-testing (P-109)',
            value: gateway.opens ? 'Open' : 'Closed',
            note: gateway.isGradual
              ? 'A gradual schedule'
              : `Highest HCE rate ${points(gateway.highestHceRate)}; ${people(gateway.below)} NHCEs below a third of it and 5% of pay`,
          },
        ]),
    { label: 'Result', value: result === 'pass' ? 'Passes' : 'Fails', isTotal: true },
  ];
  return (
    <>
      <Working title={`Core amounts${group}`} lines={lines} />
      {allocations !== null && <RateGroups title={`Rate groups by allocations${group}`} test={allocations} />}
      {benefits !== null && <RateGroups title={`Rate groups by benefits${group}`} test={benefits} />}
    </>
  );
}

function RateGroups({ title, test }: { readonly title: string; readonly test: RateGroupTest }): ReactNode {
  const { groups, midpoint, threshold, passes } = test;
  const lowest = [...groups].sort(
    (one, other) =>
      Number(one.passes) - Number(other.passes) || (one.ratio ?? Infinity) - (other.ratio ?? Infinity),
  );
  const failing = groups.filter((one) => !one.passes).length;
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={4} size="h5">
        {title}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {passes ? 'Passes' : `Fails: ${people(failing)} of ${people(groups.length)} groups fail`}. A group
        passes with a ratio of 70%, or of {thousandths(threshold)} with an average benefit percentage of 70%
        (midpoint {thousandths(midpoint)}, P-104, P-105).
        {groups.length > MOST_GROUPS
          ? ` The ${MOST_GROUPS} groups that fail or are nearest to it, of ${people(groups.length)}.`
          : ''}
      </Text>
      <NumberTable
        caption={title}
        table={{
          columns: ['Everyone with a rate from', 'NHCEs', 'HCEs', 'Ratio', 'Result'],
          rows: lowest
            .slice(0, MOST_GROUPS)
            .map((one) => [
              points(one.rate),
              people(one.nhces),
              people(one.hces),
              points(one.ratio),
              one.passes ? 'passes' : 'fails',
            ]),
        }}
      />
    </Paper>
  );
}

/** Annual additions against section 415(c) (P-75 to P-77). */
export function AdditionsDetail({ year }: DetailProps): ReactNode {
  const working = workingOf(year.tests, 'additions');
  const sums = year.sums.find((one) => one.test === 'additions');
  if (working === null) return null;
  const { steps } = working;
  const counted = working.passing + working.atRisk + working.limited;
  const taken: readonly (readonly [string, number])[] = [
    ['1 Becomes catch-up', steps.reclassifiedCents],
    ['2 After-tax returned', steps.afterTaxReturnedCents],
    ['2 Unmatched deferrals returned', steps.unmatchedReturnedCents],
    ['3 Matched deferrals returned', steps.matchedReturnedCents],
    ['3 Match on them forfeited', steps.matchForfeitedCents],
    ['4 Core reduced', steps.coreReducedCents],
    ['4 Reallocated forfeitures reduced', steps.reallocatedReducedCents],
    ['4 Match reduced', steps.matchReducedCents],
  ];
  const all = taken.reduce((sum, [, cents]) => sum + cents, 0);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Working
        title="Who is above the limit"
        check={{
          isRight: counted === workingOf(year.tests, 'hce')?.employees,
          right: 'Adds up',
          wrong: 'Does not add up',
        }}
        lines={[
          {
            label: 'Limit: the lower of all pay of the year and',
            value: <LimitAmount limits={year.limits} item="annualAdditions" />,
            note: limitSource(year.limits, 'annualAdditions'),
          },
          { label: 'Below the limit', value: people(working.passing) },
          { label: 'Near the limit', value: people(working.atRisk) },
          { label: 'Cut to the limit', value: people(working.limited) },
          { label: 'Employees of the year', value: people(counted), isTotal: true },
        ]}
      />
      <Working
        title="What was taken, in the order of the law (P-76)"
        check={{
          isRight: all === steps.overCents && (sums?.excess.cents ?? 0) === steps.overCents,
          right: 'Adds up',
          wrong: 'Does not add up',
        }}
        lines={[
          ...taken.map(([label, cents]): WorkingLine => ({
            label,
            value: cents === 0 ? '–' : exactMoney(cents),
          })),
          { label: 'Above the limit', value: exactMoney(steps.overCents), isTotal: true },
        ]}
      />
    </SimpleGrid>
  );
}

/** Top-heavy ratio, key employees and the minimum (section 24). */
export function TopHeavyDetail({ year }: DetailProps): ReactNode {
  const working = workingOf(year.tests, 'topHeavy');
  if (working === null) return null;
  const { determination, yearEnd, minimum } = working;
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {determination !== null && (
          <Determination title={`What decides about ${year.year}`} determination={determination} />
        )}
        <Determination
          title={`What decides about ${year.year + 1}`}
          determination={yearEnd}
          officerLimit={{
            label: `Pay of officers above, in ${year.year}`,
            value: <LimitAmount limits={year.limits} item="keyOfficer" />,
            note: limitSource(year.limits, 'keyOfficer'),
          }}
        />
      </SimpleGrid>
      {minimum !== null && (
        <Working
          title="Minimum contribution (P-116)"
          lines={[
            { label: 'Highest rate of a key employee', value: testPercent(minimum.highestKeyRatePpm) },
            { label: 'Minimum rate: that, but at most 3%', value: testPercent(minimum.ratePpm) },
            { label: 'People who lack some of it', value: people(minimum.people) },
            { label: 'Owed', value: exactMoney(minimum.totalCents), isTotal: true },
          ]}
        />
      )}
    </>
  );
}

function Determination({
  title,
  determination,
  officerLimit,
}: {
  readonly title: string;
  readonly determination: TopHeavyDetermination;
  readonly officerLimit?: WorkingLine;
}): ReactNode {
  const { date, result, ratio, keyBalanceCents, totalBalanceCents } = determination;
  const { keyEmployees, formerKeyEmployees, officersMaximum, isIncomplete } = determination;
  return (
    <Working
      title={title}
      lines={[
        { label: 'Accounts on', value: dayInWords(date) },
        {
          label: 'Key employees',
          value: people(keyEmployees),
          note: `At most ${people(officersMaximum)} officers; former ones left out: ${people(formerKeyEmployees)}`,
        },
        { label: 'Their accounts', value: exactMoney(keyBalanceCents) },
        { label: 'All accounts', value: exactMoney(totalBalanceCents) },
        {
          label: 'Ratio, top-heavy above 60%',
          value: result === 'notEvaluated' ? 'n/a' : points(ratio),
          isTotal: true,
          note: isIncomplete ? 'Some opening balances are missing and count as 0' : '',
        },
        ...(officerLimit === undefined ? [] : [officerLimit]),
      ]}
    />
  );
}
