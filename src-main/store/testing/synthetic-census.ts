import type { CensusColumns, TextColumn } from '../../../src-shared/columns.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_CODE, NO_DAY } from '../../../src-shared/units.ts';

/** A census with something, nothing and something odd in every column, for tests and benches of the store. */
export function syntheticCensus(rows: number): CensusColumns {
  const index = Array.from({ length: rows }, (_, row) => row);
  const ints = (value: (row: number) => number): Int32Array => Int32Array.from(index, value);
  const bytes = (modulus: number): Uint8Array => Uint8Array.from(index, (row) => row % modulus);
  const optionalFlags = (shift: number): Int8Array => Int8Array.from(index, (row) => ((row + shift) % 3) - 1);
  const optionalMoney = (shift: number): Float64Array =>
    Float64Array.from(index, (row) => ((row + shift) % 4 === 0 ? NaN : (row + shift) * 1_003));
  const days = (every: number): Int32Array =>
    ints((row) => (row % every === 0 ? NO_DAY : toDay(2020, 1, 1) + (row % 2_000)));
  const texts = (values: readonly string[]): TextColumn => ({
    values,
    codes: ints((row) => (row % (values.length + 1)) - 1),
  });
  const department: TextColumn = {
    values: ['', 'R&D', 'Ünïted “quotes”', '開発'],
    codes: ints((row) => row % 4),
  };
  return {
    rowCount: rows,
    employeeId: index.map((row) => `${String(row).padStart(8, '0')}-é👩‍🔧`),
    birthDay: ints((row) => toDay(1950, 1, 1) + ((row * 37) % 18_000)),
    hireDay: ints((row) => toDay(1990, 1, 1) + ((row * 11) % 12_000)),
    terminationDay: days(3),
    terminationReason: bytes(6),
    inactiveWithoutDate: bytes(2),
    annualPayCents: Float64Array.from(index, (row) => 5_000_000 + ((row * 7_919) % 900_000_000)),
    scheduledHoursHundredths: ints((row) => (row % 5 === 0 ? 0 : 4_000)),
    unionMember: bytes(2),
    flsaStatus: bytes(3),
    level: texts(['1', 'Manager']),
    department,
    location: texts(['Berlin']),
    costCentre: texts([]),
    jobTitle: texts(['x'.repeat(10_000), 'Engineer\u0000tab\t']),
    plan: {
      originalHireDay: days(2),
      exclusionClass: texts(['intern']),
      ownershipSharePpm: ints((row) => (row * 13) % 1_000_001),
      priorOwnershipSharePpm: ints((row) => (row * 17) % 1_000_001),
      onePercentOwner: optionalFlags(0),
      officer: bytes(2),
      nonresidentAlien: bytes(2),
      priorYearPayCents: optionalMoney(0),
      priorYearFicaWagesCents: optionalMoney(1),
      priorYearHoursHundredths: ints((row) => (row % 3 === 0 ? NO_CODE : row)),
      priorYearHce: optionalFlags(1),
      eligibilityOverride: optionalFlags(2),
      planEntryDay: days(4),
      planEnrollmentDay: days(5),
      planOptOutDay: days(1),
      planParticipant: optionalFlags(0),
      planEnrollmentSource: texts(['auto', 'voluntary']),
      deferralRatePpm: ints((row) => (row % 3 === 0 ? NO_CODE : row)),
      rothSharePpm: ints((row) => (row % 4 === 0 ? NO_CODE : row)),
      autoEscalationOptOut: bytes(2),
      balanceDeferralCents: optionalMoney(2),
      balanceMatchCents: optionalMoney(3),
      balanceCoreCents: optionalMoney(0),
      balanceAfterTaxCents: optionalMoney(1),
      balanceRolloverCents: optionalMoney(2),
      preTaxContributionCents: optionalMoney(3),
      rothContributionCents: optionalMoney(0),
      afterTaxContributionCents: optionalMoney(1),
      matchContributionCents: optionalMoney(2),
      coreContributionCents: new Float64Array(rows).fill(NaN),
      vestingYearsHundredths: ints((row) => (row % 6 === 0 ? NO_CODE : row % 4_000)),
      birthDerived: bytes(2),
      hireDerived: bytes(2),
    },
  };
}
