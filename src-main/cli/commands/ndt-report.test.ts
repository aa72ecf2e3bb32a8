import { describe, expect, it } from 'vitest';
import type { ComplianceYear } from '../../../src-shared/compliance.ts';
import { PLAN_TESTS } from '../../../src-shared/compliance.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { LOOKBACK_SOURCES } from '../../../src-shared/vocabulary.ts';
import { complianceOfYear } from '../../../src-worker/plan/testing/year/compliance-of-year.ts';
import { planTestRows } from '../../../src-worker/plan/testing/year/test-rows.ts';
import {
  inputOf,
  type Employee,
  type InputChanges,
} from '../../../src-worker/plan/testing/year/year-fixtures.ts';
import type { StoredCompliance, TestedPerson } from '../../services/compliance/read-compliance.ts';
import type { RunRecord } from '../../store/run-queries.ts';
import { formatCompliance } from './ndt-report.ts';

const RUN: RunRecord = {
  runId: '0f3c2a10-0000-4000-8000-000000000000',
  name: 'Base case',
  status: 'complete',
  scenario: {
    id: 's',
    version: 1,
    name: 'Base case',
    hash: '',
    source: null,
    gitCommit: null,
    overrides: {},
  },
  census: { id: null, name: 'Acme', hash: '', rows: 0, accepted: 0, quarantined: 0 },
  startYear: 2026,
  endYear: 2026,
  storedYears: 1,
  seed: 1,
  mode: 'exact',
  replicate: 0,
  engineVersion: '1',
  schemaVersion: 1,
  userName: '',
  machine: '',
  startedAt: '',
  finishedAt: null,
  fingerprint: null,
  failure: null,
  timings: {},
};

/** The tests of a year as they would be read back. */
function stored(compliance: ComplianceYear): StoredCompliance {
  const { tests, people } = planTestRows(compliance);
  const amount = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  return {
    run: RUN,
    year: compliance.year,
    designId: compliance.designId,
    tests,
    people: Array.from(people.test, (test, row): TestedPerson => ({
      test: PLAN_TESTS[test] ?? 'design',
      employeeId: `E${people.person[row] ?? ''}`,
      isHce: people.isHce[row] === 1,
      standing: people.standing[row] ?? 0,
      payCents: amount(people.payCents[row]),
      amountCents: amount(people.amountCents[row]),
      basisPoints: amount(people.basisPoints[row]),
      excessCents: amount(people.excessCents[row]),
      refundCents: amount(people.refundCents[row]),
      recharacterisedCents: amount(people.recharacterisedCents[row]),
      forfeitedCents: amount(people.forfeitedCents[row]),
      distributedCents: amount(people.distributedCents[row]),
      additionalCents: amount(people.additionalCents[row]),
    })),
  };
}

const linesOf = (employees: readonly Partial<Employee>[], changes: InputChanges = {}): readonly string[] =>
  formatCompliance(stored(complianceOfYear(inputOf(employees, changes)))).split('\n');
const words = (line: string | undefined): string => (line ?? '').replaceAll(/ {2,}/g, ' | ');

describe('formatCompliance', () => {
  const HCES = [
    { hce: true, pay: 300_000, base: 24_000, unusedCatchUp: 1_000 },
    { hce: true, pay: 190_000, base: 17_100 },
    { hce: true, pay: 180_000, base: 7_200 },
  ];
  const staff = Array.from({ length: 15 }, () => ({ pay: 100_000, base: 4_100 }));

  it('P-94 P-98 says what passes, what fails, against which limit, and how it is corrected', () => {
    const lines = linesOf([...HCES, ...staff]);
    const line = (start: string): string => words(lines.find((one) => one.startsWith(start)));
    expect(lines[0]).toBe('Plan tests of 2026, run 0f3c2a10 (Base case), plan design standard');
    expect(line('ADP ')).toBe('ADP | FAILS | 4.10% | 7.00% | 6.10%');
    expect(line('ACP ')).toBe('ACP | passes | 0.00% | 0.00% | 0.00%');
    expect(line('Coverage (410(b)), match')).toBe(
      'Coverage (410(b)), match | passes | ratio test | 100.00% | 100.00% | 100.00% | 70.00%',
    );
    expect(line('Core amounts')).toBe('Core amounts (401(a)(4)) | passes | one percentage for all');
    expect(line('Top-heavy')).toBe('Top-heavy (416) | not evaluated | 60.00%');
    expect(line('Highly compensated')).toBe(
      'Highly compensated: 3 of 18 employees, 0 owners, 3 by pay above $160,000',
    );
    expect(line('ADP correction')).toBe(
      'ADP correction: $6,065.00 in total, $1,000.00 becomes catch-up, $5,065.00 refunded; by 2027-03-15 without excise tax, 2027-12-31 at the latest',
    );
    expect(lines).toContain('  or a QNEC of $13,500.00 to an NHCE average of 5.00%');
    expect(line('E100 ')).toBe('E100 | ADP | 8.00% | $2,550.00 | $1,000.00 | $5,065.00');
    expect(line('E101 ')).toBe('E101 | ADP | 9.00% | $3,515.00');
    expect(line('E102 ')).toBe('');
    expect(line('Limits')).toContain('hceCompensation 2025 $160,000 (published, Notice 2024-80)');
  });

  it('P-101 P-116 P-118 P-135 shows forfeitures, minimums, findings and what was assumed', () => {
    const assumed = LOOKBACK_SOURCES.indexOf('assumed');
    const determination = {
      date: '2025-12-31',
      result: 'topHeavy',
      ratio: 7_000,
      keyBalanceCents: 7,
      totalBalanceCents: 10,
      keyEmployees: 1,
      formerKeyEmployees: 0,
      officersMaximum: 3,
      isIncomplete: false,
    } as const;
    const lines = linesOf(
      [
        {
          owner: true,
          keyBefore: 2,
          pay: 300_000,
          base: 9_000,
          match: 15_000,
          vested: 60,
          lookBack: assumed,
        },
        { pay: 50_000, base: 1_500, match: 900, balanceMissing: true },
      ],
      { prior: { determination }, counts: { lateEntries: 1, overdueForfeitures: 1 as Cents } },
    );
    expect(lines).toContain('Top-heavy minimum of 3.00%: $600.00 owed to 1 person');
    expect(lines).toContain('Finding ENTRY_LATE: 1 person');
    expect(lines).toContain('Finding FORFEITURE_OVERDUE');
    expect(lines).toContain('Pay of the year before was assumed for 1 person');
    expect(lines).toContain('Opening balances are missing for 1 person');
    const people = lines.filter((line) => line.startsWith('E10')).map(words);
    expect(people).toEqual([
      'E100 | ACP | 5.00% | $4,200.00 | $1,680.00 | $2,520.00',
      'E101 | Top-heavy (416) | 1.80% | $600.00',
    ]);
  });

  it('P-111 names the two groups; P-92 says why nothing is compared', () => {
    const input = inputOf([{ pay: 50_000 }]);
    const separate = {
      ...input.design,
      testing: { ...input.design.testing, otherwiseExcludable: 'separate' },
    } as const;
    const lines = linesOf([{ pay: 50_000 }], { design: separate }).map(words);
    expect(lines).toContain(
      'Coverage (410(b)), deferrals, below age 21 or one year | passes | no NHCE | 70.00%',
    );
    expect(lines).toContain('ADP | passes | no HCE | 0.00% | 0.00%');
  });

  it('P-97 lists the largest corrections and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ hce: true, pay: 200_000, base: 20_000 + at }));
    const lines = linesOf([...many, { pay: 100_000 }]);
    expect(lines.filter((line) => line.startsWith('E1'))).toHaveLength(25);
    expect(lines).toContain('and 5 more: see --json');
    expect(lines.find((line) => line.startsWith('E1'))).toMatch(/^E129 /);
  });
});
